using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>Validates the day on which a rejected or restored proposal may be raised again.</summary>
public static class AskAgain
{
    /// <summary>The latest day that may be chosen.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(2);

    /// <summary>What is wrong with the day; null if it is fine or none was chosen.</summary>
    public static Refusal? Problem(DateOnly? until, DateOnly today)
    {
        return until <= today ? Wrong($"must be after today, {today:yyyy-MM-dd}.")
            : until > Latest(today) ? Wrong($"is too far ahead; choose {Latest(today):yyyy-MM-dd} or earlier.")
            : null;

        Refusal Wrong(FormattableString why) =>
            Refusal.Invalid(FormattableString.Invariant($"The reminder date, {until:yyyy-MM-dd}, ") + FormattableString.Invariant(why)) with
            {
                Field = "until",
            };
    }
}

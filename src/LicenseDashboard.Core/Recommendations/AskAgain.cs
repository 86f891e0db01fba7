using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>The day on which what was rejected or restored may be proposed again, as a person chooses it.</summary>
public static class AskAgain
{
    /// <summary>The latest day that may be chosen: two years ahead.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(2);

    /// <summary>What is wrong with the day; null when nothing is, or when none was chosen.</summary>
    public static Refusal? Problem(DateOnly? until, DateOnly today)
    {
        return until <= today ? Wrong($"must lie after today, {today:yyyy-MM-dd}.")
            : until > Latest(today) ? Wrong($"is too far ahead; choose {Latest(today):yyyy-MM-dd} or earlier.")
            : null;

        Refusal Wrong(FormattableString why) =>
            Refusal.Invalid(
                FormattableString.Invariant($"The date to ask again, {until:yyyy-MM-dd}, ") + FormattableString.Invariant(why)
            ) with
            {
                Field = "until",
            };
    }
}

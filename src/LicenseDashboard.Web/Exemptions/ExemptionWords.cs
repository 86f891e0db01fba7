using System.Globalization;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>Texts about exemptions.</summary>
internal static class ExemptionWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Spelling in addresses and REST.</summary>
    public static string Key<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Of(Protection protection) =>
        protection switch
        {
            Protection.Reclamation => "Reclamation",
            Protection.Rightsizing => "Downgrades",
            Protection.Both => "Reclamation and downgrades",
        };

    public static string Of(ExemptionSource source) =>
        source switch
        {
            ExemptionSource.Person => "By hand",
            ExemptionSource.Rule => "By rule",
            ExemptionSource.Import => "By import",
            ExemptionSource.Hr => "By the HR roster",
        };

    public static (string Text, Tone Tone) Of(ExemptionState state) =>
        state switch
        {
            ExemptionState.Protecting => ("Protecting", Tone.Positive),
            ExemptionState.Expiring => ("Ends soon", Tone.Warning),
            ExemptionState.Upcoming => ("Upcoming", Tone.Accent),
            ExemptionState.Ended => ("Ended", Tone.Neutral),
        };

    public static (string Text, Tone Tone) Of(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.Error => ("Error", Tone.Danger),
            ImportOutcome.New => ("New", Tone.Positive),
            ImportOutcome.Changed => ("Changes", Tone.Accent),
            ImportOutcome.Same => ("Unchanged", Tone.Neutral),
        };

    public static string Of(RuleField field) =>
        field switch
        {
            RuleField.Department => "Department",
            RuleField.Title => "Title",
            RuleField.Group => "Group",
            RuleField.StateReason => "Reason for absence",
            RuleField.Role => "Role name",
            RuleField.Name => "Name or email",
            RuleField.NoManager => "No manager",
            RuleField.NoEmployeeId => "No employee ID",
            RuleField.NoEmail => "No email address",
        };

    /// <summary>Placeholder of an empty field of a new rule.</summary>
    public static string Example(RuleField field) =>
        field switch
        {
            RuleField.Department => "Claims, or Service * for all that start with it",
            RuleField.Title => "Seasonal Agent, or *trainee* for all that contain it",
            RuleField.Group => "Winter team",
            RuleField.StateReason => "Seasonal",
            RuleField.Role => "Master Admin",
            RuleField.Name => "Emergency Access *, or breakglass*@example.com",
            RuleField.NoManager or RuleField.NoEmployeeId or RuleField.NoEmail => "",
        };

    /// <summary><c>Nov 1 – Jan 15</c>.</summary>
    public static string Of(Season season) => $"{Of(season.First)} – {Of(season.Last)}";

    /// <summary><c>Nov 1 to Jan 15, every year</c>.</summary>
    public static string EveryYear(Season season) => $"{Of(season.First)} to {Of(season.Last)}, every year";

    public static string Month(int month) => English.DateTimeFormat.GetMonthName(month);

    public static string Window(TagTerms terms) => terms.DefaultDays is { } days ? NumberText.Of(days, "day", "days") : "While assigned";

    /// <summary><c>runs until Jan 15</c>, <c>in 23 days</c>.</summary>
    public static string When(Period season, DateOnly today) =>
        season.Contains(today)
            ? $"runs until {DayText.Of(season.LastDay, today)}"
            : $"in {NumberText.Of(season.Start.DayNumber - today.DayNumber, "day", "days")}";

    private static string Of(MonthDay day) => new DateOnly(2024, day.Month, day.Day).ToString("MMM d", English);
}

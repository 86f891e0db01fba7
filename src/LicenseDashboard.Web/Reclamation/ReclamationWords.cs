using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>Display names of steps, outcomes and policies.</summary>
internal static class ReclamationWords
{
    /// <summary>Spelling in addresses.</summary>
    public static string Key<T>(T value)
        where T : struct, Enum => ApiWords.Of(value);

    public static (string Text, Tone Tone, string Tip) Of(ReclamationStep step) =>
        step switch
        {
            ReclamationStep.Notify => ("Notice", Tone.Neutral, "The manager has been notified."),
            ReclamationStep.Grace => ("Grace", Tone.Accent, "The manager can keep the license, with a reason."),
            ReclamationStep.Due => ("Due", Tone.Warning, "No one kept it; it can be reclaimed."),
        };

    public static (string Text, Tone Tone) Of(ReclamationOutcome outcome) =>
        outcome switch
        {
            ReclamationOutcome.UnderWay => ("Under way", Tone.Accent),
            ReclamationOutcome.Reclaimed => ("Reclaimed", Tone.Positive),
            ReclamationOutcome.CameBack => ("Came back", Tone.Neutral),
            ReclamationOutcome.Restored => ("Restored", Tone.Warning),
            ReclamationOutcome.Kept => ("Kept", Tone.Neutral),
            ReclamationOutcome.Withdrawn => ("Withdrawn", Tone.Neutral),
        };

    /// <summary>One or many that were decided together, in a line.</summary>
    public static string Decided(IReadOnlyList<ReclamationRow> rows, string done) =>
        rows is [var one]
            ? $"{one.Name}: {done}"
            : $"{rows.Count} {done}, {MoneyText.Sum(rows.Select(row => row.ListMonthlySaving))} a month";

    /// <summary>How long somebody has been away, as far as it is known.</summary>
    public static string Away(ReclamationRow row) =>
        row switch
        {
            { IsLeaver: true } => "Has left",
            { DaysInactive: { } days } => NumberText.Of(days, "day", "days"),
            _ => "Unknown",
        };

    /// <summary><c>in 8 days</c>, for a day in the platform's calendar.</summary>
    public static string Ahead(DateOnly day, DateOnly today) =>
        (day.DayNumber - today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            > 1 and var days => $"in {days} days",
            var days => $"{-days} days ago",
        };

    /// <summary>What taking it back means for this row.</summary>
    public static string Back(ReclamationRow row) => row.IsRecallable ? "Recall" : "Restore";

    public static string Of(SignOfLife sign) =>
        sign switch
        {
            SignOfLife.Presence => "Presence",
            SignOfLife.Interaction => "Interaction",
            SignOfLife.Login => "Login",
            SignOfLife.TokenIssued => "Token",
            SignOfLife.BillableUsage => "Billing",
        };

    public static string Of(SeatAction action) =>
        action switch
        {
            SeatAction.RemoveRoles => "Remove the roles held directly",
            SeatAction.SetInactive => "Set the account inactive",
            SeatAction.Both => "Remove the roles, then set the account inactive",
        };

    public static string Of(ReleasedBy by) =>
        by switch
        {
            ReleasedBy.Program => "LicenseDashboard makes the change",
            ReleasedBy.IdentityProvider => "The identity provider, on request",
        };

    public static string Of(ReclamationMode mode) => mode == ReclamationMode.Automatic ? "Automatic" : "Approval";

    /// <summary>What happened to a decided row, in one line.</summary>
    public static string Story(ReclamationRow row) =>
        row switch
        {
            { Outcome: ReclamationOutcome.CameBack or ReclamationOutcome.Withdrawn } => VendorWords.OfChange(row.StatusNote),
            { Outcome: ReclamationOutcome.Kept } => row.Justification ?? "",
            { RemediationError.Length: > 0, Outcome: ReclamationOutcome.UnderWay } => VendorWords.OfChange(row.RemediationError),
            { RemediationStatus: { } status } => Recommendations.DowngradeWords.Of(status).Text,
            _ => row.Justification ?? "",
        };
}

using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Api;
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
            ReclamationStep.Notify => ("Notice", Tone.Neutral, "Found today; the manager is told."),
            ReclamationStep.Grace => ("Grace", Tone.Accent, "The manager can still keep the seat, with a reason."),
            ReclamationStep.Due => ("Due", Tone.Warning, "Nobody kept it; it may be reclaimed."),
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
            ReleasedBy.Program => "This program writes it",
            ReleasedBy.IdentityProvider => "The identity provider, on our request",
        };

    public static string Of(ReclamationMode mode) => mode == ReclamationMode.Automatic ? "Automatic" : "Approval";

    /// <summary>What happened to a decided row, in one line.</summary>
    public static string Story(ReclamationRow row) =>
        row switch
        {
            { Outcome: ReclamationOutcome.CameBack or ReclamationOutcome.Withdrawn } => row.StatusNote,
            { Outcome: ReclamationOutcome.Kept } => row.Justification ?? "",
            { RemediationError.Length: > 0, Outcome: ReclamationOutcome.UnderWay } => row.RemediationError,
            { RemediationStatus: { } status } => Recommendations.DowngradeWords.Of(status).Text,
            _ => row.Justification ?? "",
        };
}

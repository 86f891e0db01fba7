using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Remediation;

/// <summary>Display names of statuses, and what each means for the row.</summary>
internal static class RemediationText
{
    public static (string Text, Tone Tone) Of(RemediationRow row) => row.OutOfReach ? ("Waiting", Tone.Warning) : OfStatus(row);

    private static (string Text, Tone Tone) OfStatus(RemediationRow row) =>
        row.Status switch
        {
            RemediationStatus.HandedOver or RemediationStatus.Recalled when row.Overdue => ("Overdue", Tone.Danger),
            RemediationStatus.HandedOver when row.Requested => row.WrittenAt is null
                ? ("Not sent", Tone.Warning)
                : ("Requested", Tone.Accent),
            RemediationStatus.Executing when row.Requested => ("Requesting", Tone.Accent),
            _ => DowngradeWords.Of(row.Status),
        };

    /// <summary>What happened, why, and what comes next.</summary>
    public static string Story(RemediationRow row) =>
        row switch
        {
            { Instruction: { } instruction } => instruction,
            { OutOfReach: true } => "Waits until Genesys Cloud can be reached again, then continues on its own.",
            { Status: RemediationStatus.Planned } => "Starts when the undo period ends, after a final check with Genesys Cloud.",
            { Status: RemediationStatus.HandedOver } => "To be changed by hand in Genesys Cloud; the next import verifies it.",
            { Status: RemediationStatus.Executing, WrittenAt: null } => "Final check with Genesys Cloud in progress.",
            { Status: RemediationStatus.Executing, Requested: true } => "Sending the request to the identity provider.",
            { Status: RemediationStatus.Executing } => "Changed; waiting for Genesys Cloud to confirm.",
            { Status: RemediationStatus.Verified } => row.Reclaims
                ? "Genesys Cloud confirms that the license is released."
                : "Genesys Cloud confirms the new license.",
            { Status: RemediationStatus.Failed, Requested: true } => VendorWords.Sentence(row.Error)
                + (
                    row.WaitsForPerson
                        ? " No automatic retries are left. Retry to send the request again, or give up to end it."
                        : " It retries automatically."
                ),
            { Status: RemediationStatus.Failed, WaitsForPerson: true } => VendorWords.OfChange(row.Error)
                + " No automatic retries are left. Retry to start over, or give up to put the roles back.",
            { Status: RemediationStatus.Failed } => VendorWords.OfChange(row.Error) + " It retries automatically.",
            { Status: RemediationStatus.Abandoned, Requested: true } => "Given up. " + VendorWords.Sentence(row.Error),
            { Status: RemediationStatus.Abandoned, Error: RemediationItem.GaveWay } => row.Error,
            { Status: RemediationStatus.Abandoned, WrittenAt: null } => "Given up before anything was changed. "
                + VendorWords.OfChange(row.Error),
            { Status: RemediationStatus.Abandoned } => "Given up, and the roles were put back. " + VendorWords.OfChange(row.Error),
            { Status: RemediationStatus.Cancelled, RecalledAt: not null } =>
                "The request was recalled, and nothing was changed at the identity provider.",
            { Status: RemediationStatus.Cancelled, Error.Length: > 0 } =>
                $"Not carried out. {VendorWords.Sentence(row.Error)} Nothing was changed in Genesys Cloud.",
            { Status: RemediationStatus.Cancelled } => "The decision was undone before anything was changed in Genesys Cloud.",
            { Status: RemediationStatus.Restoring } => "The changes are being reversed.",
            { Status: RemediationStatus.Restored } =>
                "The previous license is restored. The same recommendation is not made again for a while.",
            _ => row.Error,
        };

    /// <summary>True if restoring recalls a request, because no import has shown that it was carried out.</summary>
    public static bool IsRecall(RemediationRow row) =>
        row is { Requested: true, Status: RemediationStatus.HandedOver or RemediationStatus.Failed };

    /// <summary>Link to the decision with its evidence.</summary>
    public static string Place(RemediationRow row) =>
        row.Reclaims ? $"reclamation?tab=recent&row={row.RecommendationId}" : $"downgrades?tab=decided&row={row.RecommendationId}";

    /// <summary>The latest time in the row.</summary>
    public static DateTime At(RemediationRow row) => row.EndedAt ?? row.VerifiedAt ?? row.WrittenAt ?? row.CreatedAt;

    /// <summary>The exact error, if <see cref="Story"/> paraphrases it and the viewer may read it.</summary>
    public static string? Detail(RemediationRow row) =>
        row
            is { MayReadDetails: true, Error.Length: > 0 }
                and ({ Instruction: not null } or { Status: RemediationStatus.Failed or RemediationStatus.Abandoned })
        && !Story(row).Contains(row.Error.TrimEnd('.'), StringComparison.Ordinal)
            ? row.Error
            : null;
}

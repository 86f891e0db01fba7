using System.Text.RegularExpressions;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Remediation;

/// <summary>Display names of statuses, and what each means for the row.</summary>
internal static partial class RemediationText
{
    public static (string Text, Tone Tone) Of(RemediationRow row) =>
        row.Status switch
        {
            RemediationStatus.Planned => ("Waiting", Tone.Neutral),
            RemediationStatus.HandedOver or RemediationStatus.Recalled when row.Overdue => ("Overdue", Tone.Danger),
            RemediationStatus.HandedOver when row.Requested => row.WrittenAt is null
                ? ("Not sent", Tone.Warning)
                : ("Requested", Tone.Accent),
            RemediationStatus.HandedOver => ("By hand", Tone.Warning),
            RemediationStatus.Executing => (row.Requested ? "Requesting" : "Changing", Tone.Accent),
            RemediationStatus.Verified => ("Verified", Tone.Positive),
            RemediationStatus.Failed => ("Failed", Tone.Danger),
            RemediationStatus.Abandoned => ("Given up", Tone.Neutral),
            RemediationStatus.Cancelled => ("Cancelled", Tone.Neutral),
            RemediationStatus.Restoring => ("Restoring", Tone.Accent),
            RemediationStatus.Restored => ("Restored", Tone.Neutral),
            RemediationStatus.Recalled => ("Recalled", Tone.Warning),
        };

    /// <summary>What happened, why, and what comes next.</summary>
    public static string Story(RemediationRow row) =>
        row switch
        {
            { Instruction: { } instruction } => instruction,
            { Status: RemediationStatus.Planned } =>
                "Starts as soon as it can no longer be undone. The vendor is asked once more whether it still holds.",
            { Status: RemediationStatus.HandedOver } => "Someone makes the change at the vendor; the next import verifies it.",
            { Status: RemediationStatus.Executing, WrittenAt: null } => "The vendor is being asked whether it still holds.",
            { Status: RemediationStatus.Executing, Requested: true } => "The identity provider is being asked.",
            { Status: RemediationStatus.Executing } => "Written; the seat is read back until the vendor shows the change.",
            { Status: RemediationStatus.Verified } => row.Reclaims
                ? "The vendor shows no seat any more."
                : "The vendor shows the new seat.",
            { Status: RemediationStatus.Failed, Requested: true } => Sentence(row.Error)
                + (
                    row.WaitsForPerson
                        ? " It was tried as often as is allowed: retry asks again, giving up ends it here."
                        : " It is tried again by itself."
                ),
            { Status: RemediationStatus.Failed, WaitsForPerson: true } => Plain(row.Error)
                + " It was tried as often as is allowed: retry begins anew, giving up puts the roles back.",
            { Status: RemediationStatus.Failed } => Plain(row.Error) + " It is tried again by itself.",
            { Status: RemediationStatus.Abandoned, Requested: true } => "Given up. " + Sentence(row.Error),
            { Status: RemediationStatus.Abandoned, Error: RemediationItem.GaveWay } => row.Error,
            { Status: RemediationStatus.Abandoned, WrittenAt: null } => "Given up before anything was changed. " + Plain(row.Error),
            { Status: RemediationStatus.Abandoned } => "Given up, and the roles were put back. " + Plain(row.Error),
            { Status: RemediationStatus.Cancelled, RecalledAt: not null } =>
                "The request was recalled, and nothing was changed at the identity provider.",
            { Status: RemediationStatus.Cancelled, Error.Length: > 0 } =>
                $"Not carried out. {Sentence(row.Error)} Nothing was changed at the vendor.",
            { Status: RemediationStatus.Cancelled } => "The decision was undone before anything was changed at the vendor.",
            { Status: RemediationStatus.Restoring } => "The plan's own changes are being taken back.",
            { Status: RemediationStatus.Restored } => "The seat is what it was before. The same advice stays away for a time.",
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

    /// <summary>The exact error, if <see cref="Story"/> paraphrases it.</summary>
    public static string? Detail(RemediationRow row) =>
        row is { Error.Length: > 0 } and ({ Instruction: not null } or { Status: RemediationStatus.Failed or RemediationStatus.Abandoned })
        && !Story(row).Contains(row.Error.TrimEnd('.'), StringComparison.Ordinal)
            ? row.Error
            : null;

    /// <summary>What an answer of the vendor means for the person who has to fix it.</summary>
    private static string Plain(string error) =>
        Answered().Match(error) is not { Success: true } answer
            ? Sentence(error)
            : answer.Groups[1].Value switch
            {
                "401" => "The vendor refused our client: its id or secret is no longer right.",
                "403" =>
                    "The vendor does not let our client change this: its role lacks a permission, or does not reach the person's division.",
                "404" => "The vendor no longer knows this person or role.",
                "409" => "Somebody changed the same roles at the vendor at that moment.",
                "429" => "The vendor asked us to wait longer than we do.",
                ['5', ..] => "The vendor had a fault of its own.",
                _ => "The vendor did not accept the change.",
            };

    private static string Sentence(string text) => text.Length == 0 || text.EndsWith('.') ? text : text + ".";

    [GeneratedRegex(@"answered (\d{3})\b")]
    private static partial Regex Answered();
}

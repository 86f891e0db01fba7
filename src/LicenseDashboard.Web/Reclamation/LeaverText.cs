using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Reclamation;

internal static class LeaverText
{
    public static IReadOnlyList<(LeaverView View, string Key, string Title)> Tabs { get; } =
    [
        (LeaverView.Held, "held", "On hold"),
        (LeaverView.Ambiguous, "match", "To match"),
        (LeaverView.Returned, "returned", "Came back"),
        (LeaverView.Scheduled, "scheduled", "Scheduled"),
        (LeaverView.Recent, "all", "Processed"),
    ];

    public static (string Title, string Words) Empty(LeaverView view) =>
        view switch
        {
            LeaverView.Held => (
                "No one is on hold",
                $"When more than {LeaverBreaker.Floor} people and {LeaverBreaker.Percent}% of the licenses leave within an hour, "
                    + "the others are on hold here until you release them. The same applies to leavers with a protected account."
            ),
            LeaverView.Ambiguous => ("Nothing to match", "When several accounts match a person who left, choose the right one here."),
            LeaverView.Returned => (
                "No one came back",
                "People who left and are active again appear here, so that you can restore their license."
            ),
            LeaverView.Scheduled => ("No one is scheduled", "People with an upcoming last day appear here."),
            LeaverView.Recent => ("No one has left", "Connect your identity provider to /scim/v2, or import an HR roster."),
        };

    public static string Source(LeaverRow row) => row.Source == LeaverSource.Scim ? "Identity provider" : "HR roster";

    /// <summary>A label for the row if nothing else identifies it.</summary>
    public static string Label(LeaverRow row) => row.Said is { Length: > 0 } said ? $"{Name(row)}: {said}" : Name(row);

    /// <summary>The person concerned, as far as known.</summary>
    public static string Name(LeaverRow row) =>
        row switch
        {
            { Name.Length: > 0 } => row.Name,
            { Candidates.Count: > 1 } => $"One of {row.Candidates.Count} accounts",
            _ => "Not found on any platform",
        };

    public static (string Text, Tone Tone) Status(LeaverRow row) =>
        (row.Status, row.Remediation) switch
        {
            (LeaverStatus.Scheduled, _) => ("Scheduled", Tone.Neutral),
            (LeaverStatus.Due, _) => ("Planning", Tone.Accent),
            (LeaverStatus.Held, _) => ("On hold", Tone.Warning),
            (LeaverStatus.Ambiguous, _) => ("To match", Tone.Warning),
            (LeaverStatus.WithoutSeat, _) => ("No license", Tone.Neutral),
            (LeaverStatus.Returned, _) => ("Came back", Tone.Warning),
            (LeaverStatus.Restored, _) => ("Restored", Tone.Positive),
            (LeaverStatus.Dismissed, _) => ("Dismissed", Tone.Neutral),
            (LeaverStatus.Planned, RemediationStatus.Verified) => ("License released", Tone.Positive),
            (LeaverStatus.Planned, RemediationStatus.Failed) => ("Failed", Tone.Danger),
            (LeaverStatus.Planned, RemediationStatus.HandedOver) => ("By hand", Tone.Warning),
            (LeaverStatus.Planned, RemediationStatus.Recalled) => ("Recalled", Tone.Warning),
            (LeaverStatus.Planned, RemediationStatus.Cancelled or RemediationStatus.Abandoned) => ("Not changed", Tone.Neutral),
            (LeaverStatus.Planned, _) => ("Under way", Tone.Accent),
        };

    public static (string Text, Tone Tone) Action(RosterAction action) =>
        action switch
        {
            RosterAction.Nothing => ("Unchanged", Tone.Neutral),
            RosterAction.SetLeave => ("Leave", Tone.Accent),
            RosterAction.EndLeave => ("Back from leave", Tone.Accent),
            RosterAction.Leaves => ("Leaves now", Tone.Warning),
            RosterAction.LeavesHeld => ("Leaves, on hold", Tone.Warning),
            RosterAction.LeavesLater => ("Scheduled", Tone.Accent),
            RosterAction.ComesBack => ("Came back", Tone.Positive),
            RosterAction.Ambiguous => ("To match", Tone.Warning),
            RosterAction.Problem => ("Problem", Tone.Danger),
        };
}

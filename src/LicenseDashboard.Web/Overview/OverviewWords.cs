using System.Globalization;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Overview;

/// <summary>One rendered line of the attention list.</summary>
internal sealed record AttentionLine(string Badge, Tone Tone, string Title, string More, string Href);

internal static class OverviewWords
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");

    public static string Stream(string name) => name == StreamStatus.Billing ? "Billable usage" : SourceCatalogue.Title(name);

    public static (string Text, Tone Tone, string Why) Of(StreamFreshness stream) =>
        stream switch
        {
            { Failure.Length: > 0 } => ("Failed", Tone.Danger, stream.Failure),
            { State: StreamState.NotServed } => (
                "Not served",
                Tone.Warning,
                "The vendor does not give this to our client. Advice that needs it stays under review."
            ),
            { State: StreamState.NotAudited } => (
                "Not audited",
                Tone.Neutral,
                "The organization does not audit this service, so there is no signal."
            ),
            { State: StreamState.Unknown } => ("Not asked yet", Tone.Neutral, "The first import has not come to it."),
            { Stream: StreamStatus.Billing, State: StreamState.Served } => (
                "Fresh",
                Tone.Positive,
                "Who was billed up to yesterday; one more signal that an account is in use."
            ),
            { State: StreamState.Served } when SourceCatalogue.Of(stream.Stream) is { IsStateOfNow: true } => (
                "Fresh",
                Tone.Positive,
                "Who is planned now and for the days ahead; it has no days of its own to complete."
            ),
            { Late: true } => (
                "Late",
                Tone.Warning,
                "More than three days behind. Nothing is withdrawn or carried out on it until it has caught up."
            ),
            _ => ("Fresh", Tone.Positive, stream.AuditsViews ? "Views are audited too, so looking counts as use." : ""),
        };

    public static AttentionLine Of(AttentionItem item) =>
        item.Kind switch
        {
            AttentionKind.RemediationsFailed => new(
                "Failed",
                Tone.Danger,
                $"{NumberText.Of(item.Count, "change", "changes")} could not be made at the vendor",
                "Retry or give up: each says what went wrong.",
                "remediations?status=failed"
            ),
            AttentionKind.JobFailed => new(
                "Failed",
                Tone.Danger,
                $"The job {item.Subjects[0]} failed",
                item.Failure,
                "jobs?job=" + item.Job
            ),
            AttentionKind.LeaversHeld => new(
                "Held",
                Tone.Danger,
                $"{NumberText.Of(item.Count, "leaver is", "leavers are")} held: more people left within an hour than looks right",
                "Release them when it is true; dismiss them when the sync was broken.",
                "leavers?tab=held"
            ),
            AttentionKind.LeaversToMatch => new(
                "To match",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "leaver fits", "leavers fit")} several accounts",
                "Choose which of them has left.",
                "leavers?tab=match"
            ),
            AttentionKind.LeaversReturned => new(
                "Came back",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "leaver", "leavers")} came back",
                "Restore the seat, or dismiss.",
                "leavers?tab=returned"
            ),
            AttentionKind.StreamFailed => new("Failed", Tone.Danger, Sources(item) + " could not be read", item.Failure, "#freshness"),
            AttentionKind.StreamLate => new(
                "Late",
                Tone.Warning,
                item.Day is { } day ? $"{Sources(item)} behind: complete only to {DayText.Of(day)}" : Sources(item) + " behind",
                "Advice that needs them waits.",
                "#freshness"
            ),
            AttentionKind.ReviewUndecided => new(
                Left(item.DaysLeft),
                item.DaysLeft < 0 ? Tone.Danger : Tone.Warning,
                $"{NumberText.Of(item.Count, "downgrade", "downgrades")} undecided in the "
                    + $"{item.Day!.Value.ToString("MMMM", _english)} review",
                item.Part > 0 ? $"{NumberText.Of(item.Part)} of them carried over from before" : "All found this month",
                "downgrades"
            ),
            AttentionKind.Reclamations => new(
                item.Part > 0 ? "Due" : "Announced",
                item.Part > 0 ? Tone.Warning : Tone.Neutral,
                $"{NumberText.Of(item.Count, "unused license", "unused licenses")} to reclaim",
                item switch
                {
                    { Part: 0, Day: { } next } => $"The next is due on {DayText.Of(next)}. Keep a license with a reason before then.",
                    { Day: { } next } => $"{NumberText.Of(item.Part)} due now, the next on {DayText.Of(next)}.",
                    _ => "All of them are due now.",
                },
                item.Part > 0 ? "reclamation?step=due" : "reclamation"
            ),
            AttentionKind.Overdue => new(
                "Overdue",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "handed-over change has", "handed-over changes have")} not been seen at the vendor",
                "Handed over more than two weeks ago.",
                "remediations?status=overdue"
            ),
            AttentionKind.HandedOver => new(
                "By hand",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "change waits", "changes wait")} for somebody to make it at the vendor",
                item.Part > 0
                    ? $"{NumberText.Of(item.Part)} of them for more than two weeks. Each has its instruction."
                    : "Each has its instruction; the next import verifies it.",
                "remediations?status=handed-over"
            ),
            AttentionKind.ExemptionsExpiring => new(
                "Ends soon",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "exemption ends", "exemptions end")} within {ExemptionList.SoonDays} days",
                "Extend them, or let the seats be looked at again.",
                "exemptions?state=expiring#people"
            ),
            AttentionKind.DivisionsHidden => new(
                "Hidden",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "division", "divisions")} may be hidden from our client",
                string.Join(", ", item.Subjects),
                "#hidden"
            ),
            AttentionKind.Verified => new(
                "Done",
                Tone.Positive,
                $"{NumberText.Of(item.Count, "change", "changes")} verified at the vendor",
                $"In the last {Attention.NewsDays} days.",
                FormattableString.Invariant($"remediations?status=verified&since={item.Day:yyyy-MM-dd}")
            ),
        };

    private static string Sources(AttentionItem item) =>
        item.Count == 1
            ? Stream(item.Subjects[0])
            : $"{NumberText.Of(item.Count)} sources "
                + $"({string.Join(", ", item.Subjects.OrderBy(IsAudit).Take(3).Select(Stream))}{(item.Count > 3 ? ", …" : "")})";

    private static bool IsAudit(string stream) => SourceCatalogue.Of(stream) is AuditSource;

    private static string Left(int days) =>
        days switch
        {
            < 0 => "Overdue",
            0 => "Due today",
            1 => "1 day left",
            _ => $"{days} days left",
        };
}

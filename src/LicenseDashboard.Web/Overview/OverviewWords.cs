using System.Globalization;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Recommendations;
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
            { Failure.Length: > 0 } => ("Failed", Tone.Danger, VendorWords.Of(stream.Failure)),
            { State: StreamState.NotServed } => (
                "Not served",
                Tone.Warning,
                "Genesys Cloud does not give the read client access to this data. Recommendations that depend on it stay under review."
            ),
            { State: StreamState.NotAudited } => (
                "Not audited",
                Tone.Neutral,
                "Auditing is turned off for this service, so no use is recorded."
            ),
            { State: StreamState.Unknown } => ("Not asked yet", Tone.Neutral, "Not imported yet."),
            { Stream: StreamStatus.Billing, State: StreamState.Served } => (
                "Fresh",
                Tone.Positive,
                "Accounts billed through yesterday, as an additional sign of use."
            ),
            { State: StreamState.Served } when SourceCatalogue.Of(stream.Stream) is { IsStateOfNow: true } => (
                "Fresh",
                Tone.Positive,
                "Current and upcoming schedules; no completeness date applies."
            ),
            { Late: true } => (
                "Late",
                Tone.Warning,
                "More than three days behind. No recommendation is withdrawn and no change is made until it catches up."
            ),
            _ => ("Fresh", Tone.Positive, stream.AuditsViews ? "Includes views, so opening a report counts as use." : ""),
        };

    /// <summary>All sources in one line: "10 of 12 sources complete through Nov 18. Late: Presence. Failed: Evaluations."</summary>
    public static string Summary(IReadOnlyList<StreamFreshness> streams)
    {
        if (streams.Count == 0)
        {
            return "No source was read yet.";
        }

        var whole = streams.Where(stream => Of(stream).Tone == Tone.Positive).ToList();
        var through = whole.Min(stream => stream.CompleteThrough) is { } day ? $" through {DayText.Of(day)}" : "";
        var others = streams
            .Except(whole)
            .GroupBy(stream => Of(stream).Text)
            .Select(state =>
                $" {state.Key}: {string.Join(", ", state.Take(3).Select(stream => Stream(stream.Stream)))}"
                + (state.Count() > 3 ? $" and {NumberText.Of(state.Count() - 3)} more." : ".")
            );
        return $"{NumberText.Of(whole.Count)} of {NumberText.Of(streams.Count, "source", "sources")} complete{through}."
            + string.Concat(others);
    }

    public static AttentionLine Of(AttentionItem item) =>
        item.Kind switch
        {
            AttentionKind.RemediationsFailed => new(
                "Failed",
                Tone.Danger,
                $"{NumberText.Of(item.Count, "change", "changes")} could not be made in Genesys Cloud",
                "Open the list to see what went wrong, then retry or give up.",
                "remediations?status=failed"
            ),
            AttentionKind.JobFailed => new(
                "Failed",
                Tone.Danger,
                $"The job {item.Subjects[0]} failed",
                VendorWords.Of(item.Failure),
                "jobs?job=" + item.Job
            ),
            AttentionKind.LeaversHeld => new(
                "Held",
                Tone.Danger,
                $"{NumberText.Of(item.Count, "leaver is", "leavers are")} on hold: unusually many people left within an hour",
                "If the data is right, release them. If the sync failed, dismiss them.",
                "leavers?tab=held"
            ),
            AttentionKind.LeaversToMatch => new(
                "To match",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "leaver matches", "leavers match")} several accounts",
                "Choose the account of the person who left.",
                "leavers?tab=match"
            ),
            AttentionKind.LeaversReturned => new(
                "Came back",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "leaver", "leavers")} came back",
                "Restore the license, or dismiss.",
                "leavers?tab=returned"
            ),
            AttentionKind.StreamFailed => new(
                "Failed",
                Tone.Danger,
                Sources(item) + " could not be read",
                VendorWords.Of(item.Failure),
                "#freshness"
            ),
            AttentionKind.StreamLate => new(
                "Late",
                Tone.Warning,
                item.Day is { } day ? $"{Sources(item)} behind: complete only through {DayText.Of(day)}" : Sources(item) + " behind",
                "Recommendations that depend on this data are on hold.",
                "#freshness"
            ),
            AttentionKind.ReviewUndecided => new(
                Left(item.DaysLeft),
                item.DaysLeft < 0 ? Tone.Danger : Tone.Warning,
                $"{NumberText.Of(item.Count, "downgrade", "downgrades")} to review for " + item.Day!.Value.ToString("MMMM", _english),
                item.Part > 0 ? $"{NumberText.Of(item.Part)} carried over from earlier months" : "All new this month",
                "downgrades"
            ),
            AttentionKind.Reclamations => new(
                item.Part > 0 ? "Due" : "Announced",
                item.Part > 0 ? Tone.Warning : Tone.Neutral,
                $"{NumberText.Of(item.Count, "inactive license", "inactive licenses")} to reclaim",
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
                $"{NumberText.Of(item.Count, "change", "changes")} to make by hand in Genesys Cloud",
                "Waiting for more than two weeks. The next import verifies them.",
                "remediations?status=overdue"
            ),
            AttentionKind.HandedOver => new(
                DowngradeWords.ByHand,
                Tone.Warning,
                $"{NumberText.Of(item.Count, "change", "changes")} to make by hand in Genesys Cloud",
                item.Part > 0
                    ? $"{NumberText.Of(item.Part)} waiting for more than two weeks. Each change comes with instructions."
                    : "Each change comes with instructions. The next import verifies it.",
                "remediations?status=handed-over"
            ),
            AttentionKind.ExemptionsExpiring => new(
                "Ends soon",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "exemption ends", "exemptions end")} within {ExemptionList.SoonDays} days",
                "Extend them, or let these people be evaluated again.",
                "exemptions?state=expiring#people"
            ),
            AttentionKind.BudgetPassed => new(
                "Over budget",
                Tone.Warning,
                $"The {item.Count} forecast of {item.Platform} passes its budget by {MoneyText.Of(item.Over!.Value)}",
                item.Day is { } passed ? $"Passed with the bill for {passed.ToString("MMMM yyyy", _english)}." : "",
                "spend"
            ),
            AttentionKind.DivisionsHidden => new(
                "Hidden",
                Tone.Warning,
                $"{NumberText.Of(item.Count, "division", "divisions")} may be without access",
                string.Join(", ", item.Subjects),
                "#hidden"
            ),
            AttentionKind.Verified => new(
                DowngradeWords.Verified,
                Tone.Positive,
                $"{NumberText.Of(item.Count, "change", "changes")} verified in Genesys Cloud",
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

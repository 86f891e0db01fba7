using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// Handled conversations by medium, and supervision. Handling counts only for purpose <c>agent</c> (conversations from a queue);
/// monitoring, coaching and barging count for the supervisor with any purpose. The purpose is therefore a dimension rather than a filter.
/// </summary>
internal sealed class ConversationUsage(ApiClient api, AnalyticsJobs jobs)
{
    private const string Template = "/api/v2/analytics/conversations/aggregates/jobs";
    private const int MostDays = 31;
    private const int PageSize = 1000;
    private const string Handled = "tHandle";
    private static readonly string[] Metrics = [Handled, "tMonitoring", "tCoaching", "tBarging"];

    public async IAsyncEnumerable<VendorUsage> ReadAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var span in LocalDays.Spans(from, to, zone, MostDays))
        {
            var query = new WireAggregateQuery(span.Text, "P1D", LocalDays.Iana(zone), ["userId", "mediaType", "purpose"], Metrics);
            var (job, _) = await api.PageSizes.FirstAsync(
                Template,
                PageSize,
                size => jobs.FinishAsync(Template, query with { PageSize = size }, GenesysJson.Default.WireAggregateQuery, priority, ct)
            );
            var results = AnalyticsJobs.Results(Template, job);
            await foreach (var page in jobs.ResultsAsync(results, null, GenesysJson.Default.WireAggregates, First, priority, ct))
            {
                foreach (var usage in page.Rows(page.Results, results).SelectMany(result => Usage(result, zone)))
                {
                    if (usage.Day >= from && usage.Day <= to)
                    {
                        yield return usage;
                    }
                }
            }
        }
    }

    private static string? First(WireAggregates page) =>
        page.Results is [var row, ..] ? $"{row.Group} {(row.Data is [var bucket, ..] ? bucket.Interval : "")}" : null;

    private static IEnumerable<VendorUsage> Usage(WireAggregate result, TimeZoneInfo zone) =>
        result.Group?.UserId is not { } person
            ? []
            : from bucket in result.Data ?? []
            let day = LocalDays.OfBucket(bucket.Interval, zone)
            where day is not null
            from metric in bucket.Metrics ?? []
            let name = metric.Metric ?? ""
            where Metrics.Contains(name) && (name != Handled || IsAgent(result.Group))
            let count = Aggregates.Count(metric.Stats)
            where count > 0
            select new VendorUsage(
                person,
                day.Value,
                name == Handled ? result.Group.MediaType ?? "unknown" : name,
                count,
                Aggregates.Seconds(metric.Stats)
            );

    // A missing purpose counts in favor of the person: missing data must never cost a license.
    private static bool IsAgent(WireGroup key) => key.Purpose is null or "agent";
}

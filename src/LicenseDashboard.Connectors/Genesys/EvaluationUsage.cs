using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Evaluations by release day: received by the evaluated person, done by the evaluator. One answer each, without pages.</summary>
internal sealed class EvaluationUsage(ApiClient api)
{
    private const int MostDays = 31;
    private const string Metric = "nEvaluations";

    /// <summary>
    /// By creation day, the vendor's default, an evaluation released weeks later would appear on a day that is already covered and never
    /// read again.
    /// </summary>
    private const string ByRelease = "evaluationReleaseDate";

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
            foreach (var usage in await ReadAsync(span, zone, "userId", key => key.UserId, "received", priority, ct))
            {
                yield return usage;
            }

            foreach (var usage in await ReadAsync(span, zone, "evaluatorId", key => key.EvaluatorId, "done", priority, ct))
            {
                yield return usage;
            }
        }
    }

    private async Task<IEnumerable<VendorUsage>> ReadAsync(
        UtcSpan span,
        TimeZoneInfo zone,
        string dimension,
        Func<WireGroup, string?> person,
        string signal,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        var query = new WireAggregateQuery(span.Text, "P1D", LocalDays.Iana(zone), [dimension], [Metric])
        {
            AlternateTimeDimension = ByRelease,
        };
        var request = ApiRequest.Post("/api/v2/analytics/evaluations/aggregates/query", query, GenesysJson.Default.WireAggregateQuery);
        var answer = await api.SendAsync(request, GenesysJson.Default.WireAggregates, priority, ct);
        return from result in answer.Rows(answer.Results, request)
            let id = result.Group is null ? null : person(result.Group)
            where id is not null
            from bucket in result.Data ?? []
            let day = LocalDays.OfBucket(bucket.Interval, zone)
            where day is not null
            let count = (bucket.Metrics ?? []).Where(metric => metric.Metric == Metric).Sum(metric => (long)Aggregates.Count(metric.Stats))
            where count > 0
            select new VendorUsage(id, day.Value, signal, (int)Math.Min(count, int.MaxValue), 0);
    }
}

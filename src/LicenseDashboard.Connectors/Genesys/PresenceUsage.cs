using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Stretches of presence, read by job or, if no jobs are available, by the synchronous query.</summary>
internal sealed class PresenceUsage(ApiClient api, AnalyticsJobs jobs, Completeness completeness)
{
    private const string JobTemplate = "/api/v2/analytics/users/details/jobs";
    private const int MostDays = 31;
    private const int PageSize = 500;

    private const string QueryTemplate = "/api/v2/analytics/users/details/query";
    private const int MostDaysUnfiltered = 7;
    private const int QueryPageSize = 100;

    public async IAsyncEnumerable<VendorPresence> ReadAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var span in LocalDays.Spans(from, to, zone, MostDays))
        {
            if (await SubmitAsync(span, priority, ct) is not { } job)
            {
                await foreach (var stretch in QueryAsync(from, to, zone, priority, ct))
                {
                    yield return stretch;
                }

                yield break;
            }

            var results = AnalyticsJobs.Results(JobTemplate, job);
            await foreach (var page in jobs.ResultsAsync(results, PageSize, GenesysJson.Default.WireUserDetails, First, priority, ct))
            {
                completeness.Saw(page.DataAvailabilityDate);
                foreach (var stretch in page.Rows(page.UserDetails, results).SelectMany(Stretches))
                {
                    yield return stretch;
                }
            }
        }
    }

    private async Task<string?> SubmitAsync(UtcSpan span, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            return await jobs.FinishAsync(JobTemplate, new WireDetailsQuery(span.Text), GenesysJson.Default.WireDetailsQuery, priority, ct);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<VendorPresence> QueryAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var span in LocalDays.Spans(from, to, zone, MostDaysUnfiltered))
        {
            var details = api.ByBodyAsync(
                Page,
                GenesysJson.Default.WireUserDetails,
                page => page.Rows(page.UserDetails, Page(1)),
                First,
                priority,
                ct
            );
            await foreach (var detail in details)
            {
                foreach (var stretch in Stretches(detail))
                {
                    yield return stretch;
                }
            }

            ApiRequest Page(int number) =>
                ApiRequest.Post(
                    QueryTemplate,
                    new WireDetailsQuery(span.Text) { Paging = new(QueryPageSize, number) },
                    GenesysJson.Default.WireDetailsQuery
                );
        }
    }

    private static string? First(WireUserDetails page) => page.UserDetails is [var detail, ..] ? First(detail) : null;

    private static string First(WireUserDetail detail) =>
        $"{detail.UserId} {(detail.PrimaryPresence is [var presence, ..] ? presence.StartTime : null):O}";

    private static IEnumerable<VendorPresence> Stretches(WireUserDetail detail)
    {
        foreach (var presence in detail.PrimaryPresence ?? [])
        {
            if (
                detail.UserId is { } person
                && presence is { StartTime: { } start, SystemPresence: { } status }
                && !(presence.EndTime <= start)
            )
            {
                yield return new(person, start, presence.EndTime, status.ToUpperInvariant());
            }
        }
    }
}

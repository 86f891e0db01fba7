using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>The billing report for a range of days; the same request is repeated until the report is complete.</summary>
internal sealed class BillableUsage(ApiClient api, TimeProvider time)
{
    private const double Growth = 1.6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestReport = TimeSpan.FromMinutes(3);

    public async IAsyncEnumerable<VendorBilled> ReadAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var span = LocalDays.Spans(from, to, zone, to.DayNumber - from.DayNumber + 2).Single();
        var request = ApiRequest
            .Get("/api/v2/billing/reports/billableusage")
            .With("startDate", UtcSpan.Instant(span.Start))
            .With("endDate", UtcSpan.Instant(span.End));
        foreach (var usage in await UsagesAsync(request, priority, ct))
        {
            foreach (var resource in usage.Resources ?? [])
            {
                if (resource is { Name.Length: > 0, Date: { } at } && at >= span.Start && at < span.End)
                {
                    yield return new(resource.Name, at);
                }
            }
        }
    }

    private async Task<List<WireBillingUsage>> UsagesAsync(ApiRequest request, RequestPriority priority, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        for (var wait = FirstWait; time.GetElapsedTime(started) < LongestReport; wait = wait < LongestWait ? wait * Growth : LongestWait)
        {
            var report = await api.SendAsync(request, GenesysJson.Default.WireBillingReport, priority, ct);
            if (!string.Equals(report.Status, "InProgress", StringComparison.OrdinalIgnoreCase))
            {
                return report.Usages ?? throw Paging.NoList(request);
            }

            await Task.Delay(wait, time, ct);
        }

        throw new VendorException($"{request.Route} was still in progress after {LongestReport.TotalMinutes:0} minutes.")
        {
            Route = request.Route,
        };
    }
}

using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// Historical audits. An organization runs one query at a time for all clients: ours are queued here, and a foreign one is waited for.
/// </summary>
internal sealed partial class AuditUsage(ApiClient api, QueryJobs jobs, TimeProvider time, ILogger log) : IDisposable
{
    private const string Template = "/api/v2/audits/query";
    private const int MostDays = 30;
    private const int PageSize = 500;
    private const int Conflicts = 60;
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<VendorAuditMapping> MappingAsync(RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get(Template + "/servicemapping");
        var mapping = await api.SendAsync(request, GenesysJson.Default.WireAuditMapping, priority, ct);
        return new(
            (mapping.Services ?? throw Paging.NoList(request))
                .Where(service => service.Name is not null)
                .GroupBy(service => service.Name!, StringComparer.Ordinal)
                .ToDictionary(
                    service => service.Key,
                    service =>
                        (IReadOnlyDictionary<string, IReadOnlyList<string>>)
                            service
                                .SelectMany(part => part.Entities ?? [])
                                .Where(entity => entity.Name is not null)
                                .GroupBy(entity => entity.Name!, StringComparer.Ordinal)
                                .ToDictionary(
                                    entity => entity.Key,
                                    entity => (IReadOnlyList<string>)[.. entity.SelectMany(part => part.Actions ?? []).Distinct()],
                                    StringComparer.Ordinal
                                ),
                    StringComparer.Ordinal
                )
        );
    }

    public async IAsyncEnumerable<VendorAudit> ReadAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var span in LocalDays.Spans(from, to, zone, MostDays))
        {
            var results = ApiRequest.Get(Template + "/{transactionId}/results", await FinishAsync(service, span, priority, ct));
            var type = GenesysJson.Default.WireAuditResults;
            var pages = api.PagesAsync(results, PageSize, type, answer => answer.Cursor, First, priority, ct);
            await foreach (var page in pages)
            {
                if (page is { Entities: null, DownloadUrl: not null })
                {
                    throw new VendorException(
                        $"{results.Route} offers the result only as a download, which is not read here; ask for fewer days."
                    )
                    {
                        Route = results.Route,
                    };
                }

                foreach (var entry in page.Rows(page.Entities, results))
                {
                    if (entry.EventDate is { } at)
                    {
                        yield return new(
                            entry.ServiceName ?? service,
                            entry.EntityType ?? "",
                            entry.Action ?? "",
                            entry.User?.Id,
                            entry.Entity?.Id,
                            at,
                            string.Equals(entry.Status, "FAILURE", StringComparison.OrdinalIgnoreCase)
                        );
                    }
                }
            }
        }
    }

    public void Dispose() => _one.Dispose();

    private static string? First(WireAuditResults page) => page.Entities is [var entry, ..] ? entry.ToString() : null;

    private async Task<string> FinishAsync(string service, UtcSpan span, RequestPriority priority, CancellationToken ct)
    {
        var query = ApiRequest.Post(
            Template,
            new WireAuditQuery(span.Text, service, [new("Timestamp", "ascending")]),
            GenesysJson.Default.WireAuditQuery
        );
        await _one.WaitAsync(ct);
        try
        {
            return await jobs.FinishAsync(
                Template + service,
                query.Route,
                () => SubmitAsync(query, priority, ct),
                id => AskAsync(id, priority, ct),
                ct
            );
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> SubmitAsync(ApiRequest query, RequestPriority priority, CancellationToken ct)
    {
        var patience = FirstPatience;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await api.SendAsync(query, GenesysJson.Default.WireAuditStatus, priority, ct)).Id
                    ?? throw new VendorException($"{query.Route} answered without an id.") { Route = query.Route };
            }
            catch (VendorException fault) when (IsConflict(fault) && attempt < Conflicts)
            {
                Waiting(query.Route, attempt);
                await Task.Delay(patience, time, ct);
                patience = patience * 1.6 < LongestPatience ? patience * 1.6 : LongestPatience;
            }
        }
    }

    private async Task<JobProgress> AskAsync(string id, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            var request = ApiRequest.Get(Template + "/{transactionId}", id);
            var state = (await api.SendAsync(request, GenesysJson.Default.WireAuditStatus, priority, ct)).State ?? "";
            return new(
                state.ToUpperInvariant() switch
                {
                    "SUCCEEDED" => JobState.Done,
                    "FAILED" or "CANCELLED" => JobState.Lost,
                    _ => JobState.Running,
                },
                state
            );
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return new(JobState.Lost, "not found");
        }
    }

    // The vendor's status for this is not documented; a conflict and a refusal that mentions another query both mean "later".
    private static bool IsConflict(VendorException fault) =>
        fault.Status == 409
        || (
            fault.Status == 400
            && (
                fault.Message.Contains("concurrent", StringComparison.OrdinalIgnoreCase)
                || fault.Message.Contains("already running", StringComparison.OrdinalIgnoreCase)
                || fault.Message.Contains("in progress", StringComparison.OrdinalIgnoreCase)
            )
        );

    [LoggerMessage(3005, LogLevel.Information, "{Route}: another audit query is running in the organization, attempt {Attempt}")]
    private partial void Waiting(string route, int attempt);
}

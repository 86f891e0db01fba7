using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Implements the usage port; each source has its own class.</summary>
internal sealed class GenesysUsage : IReadUsage, IDisposable
{
    private readonly ApiClient _api;
    private readonly ConversationUsage _conversations;
    private readonly EvaluationUsage _evaluations;
    private readonly PresenceUsage _presence;
    private readonly AuditUsage _audits;
    private readonly Planning _planning;
    private readonly BillableUsage _billing;
    private readonly Completeness _conversationsComplete;
    private readonly Completeness _presenceComplete;

    public GenesysUsage(ApiClient api, SignedDownload downloads, TimeProvider time, ILogger log)
    {
        _api = api;
        var queries = new QueryJobs(time, log);
        var jobs = new AnalyticsJobs(api, queries);
        _conversationsComplete = new(api, "/api/v2/analytics/conversations/details/jobs/availability", "analytics:conversationDetail:view");
        _presenceComplete = new(api, "/api/v2/analytics/users/details/jobs/availability", "analytics:userDetail:view");
        _conversations = new(api, jobs);
        _evaluations = new(api);
        _presence = new(api, jobs, _presenceComplete);
        _audits = new(api, queries, time, log);
        _planning = new(api, downloads);
        _billing = new(api, time);
    }

    public IAsyncEnumerable<VendorUsage> ConversationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _conversations.ReadAsync(from, to, zone, priority, ct);

    public IAsyncEnumerable<VendorUsage> EvaluationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _evaluations.ReadAsync(from, to, zone, priority, ct);

    public IAsyncEnumerable<VendorPresence> PresenceAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _presence.ReadAsync(from, to, zone, priority, ct);

    public Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct) => _audits.MappingAsync(priority, ct);

    public IAsyncEnumerable<VendorAudit> AuditsAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _audits.ReadAsync(service, from, to, zone, priority, ct);

    public Task<VendorPlanning> PlanningAsync(RequestPriority priority, CancellationToken ct) => _planning.ReadAsync(priority, ct);

    public IAsyncEnumerable<VendorShift> ShiftsAsync(
        VendorPlanning planning,
        IReadOnlyCollection<string> personIds,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _planning.ShiftsAsync(planning, personIds, from, to, zone, priority, ct);

    public IAsyncEnumerable<VendorBilled> BillableUsageAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => _billing.ReadAsync(from, to, zone, priority, ct);

    public Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct) =>
        _conversationsComplete.UntilAsync(priority, ct);

    public Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct) =>
        _presenceComplete.UntilAsync(priority, ct);

    public async Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get("/api/v2/analytics/dataretention/settings");
        var days = (await _api.SendAsync(request, GenesysJson.Default.WireRetention, priority, ct)).RetentionDays;
        return days is > 0 and <= int.MaxValue ? (int)days : null;
    }

    public void Dispose() => _audits.Dispose();
}

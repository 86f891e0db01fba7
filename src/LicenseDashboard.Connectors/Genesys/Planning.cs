using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Who is in a management unit, and who has published shifts. A route that is not served names nobody.</summary>
internal sealed class Planning(ApiClient api, TimeProvider time)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<VendorPlanning> ReadAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        var lastShifts = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        var businessUnits = new HashSet<string>(StringComparer.Ordinal);
        var units = ApiRequest.Get("/api/v2/workforcemanagement/managementunits").With("pageSize", 100);
        foreach (var unit in await ServedAsync(GenesysDirectory.EntitiesAsync(api, units, GenesysJson.Default.WireListWireManagementUnit, priority, ct), ct))
        {
            if (unit.Id is not { } id)
            {
                continue;
            }

            var request = ApiRequest.Get("/api/v2/workforcemanagement/managementunits/{managementUnitId}/users", id);
            var users = await ServedAsync(() => api.SendAsync(request, GenesysJson.Default.WireListWireReference, priority, ct));
            members.UnionWith((users is null ? [] : users.Entities ?? throw Paging.NoList(request)).Select(user => user.Id).OfType<string>());
            if (unit.BusinessUnit?.Id is { } business)
            {
                businessUnits.Add(business);
            }
        }

        foreach (var business in businessUnits)
        {
            foreach (var span in LocalDays.Spans(from, to, zone, to.DayNumber - from.DayNumber + 2))
            {
                await ShiftsAsync(business, span, zone, lastShifts, priority, ct);
            }
        }

        return new(members, lastShifts);
    }

    private async Task ShiftsAsync(
        string businessUnit, UtcSpan span, TimeZoneInfo zone, Dictionary<string, DateOnly> lastShifts, RequestPriority priority, CancellationToken ct)
    {
        var search = new WireScheduleSearch(UtcSpan.Instant(span.Start), UtcSpan.Instant(span.End));
        var request = ApiRequest.Post("/api/v2/workforcemanagement/businessunits/{businessUnitId}/agentschedules/search", search, GenesysJson.Default.WireScheduleSearch, businessUnit);
        var schedules = await ServedAsync(() => SearchAsync(request, priority, ct));
        foreach (var agent in schedules ?? [])
        {
            var starts = (agent.Shifts ?? []).Select(shift => shift.StartDate).OfType<DateTime>().Where(start => start >= span.Start && start < span.End).ToList();
            if (agent.User?.Id is { } person && starts.Count > 0)
            {
                var day = LocalDays.Of(starts.Max(), zone);
                lastShifts[person] = lastShifts.TryGetValue(person, out var known) && known > day ? known : day;
            }
        }
    }

    private async Task<List<WireAgentSchedule>> SearchAsync(ApiRequest request, RequestPriority priority, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var answer = await api.SendAsync(request, GenesysJson.Default.WireSchedules, priority, ct);
            if (answer.Result is { } result)
            {
                return result.AgentSchedules ?? [];
            }

            if (answer.DownloadUrl is not null)
            {
                break;
            }

            await Task.Delay(Patience, time, ct);
        }

        // Taking this for "nobody is planned" would propose to take planning away from people who are.
        throw new VendorException($"{request.Route} did not answer with schedules: it works on them in the background or offers a download, which is not read here.") { Route = request.Route };
    }

    private static async Task<List<T>> ServedAsync<T>(IAsyncEnumerable<T> items, CancellationToken ct) => await ServedAsync(async () => await items.ToListAsync(ct)) ?? [];

    private static async Task<T?> ServedAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (VendorException fault) when (fault.NotServed)
        {
            return null;
        }
    }
}

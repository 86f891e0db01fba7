using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// Who is in a management unit, and the published shifts of people who are in none. Treating a refusal as "no one" would propose to
/// remove planning from people who are planned, so every failure throws; only a vendor without workforce management plans no one.
/// </summary>
internal sealed class Planning(ApiClient api, SignedDownload downloads)
{
    /// <summary>Larger searches run in the background and report their end only through a push channel.</summary>
    private const int MostPeople = 100;
    private const int MostDays = 7;

    private const string MembersPermission = "wfm:agent:view or wfm:publishedSchedule:view";
    private const string ShiftsPermission = "wfm:publishedSchedule:view or wfm:schedule:view";

    public async Task<VendorPlanning> ReadAsync(RequestPriority priority, CancellationToken ct)
    {
        // The list has no pages; asking for pages returns the same one again and again.
        if (await ListedAsync("/api/v2/workforcemanagement/managementunits", priority, ct) is not { Count: > 0 } units)
        {
            return await WithoutUnitsAsync(priority, ct);
        }

        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var request = ApiRequest
                .Get("/api/v2/workforcemanagement/managementunits/{managementUnitId}/users", unit.Id!)
                .Needing(MembersPermission);
            var users = await api.SendAsync(request, GenesysJson.Default.WireListWireReference, priority, ct);
            members.UnionWith((users.Entities ?? throw Paging.NoList(request)).Select(user => user.Id).OfType<string>());
        }

        // Some answers contain units without their business unit.
        var named = units.Select(unit => unit.BusinessUnit?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var all = units.TrueForAll(unit => unit.BusinessUnit?.Id is not null) ? named : await BusinessUnitsAsync(priority, ct);
        return new(members, all ?? throw Contradiction("does not know the business units of its management units"));
    }

    public async IAsyncEnumerable<VendorShift> ShiftsAsync(
        VendorPlanning planning,
        IReadOnlyCollection<string> people,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var span in LocalDays.Spans(from, to, zone, MostDays))
        {
            foreach (var business in planning.BusinessUnits)
            {
                foreach (var part in people.Chunk(MostPeople))
                {
                    foreach (var shift in await SearchAsync(business, part, span, zone, priority, ct))
                    {
                        yield return shift;
                    }
                }
            }
        }
    }

    private async Task<VendorPlanning> WithoutUnitsAsync(RequestPriority priority, CancellationToken ct) =>
        await BusinessUnitsAsync(priority, ct) is { Count: > 0 }
            ? throw Contradiction("lists business units and no management unit: the client's role may lack their divisions")
            : new([], []);

    private async Task<List<string>?> BusinessUnitsAsync(RequestPriority priority, CancellationToken ct) =>
        (await ListedAsync("/api/v2/workforcemanagement/businessunits", priority, ct))?.ConvertAll(unit => unit.Id!);

    /// <summary>Null if the vendor has no such route, and thus no workforce management.</summary>
    private async Task<List<WireManagementUnit>?> ListedAsync(string template, RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get(template).Needing(MembersPermission);
        try
        {
            var list = await api.SendAsync(request, GenesysJson.Default.WireListWireManagementUnit, priority, ct);
            var units = list.Entities ?? throw Paging.NoList(request);
            return units.TrueForAll(unit => unit.Id is not null) ? units : throw Paging.NoList(request);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    private async Task<IEnumerable<VendorShift>> SearchAsync(
        string business,
        string[] people,
        UtcSpan span,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        var search = new WireScheduleSearch(UtcSpan.Instant(span.Start), UtcSpan.Instant(span.End), people);
        const string Template = "/api/v2/workforcemanagement/businessunits/{businessUnitId}/agentschedules/search";
        var request = ApiRequest.Post(Template, search, GenesysJson.Default.WireScheduleSearch, business).Needing(ShiftsPermission);
        var result = await ResultAsync(request, await api.SendAsync(request, GenesysJson.Default.WireSchedules, priority, ct), ct);
        return from agent in result.AgentSchedules ?? throw Paging.NoList(request)
            let person = agent.User?.Id
            where person is not null
            from shift in agent.Shifts ?? []
            select Shift(person, shift, request, zone);
    }

    private async Task<WireScheduleResult> ResultAsync(ApiRequest request, WireSchedules answer, CancellationToken ct) =>
        answer switch
        {
            { Status: { } word } when !string.Equals(word, "Complete", StringComparison.OrdinalIgnoreCase) =>
            // Posting again would start another operation, and no route reports on this one.
            throw new VendorException($"{request.Route} did not answer with schedules: its status is {word}.") { Route = request.Route },
            { Result: { } result } => result,
            { DownloadUrl: { } address } => await downloads.GetAsync(address, request, GenesysJson.Default.WireScheduleResult, ct),
            _ => throw Paging.NoList(request),
        };

    /// <summary>A shift touches every local day from its start to its end, end excluded; one without a length lasts a minute.</summary>
    private static VendorShift Shift(string person, WireShift shift, ApiRequest request, TimeZoneInfo zone)
    {
        if (shift.StartDate is not { } start)
        {
            throw new VendorException($"{request.Route} answered with a shift that does not say when it starts.") { Route = request.Route };
        }

        var minutes = Math.Clamp(shift.LengthMinutes ?? 1, 1, 7 * 24 * 60);
        return new(person, LocalDays.Of(start, zone), LocalDays.Of(start.AddMinutes(minutes).AddTicks(-1), zone));
    }

    private static VendorException Contradiction(string words)
    {
        const string Route = "GET /api/v2/workforcemanagement/managementunits";
        return new($"{Route}: Genesys Cloud {words}.") { Route = Route };
    }
}

using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PlanningFacts
{
    public const int Days = 7;
    public const int MostPeople = 100;
    private const string Units = "/api/v2/workforcemanagement/managementunits";

    public static Task<JsonNode> UnitListAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("units", () => session.AskAsync(ApiRequest.Get(Units), ct));

    /// <exception cref="UntoldException">There is none, so no one is planned.</exception>
    public static async Task<IReadOnlyList<JsonNode>> UnitsAsync(CheckSession session, CancellationToken ct)
    {
        var units =
            JsonReading.List(await CheckSession.GivenAsync(UnitListAsync(session, ct), "the list of management units"), "entities") ?? [];
        return units.Count > 0
            ? units
            : throw new UntoldException("No management units found: no one is scheduled here, or the read client can't see the divisions.");
    }

    public static Task<IReadOnlyList<JsonNode>> MembersAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "unit members",
            async () =>
            {
                var request = ApiRequest.Get(
                    Units + "/{managementUnitId}/users",
                    JsonReading.Id((await UnitsAsync(session, ct))[0]) ?? throw new UntoldException("The first management unit has no ID.")
                );
                return JsonReading.List(await session.AskAsync(request, ct), "entities") ?? throw Paging.NoList(request);
            }
        );

    /// <summary>One week, for at most a hundred people.</summary>
    public static Task<JsonNode> SchedulesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "schedules",
            async () =>
            {
                var business =
                    (await UnitsAsync(session, ct))
                        .Select(unit => JsonReading.Id(JsonReading.At(unit, "businessUnit")))
                        .OfType<string>()
                        .FirstOrDefault()
                    ?? throw new UntoldException("No management unit names its business unit.");
                var people = (await CheckSession.GivenAsync(MembersAsync(session, ct), "the members of a management unit"))
                    .Select(JsonReading.Id)
                    .OfType<string>()
                    .Take(MostPeople)
                    .ToList();
                var span = session.LastDays(Days);
                var body = new JsonObject
                {
                    ["startDate"] = UtcSpan.Instant(span.Start),
                    ["endDate"] = UtcSpan.Instant(span.End),
                    ["userIds"] = new JsonArray([.. people.Select(id => (JsonNode)id)]),
                };
                return people.Count == 0
                    ? throw new UntoldException("The first management unit has no members.")
                    : await session.AskAsync(
                        CheckSession.Post(
                            "/api/v2/workforcemanagement/businessunits/{businessUnitId}/agentschedules/search",
                            body,
                            business
                        ),
                        ct
                    );
            }
        );
}

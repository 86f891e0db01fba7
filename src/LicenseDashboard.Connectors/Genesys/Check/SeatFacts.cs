using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>What is known about licenses, for several questions.</summary>
internal static class SeatFacts
{
    public const string Seats = "the list of assigned licenses";

    public static Task<IReadOnlyList<JsonNode>> DefinitionsAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "definitions",
            async () =>
            {
                var request = ApiRequest.Get("/api/v2/license/definitions");
                return JsonReading.Items(await session.AskAsync(request, ct)) ?? throw Paging.NoList(request);
            }
        );

    /// <summary>SKUs of the listing by person.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> HeldAsync(CheckSession session, CancellationToken ct) =>
        (await CheckSession.GivenAsync(Listings.SeatsAsync(session, ct), Seats)).Rows.ToDictionary(
            row => JsonReading.Id(row)!,
            row => (IReadOnlyList<string>)[.. JsonReading.Ids(row, "licenses")],
            StringComparer.Ordinal
        );

    /// <summary>The first holders in order of ID, the same ones each time.</summary>
    public static async Task<IReadOnlyList<string>> SomeHoldersAsync(CheckSession session, int count, CancellationToken ct)
    {
        var holders = (await HeldAsync(session, ct))
            .Where(seat => seat.Value.Count > 0)
            .Select(seat => seat.Key)
            .Order(StringComparer.Ordinal)
            .Take(count)
            .ToList();
        return holders.Count > 0 ? holders : throw new UntoldException("No one has a license.");
    }

    /// <summary>The licenses that a set of roles takes, by the vendor's what-if.</summary>
    public static async Task<List<string>> InferAsync(CheckSession session, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        var request = ApiRequest.Post("/api/v2/license/infer", roles, GenesysJson.Default.IReadOnlyCollectionString);
        return JsonReading.Items(await session.AskAsync(request, ct))?.Select(JsonReading.Id).OfType<string>().ToList()
            ?? throw Paging.NoList(request);
    }

    /// <summary>Roles of a person or group, those through groups included.</summary>
    public static async Task<JsonNode> GrantsOfAsync(CheckSession session, string subject, CancellationToken ct) =>
        await session.AskAsync(ApiRequest.Get("/api/v2/authorization/subjects/{subjectId}", subject).With("includeDuplicates", "true"), ct);
}

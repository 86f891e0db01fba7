using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>A list as returned by the vendor.</summary>
/// <param name="Rows">Without duplicates, by ID.</param>
/// <param name="Stated">Number of rows announced by the list itself; null if it announces none.</param>
/// <param name="Asked">Requested page size.</param>
/// <param name="Refused">True if the vendor refused that size and accepted 100.</param>
/// <param name="Longest">Number of rows of the longest page.</param>
/// <param name="Came">Number of rows received, including duplicates.</param>
internal sealed record Listing(IReadOnlyList<JsonNode> Rows, long? Stated, int Asked, bool Refused, int Longest, int Came);

/// <summary>The lists an import depends on, read completely with the program's own page sizes.</summary>
internal static class Listings
{
    public const int Fallback = 100;

    /// <summary>Maximum pages per list; more would use up the requests of all other questions.</summary>
    private const int MostPages = 120;

    private static readonly string[] _expands = ["groups", "lasttokenissued", "dateLastLogin", "employerInfo"];

    public static Task<Listing> PeopleAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "people",
            () =>
                ReadAsync(
                    session,
                    _expands.Aggregate(
                        ApiRequest.Get("/api/v2/users/query").With("state", "any"),
                        (built, expand) => built.With("expand", expand)
                    ),
                    200,
                    ByCursor,
                    ct
                )
        );

    public static Task<Listing> SeatsAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("seats", () => ReadAsync(session, ApiRequest.Get("/api/v2/license/users"), 500, ByNumber, ct));

    public static Task<Listing> RolesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "roles",
            () => ReadAsync(session, ApiRequest.Get("/api/v2/authorization/roles").With("userCount", "false"), 500, ByNumber, ct)
        );

    public static Task<Listing> GroupsAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("groups", () => ReadAsync(session, ApiRequest.Get("/api/v2/groups"), 200, ByNumber, ct));

    public static Task<Listing> DivisionsAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("divisions", () => ReadAsync(session, ApiRequest.Get("/api/v2/authorization/divisions"), 200, ByNumber, ct));

    public static Task<Listing> GrantsAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "grants",
            async () =>
            {
                var roles = await CheckSession.GivenAsync(RolesAsync(session, ct), "the list of roles");
                var role =
                    roles.Rows.Select(JsonReading.Id).OfType<string>().FirstOrDefault() ?? throw new UntoldException("There are no roles.");
                return await ReadAsync(
                    session,
                    ApiRequest.Get("/api/v2/authorization/roles/{roleId}/subjectgrants", role),
                    500,
                    ByNumber,
                    ct
                );
            }
        );

    public static Task<Listing> MembersAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "members",
            async () =>
            {
                var groups = await CheckSession.GivenAsync(GroupsAsync(session, ct), "the list of groups");
                var group = groups.Rows.MaxBy(row => JsonReading.Number(row, "memberCount") ?? 0);
                return await ReadAsync(
                    session,
                    ApiRequest.Get(
                        "/api/v2/groups/{groupId}/members",
                        JsonReading.Id(group) ?? throw new UntoldException("There are no groups.")
                    ),
                    200,
                    ByNumber,
                    ct
                );
            }
        );

    private static async Task<Listing> ReadAsync(
        CheckSession session,
        ApiRequest request,
        int size,
        Func<ApiRequest, int, JsonNode?, ApiRequest?> next,
        CancellationToken ct
    )
    {
        try
        {
            return await ReadAsync(session, request, size, size, next, ct);
        }
        catch (VendorException fault) when (fault.Status == 400 && size > Fallback)
        {
            return await ReadAsync(session, request, size, Fallback, next, ct) with { Refused = true };
        }
    }

    private static async Task<Listing> ReadAsync(
        CheckSession session,
        ApiRequest request,
        int asked,
        int size,
        Func<ApiRequest, int, JsonNode?, ApiRequest?> next,
        CancellationToken ct
    )
    {
        var rows = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var (longest, came, stated) = (0, 0, (long?)null);
        JsonNode? page = null;
        for (var number = 1; next(request.With("pageSize", size), number, page) is { } turn; number++)
        {
            if (number > MostPages)
            {
                throw new UntoldException($"{request.Route} has more than {MostPages} pages; the check stopped there.");
            }

            page = await session.AskAsync(turn, ct);
            var items = JsonReading.List(page, "entities") ?? throw Paging.NoList(request);
            var before = rows.Count;
            foreach (var item in items)
            {
                rows[JsonReading.Id(item) ?? ""] = item;
            }

            (longest, came, stated) = (Math.Max(longest, items.Count), came + items.Count, JsonReading.Number(page, "total") ?? stated);
            if (rows.Count == before)
            {
                break;
            }
        }

        return new([.. rows.Where(row => row.Key.Length > 0).Select(row => row.Value)], stated, asked, Refused: false, longest, came);
    }

    private static ApiRequest? ByNumber(ApiRequest request, int number, JsonNode? last) =>
        last is null
        || (JsonReading.Number(last, "pageCount") is { } count ? number <= count : JsonReading.List(last, "entities") is { Count: > 0 })
            ? request.With("pageNumber", number)
            : null;

    private static ApiRequest? ByCursor(ApiRequest request, int number, JsonNode? last) =>
        last is null ? request
        : JsonReading.Text(last, "cursor") is { } cursor ? request.With("cursor", cursor)
        : null;
}

using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class ListProbes
{
    /// <summary>Tolerance for people who come and go while a list is read.</summary>
    private const double Tolerance = 0.01;

    private static readonly (string Code, string Words, int Size, Func<CheckSession, CancellationToken, Task<Listing>> Read)[] _lists =
    [
        ("people", "people", 200, Listings.PeopleAsync),
        ("seats", "licenses held", 500, Listings.SeatsAsync),
        ("roles", "roles", 500, Listings.RolesAsync),
        ("grants", "holders of a role", 500, Listings.GrantsAsync),
        ("divisions", "divisions", 200, Listings.DivisionsAsync),
        ("groups", "groups", 200, Listings.GroupsAsync),
        ("members", "members of a group", 200, Listings.MembersAsync),
    ];

    public static IReadOnlyList<Probe> All { get; } =
    [
        .. _lists.Select(list => new Probe(
            list.Code + "-page-size",
            $"The list of {list.Words} gives {list.Size} rows a page",
            "The program goes on with fewer rows a page, so an import takes more requests. No change.",
            async (session, ct) => Size(await list.Read(session, ct))
        )),
        .. _lists
            .Skip(1)
            .Select(list => new Probe(
                list.Code + "-whole",
                $"The list of {list.Words} has as many rows as it says",
                "An import would take the missing rows for gone; it refuses the list and keeps the last good state. Ask the vendor's "
                    + "support, with this report.",
                async (session, ct) => Whole(await CheckSession.GivenAsync(list.Read(session, ct), "the list"))
            )),
        new(
            "people-whole",
            "The list of people, by cursor, has as many rows as the vendor counts people",
            "An import would take the missing people for gone; it refuses the list and keeps the last good state. Ask the vendor's "
                + "support, with this report.",
            PeopleAsync
        ),
    ];

    private static Finding Size(Listing list) =>
        list.Refused ? Finding.Not($"{list.Asked} was refused; {Listings.Fallback} works.")
        : list.Longest < Math.Min(list.Asked, list.Rows.Count) ? Finding.Not($"Pages hold at most {list.Longest}.")
        : Finding.Holds(
            list.Rows.Count < list.Asked
                ? $"Taken. There is one page of {EnglishText.Count(list.Rows.Count, "row", "rows")}, so a lower limit would not show."
                : "Taken."
        );

    private static Finding Whole(Listing list) =>
        list.Stated is { } stated
            ? Finding.When(list.Rows.Count >= stated, $"{EnglishText.Count(list.Rows.Count)} of {EnglishText.Count(stated)}.")
            : Finding.Untold($"{EnglishText.Count(list.Rows.Count)} rows; the list doesn't say how many there are.");

    private static async Task<Finding> PeopleAsync(CheckSession session, CancellationToken ct)
    {
        var people = await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people");
        var request = ApiRequest.Get("/api/v2/users").With("state", "any").With("pageSize", 1).With("pageNumber", 1);
        if (JsonReading.Number(await session.AskAsync(request, ct), "total") is not { } stated)
        {
            return Finding.Untold($"{EnglishText.Count(people.Rows.Count)} rows; {request.Route} states no total to compare them with.");
        }

        return Finding.When(
            people.Rows.Count >= stated * (1 - Tolerance),
            $"{EnglishText.Count(people.Rows.Count)} of {EnglishText.Count(stated)}."
        );
    }
}

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
        ("seats", "assigned licenses", 500, Listings.SeatsAsync),
        ("roles", "roles", 500, Listings.RolesAsync),
        ("grants", "people with a role", 500, Listings.GrantsAsync),
        ("divisions", "divisions", 200, Listings.DivisionsAsync),
        ("groups", "groups", 200, Listings.GroupsAsync),
        ("members", "group members", 200, Listings.MembersAsync),
    ];

    public static IReadOnlyList<Probe> All { get; } =
    [
        .. _lists.Select(list => new Probe(
            list.Code + "-page-size",
            $"The list of {list.Words} returns {list.Size} rows per page",
            "LicenseDashboard requests fewer rows per page, so imports send more requests. Nothing to do.",
            async (session, ct) => Size(await list.Read(session, ct))
        )),
        .. _lists
            .Skip(1)
            .Select(list => new Probe(
                list.Code + "-whole",
                $"The list of {list.Words} is as long as its reported total",
                "To avoid treating missing rows as deleted, imports reject the list and keep the last complete one. Send this result to "
                    + "Genesys support.",
                async (session, ct) => Whole(await CheckSession.GivenAsync(list.Read(session, ct), "the list"))
            )),
        new(
            "people-whole",
            "The list of people, read by cursor, is as long as the number of people in Genesys Cloud",
            "To avoid treating missing people as deleted, imports reject the list and keep the last complete one. Send this result to "
                + "Genesys support.",
            PeopleAsync
        ),
    ];

    private static Finding Size(Listing list) =>
        list.Refused ? Finding.Not($"{list.Asked} rows were rejected; {Listings.Fallback} work.")
        : list.Longest < Math.Min(list.Asked, list.Rows.Count) ? Finding.Not($"Pages contain at most {list.Longest} rows.")
        : Finding.Holds(
            list.Rows.Count < list.Asked
                ? $"Accepted. All {EnglishText.Count(list.Rows.Count, "row", "rows")} fit on one page, so a lower limit would go unnoticed."
                : "Accepted."
        );

    private static Finding Whole(Listing list) =>
        list.Stated is { } stated
            ? Finding.When(list.Rows.Count >= stated, $"{EnglishText.Count(list.Rows.Count)} of {EnglishText.Count(stated)}.")
            : Finding.Untold($"{EnglishText.Count(list.Rows.Count)} rows; the list reports no total.");

    private static async Task<Finding> PeopleAsync(CheckSession session, CancellationToken ct)
    {
        var people = await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people");
        var request = ApiRequest.Get("/api/v2/users").With("state", "any").With("pageSize", 1).With("pageNumber", 1);
        if (JsonReading.Number(await session.AskAsync(request, ct), "total") is not { } stated)
        {
            return Finding.Untold($"{EnglishText.Count(people.Rows.Count)} rows; {request.Route} reports no total to compare with.");
        }

        return Finding.When(
            people.Rows.Count >= stated * (1 - Tolerance),
            $"{EnglishText.Count(people.Rows.Count)} of {EnglishText.Count(stated)}."
        );
    }
}

using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PeopleProbes
{
    private const string People = "the list of people";
    private static readonly string[] _states = ["active", "inactive", "deleted"];

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "people-all-divisions",
            "The read client sees people in all divisions",
            "People in other divisions are missing here. Grant directory:user:view in all divisions.",
            AllDivisionsAsync
        ),
        new(
            "people-states",
            "Every account is active, inactive, or deleted",
            "LicenseDashboard treats any other state as active. Report the state so that it can be supported.",
            StatesAsync
        ),
        Field(
            "people-groups",
            "groups",
            "The list of people includes each person's groups",
            "Group members are read instead, with one more request per group. Nothing to do."
        ),
        Field(
            "people-tokens",
            "lastTokenIssued",
            "The last token time is available",
            "Tokens can't show activity; presence and billed use still do. Nothing to do."
        ),
        Field(
            "people-logins",
            "dateLastLogin",
            "The last password sign-in is available",
            "Sign-ins can't show activity; presence and billed use still do. Expected with single sign-on. Nothing to do."
        ),
        Field(
            "people-divisions",
            "division",
            "The list of people includes each person's division",
            "LicenseDashboard can't tell which divisions it sees, so no one is evaluated. Report this result."
        ),
        Field(
            "people-managers",
            "manager",
            "People have a manager in the directory",
            "Without managers, only administrators, FinOps, and auditors see recommendations, and only administrators decide. Add "
                + "managers in Genesys Cloud, or sync them from your identity provider."
        ),
        Field(
            "people-mail",
            "email",
            "People have an email address",
            "Billing and sign-in identify people by email address and can't find those without one. Add the addresses in Genesys Cloud."
        ),
        Field(
            "people-employer",
            "employerInfo",
            "Hire dates and employee IDs are available",
            "New hires are recognized by the day their account first appears, and HR rosters match people by email only. Add both in "
                + "Genesys Cloud."
        ),
        new(
            "inactive-person",
            "An inactive person can be read without specifying the state",
            "LicenseDashboard can't verify that an account was set inactive, so the change fails. Choose to remove roles instead "
                + "(Settings > Policies).",
            (s, ct) => OneAsync(s, "inactive", null, ct)
        ),
        new(
            "deleted-person",
            "A deleted person can be read by specifying the state",
            "Deleted people seem never to have existed. Report this result.",
            (s, ct) => OneAsync(s, "deleted", "deleted", ct)
        ),
        new(
            "person-version",
            "Accounts have a version number",
            "Genesys Cloud can refuse to set an account inactive or active. Choose to remove roles instead (Settings > Policies).",
            VersionAsync
        ),
    ];

    private static Probe Field(string code, string field, string question, string follows) =>
        new(
            code,
            question,
            follows,
            async (session, ct) =>
            {
                var active = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), People))
                    .Rows.Where(row => State(row) == "active")
                    .ToList();
                var shown = active.Count(row => JsonReading.Has(row, field));
                return active.Count == 0
                    ? Finding.Untold("There are no active people.")
                    : Finding.When(
                        shown > 0,
                        $"Available for {EnglishText.Count(shown)} of {EnglishText.Count(active.Count)} active people."
                    );
            }
        );

    public static string State(JsonNode person) => (JsonReading.Text(person, "state") ?? "active").ToLowerInvariant();

    private static async Task<Finding> AllDivisionsAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), People);
        try
        {
            var me = await SubjectMe.OfAsync(session, session.Clients.Reader, "read", ct);
            var divisions = await ReadPermissionProbes.DivisionIdsAsync(session, ct);
            return me.Holds("directory:user:view")
                ? Finding.When(
                    me.HoldsEverywhere("directory:user:view", divisions),
                    me.HoldsEverywhere("directory:user:view", divisions) ? "Granted in all divisions." : "Granted in some divisions only."
                )
                : Finding.Holds("Genesys Cloud returns this list only to clients with access to all divisions.");
        }
        catch (UntoldException)
        {
            return Finding.Holds("Genesys Cloud returns this list only to clients with access to all divisions, and returned it.");
        }
    }

    private static async Task<Finding> StatesAsync(CheckSession session, CancellationToken ct)
    {
        var words = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), People))
            .Rows.Select(State)
            .GroupBy(word => word)
            .ToDictionary(word => word.Key, word => word.Count());
        var unknown = words.Keys.Except(_states).Order(StringComparer.Ordinal).ToList();
        return unknown.Count > 0
            ? Finding.Not($"Also found: {string.Join(", ", unknown)}.")
            : Finding.Holds(
                $"{string.Join(", ", _states.Select(state => $"{EnglishText.Count(words.GetValueOrDefault(state))} {state}"))}."
            );
    }

    private static async Task<Finding> OneAsync(CheckSession session, string state, string? named, CancellationToken ct)
    {
        var people = await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), People);
        var one = people.Rows.Where(row => State(row) == state).Select(JsonReading.Id).OfType<string>().FirstOrDefault();
        if (one is null)
        {
            return Finding.Untold($"There are no {state} people.");
        }

        try
        {
            var person = await session.AskAsync(ApiRequest.Get("/api/v2/users/{userId}", one).With("state", named), ct);
            return Finding.When(State(person) == state, $"The state in the answer is {State(person)}.");
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return Finding.Not($"{Finding.Words(fault)}.");
        }
    }

    private static async Task<Finding> VersionAsync(CheckSession session, CancellationToken ct)
    {
        var people = await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), People);
        var one =
            people.Rows.Where(row => State(row) == "active").Select(JsonReading.Id).OfType<string>().FirstOrDefault()
            ?? throw new UntoldException("There are no active people.");
        var person = await session.AskAsync(ApiRequest.Get("/api/v2/users/{userId}", one), ct);
        return Finding.When(
            JsonReading.Number(person, "version") is not null,
            JsonReading.Number(person, "version") is null ? "The sample has none." : "The sample has one."
        );
    }
}

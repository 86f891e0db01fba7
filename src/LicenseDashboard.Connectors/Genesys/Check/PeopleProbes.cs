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
            "The read client sees the people of all divisions",
            "Who is in the other divisions doesn't exist here. Grant directory:user:view in all divisions.",
            AllDivisionsAsync
        ),
        new(
            "people-states",
            "An account is active, inactive or deleted",
            "The program takes another word for active. Report the word, " + "so that it can be read.",
            StatesAsync
        ),
        Field(
            "people-groups",
            "groups",
            "Each person comes with their groups",
            "The members of each group are asked for instead, one more request for each. No change."
        ),
        Field(
            "people-tokens",
            "lastTokenIssued",
            "The last token issued is shown",
            "One sign of activity is missing; presence and billing " + "remain. No change."
        ),
        Field(
            "people-logins",
            "dateLastLogin",
            "The last log-in with a password is shown",
            "One sign of activity is missing; presence and " + "billing remain. With single sign-on it is never there. No change."
        ),
        Field(
            "people-divisions",
            "division",
            "Each person comes with their division",
            "Whether a person's division is seen can't be " + "told, so no one is evaluated. Report it."
        ),
        Field(
            "people-managers",
            "manager",
            "People have a manager in the directory",
            "Only administrators, FinOps, and auditors see recommendations, and only administrators decide. Keep "
                + "the managers in the vendor's "
                + "directory, or let your identity provider write them."
        ),
        Field(
            "people-mail",
            "email",
            "People have an e-mail address",
            "Billing and sign-in name people by it, so neither finds them. " + "Keep it in the vendor's directory."
        ),
        Field(
            "people-employer",
            "employerInfo",
            "Hire date and employee id are shown",
            "Who is new is told by the first day an account is seen, and an HR roster finds people by mail only. Keep them in the "
                + "vendor's directory."
        ),
        new(
            "inactive-person",
            "One inactive person can be read without naming the state",
            "Setting an account inactive can't be read back, so such a change ends as failed. Leave roles to be removed instead "
                + "(Settings, Policies).",
            (s, ct) => OneAsync(s, "inactive", null, ct)
        ),
        new(
            "deleted-person",
            "One deleted person can be read by naming the state",
            "Deleted people look as if they had never been " + "there. Report it.",
            (s, ct) => OneAsync(s, "deleted", "deleted", ct)
        ),
        new(
            "person-version",
            "An account has a version",
            "Setting an account inactive or active can be refused. Leave roles to be " + "removed instead (Settings, Policies).",
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
                    ? Finding.Untold("No one is active.")
                    : Finding.When(shown > 0, $"Shown for {EnglishText.Count(shown)} of {EnglishText.Count(active.Count)} active people.");
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
                    me.HoldsEverywhere("directory:user:view", divisions) ? "Granted in all." : "Granted in some only."
                )
                : Finding.Holds("The vendor gives the list only to those.");
        }
        catch (UntoldException)
        {
            return Finding.Holds("The vendor gives the list only to a client that does, and gave it.");
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
            ? Finding.Not($"Also {string.Join(", ", unknown)}.")
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
            return Finding.Untold($"No one is {state}.");
        }

        try
        {
            var person = await session.AskAsync(ApiRequest.Get("/api/v2/users/{userId}", one).With("state", named), ct);
            return Finding.When(State(person) == state, $"The answer says {State(person)}.");
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
            ?? throw new UntoldException("No one is active.");
        var person = await session.AskAsync(ApiRequest.Get("/api/v2/users/{userId}", one), ct);
        return Finding.When(
            JsonReading.Number(person, "version") is not null,
            JsonReading.Number(person, "version") is null ? "It has none." : "It has one."
        );
    }
}

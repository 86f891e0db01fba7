using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>
/// What the vendor's list of licenses means under a contract that counts concurrent people. No field says it, so the list is compared
/// with the what-if answers to the roles of some people: a list of who used a license leaves out those who may use one and didn't.
/// </summary>
internal static class SeatMeaning
{
    private const int Listed = 10;

    /// <summary>More than of the listed: many of them have no role that takes a license, and only the others tell anything.</summary>
    private const int Unlisted = 20;

    public static Probe Probe { get; } =
        new(
            CheckQuestions.SeatsAssigned,
            "Under a concurrent contract, the list of licenses names who is assigned one, not who used one",
            "Utilization takes each person's license from their roles and marks it \"by role\". Nothing to do.",
            AskAsync
        );

    private static async Task<Finding> AskAsync(CheckSession session, CancellationToken ct)
    {
        if (session.Terms.Concurrent != true)
        {
            return Finding.Untold("No line of the contract is concurrent, so the list is taken as it is.");
        }

        var held = await SeatFacts.HeldAsync(session, ct);
        var active = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people"))
            .Rows.Where(row => PeopleProbes.State(row) == "active")
            .Select(JsonReading.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToLookup(id => held.GetValueOrDefault(id) is { Count: > 0 });
        var answers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var (asked, need, differ) = (0, 0, 0);
        foreach (var person in active[true].Take(Listed).Concat(active[false].Take(Unlisted)))
        {
            var implied = await ImpliedAsync(session, person, answers, ct);
            var listed = held.GetValueOrDefault(person) ?? [];

            // Licenses assigned by hand come on top of what the roles take.
            var agrees = implied.Count > 0 ? implied.IsSubsetOf(listed) : !listed.Any(session.Terms.Skus.Contains);
            (asked, need, differ) = (asked + 1, need + (implied.Count > 0 ? 1 : 0), differ + (agrees ? 0 : 1));
        }

        var numbers = $"{EnglishText.Count(asked)} people were compared; the roles of {EnglishText.Count(need)} take a license";
        return need == 0 ? Finding.Untold($"{numbers}.")
            // The list follows a change of roles with a delay, so one person in twenty may differ.
            : differ * 20 <= asked ? Finding.Holds($"Here it means assigned licenses: {numbers}, and the list names the same people.")
            : Finding.Not($"Here it doesn't mean assigned licenses: {numbers}, and the list differs for {EnglishText.Count(differ)}.");
    }

    /// <summary>The known licenses that a person's roles take, those through groups included.</summary>
    private static async Task<HashSet<string>> ImpliedAsync(
        CheckSession session,
        string person,
        Dictionary<string, HashSet<string>> answers,
        CancellationToken ct
    )
    {
        List<string> roles =
        [
            .. (JsonReading.List(await SeatFacts.GrantsOfAsync(session, person, ct), "grants") ?? [])
                .Select(grant => JsonReading.Id(JsonReading.At(grant, "role")))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var words = string.Join('\n', roles);
        if (answers.TryGetValue(words, out var known))
        {
            return known;
        }

        return answers[words] =
            roles.Count == 0 ? [] : [.. (await SeatFacts.InferAsync(session, roles, ct)).Where(session.Terms.Skus.Contains)];
    }
}

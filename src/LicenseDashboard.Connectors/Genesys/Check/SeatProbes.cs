using System.Text.RegularExpressions;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static partial class SeatProbes
{
    private const int Samples = 5;

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "definitions",
            "The licenses that can be held are listed with their permissions",
            "What a role needs can't be estimated, so every plan waits for the vendor's own what-if. No change.",
            DefinitionsAsync
        ),
        new(
            "sku-ids",
            "The catalogue knows every license that is held or can be held",
            "People with an unknown license are not evaluated. Add its id, price and features to Catalogue__File, as in "
                + "src/LicenseDashboard.Core/Contracts/catalogue.json.",
            SkuIdsAsync
        ),
        new(
            "sku-tiers",
            "The tiers are called cloudCX1, cloudCX2 and cloudCX3",
            "Prices, colors and swaps go by these ids. Put the ids that the vendor uses into Catalogue__File.",
            TiersAsync
        ),
        new(
            "seats-known-people",
            "Everyone with a license is in the list of people",
            "Licenses of people who can't be seen are missing from every count. Grant the read client's role in all divisions.",
            KnownPeopleAsync
        ),
        new(
            "seats-active-people",
            "Only active people hold licenses",
            "Licenses of inactive people are "
                + "counted and shown, and come back "
                + "in Genesys Cloud when the account is deleted. No change.",
            ActivePeopleAsync
        ),
        new(
            "seat-agrees",
            "The list of licenses and one person's own answer agree",
            "One of them is behind: a change can be read back late, and waits as long as Remediation__ReadBackMinutes allows. Nothing to "
                + "do unless changes fail.",
            AgreesAsync
        ),
        new(
            "infer",
            "The vendor's what-if answers licenses that can be held",
            "No plan can be confirmed, so every recommendation stays under review. Report it.",
            InferAsync
        ),
        new(
            "role-permissions",
            "Roles come with their permissions",
            "What a role gives is unknown, so no plan can be made. Report it.",
            RolePermissionsAsync
        ),
        new(
            "grant-subjects",
            "A role is held by people, groups and clients",
            "Another kind of holder is passed over: who gets roles " + "through it looks as if they had none. Report the word.",
            SubjectsAsync
        ),
        new(
            "grant-divisions",
            "A role is held in named divisions",
            "What is kept and lost by division can't be told, so no plan is " + "ready. Report it.",
            GrantDivisionsAsync
        ),
        new(
            "inherited-roles",
            "One person's roles are answered with the group they came through",
            "A role by a group looks like the person's own, and removing it changes nothing. Such changes are read back as failed. "
                + "Report it.",
            InheritedAsync
        ),
        SeatMeaning.Probe,
    ];

    private static async Task<Finding> DefinitionsAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await SeatFacts.DefinitionsAsync(session, ct);
        var without = 0;
        foreach (
            var definition in definitions.Where(each => JsonReading.List(JsonReading.At(each, "permissions"), "ids") is not { Count: > 0 })
        )
        {
            var one = await session.AskAsync(
                ApiRequest.Get("/api/v2/license/definitions/{licenseId}", JsonReading.Id(definition) ?? ""),
                ct
            );
            without += JsonReading.List(JsonReading.At(one, "permissions"), "ids") is { Count: > 0 } ? 0 : 1;
        }

        return definitions.Count == 0
            ? Finding.Not("The list is empty.")
            : Finding.When(
                without == 0,
                without == 0 ? $"{definitions.Count} licenses." : $"{without} of {definitions.Count} licenses name no permission."
            );
    }

    private static async Task<Finding> SkuIdsAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the licenses that can be held");
        var parts = definitions
            .SelectMany(each => JsonReading.Ids(each, "prerequisites").Concat(JsonReading.Ids(each, "comprises")))
            .ToHashSet(StringComparer.Ordinal);
        var held = (await SeatFacts.HeldAsync(session, ct))
            .Values.SelectMany(ids => ids)
            .GroupBy(id => id, StringComparer.Ordinal)
            .ToDictionary(id => id.Key, id => id.Count());

        // A license that only comes with another one has no price of its own.
        var unknown = held
            .Keys.Union(definitions.Select(JsonReading.Id).OfType<string>())
            .Where(id => !session.Terms.Skus.Contains(id) && !parts.Contains(id))
            .Order(StringComparer.Ordinal)
            .ToList();
        return Finding.When(
            unknown.Count == 0,
            unknown.Count == 0
                ? $"All {held.Count} held and {definitions.Count} offered."
                : $"Unknown: {string.Join(", ", unknown.Select(id => $"{id} (held by {EnglishText.Count(held.GetValueOrDefault(id))})"))}."
        );
    }

    private static async Task<Finding> TiersAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the licenses that can be held");
        var tiers = definitions
            .Select(JsonReading.Id)
            .OfType<string>()
            .Where(id => Tier().IsMatch(id))
            .Order(StringComparer.Ordinal)
            .ToList();
        var foreign = tiers.Where(id => !session.Terms.Skus.Contains(id)).ToList();
        return tiers.Count == 0
            ? Finding.Not(
                "No id looks like a tier: "
                    + $"{string.Join(", ", definitions.Select(JsonReading.Id).OfType<string>().Order(StringComparer.Ordinal))}."
            )
            : Finding.When(foreign.Count == 0, $"Offered: {string.Join(", ", tiers)}.");
    }

    private static async Task<Finding> KnownPeopleAsync(CheckSession session, CancellationToken ct)
    {
        var people = await PeopleIdsAsync(session, null, ct);
        var held = await SeatFacts.HeldAsync(session, ct);
        var strangers = held.Keys.Count(id => !people.Contains(id));
        return Finding.When(
            strangers == 0,
            strangers == 0
                ? $"All {EnglishText.Count(held.Count)}."
                : $"{EnglishText.Count(strangers)} of {EnglishText.Count(held.Count)} are not."
        );
    }

    private static async Task<Finding> ActivePeopleAsync(CheckSession session, CancellationToken ct)
    {
        var inactive = await PeopleIdsAsync(session, "inactive", ct);
        var deleted = await PeopleIdsAsync(session, "deleted", ct);
        var holders = (await SeatFacts.HeldAsync(session, ct)).Where(seat => seat.Value.Count > 0).Select(seat => seat.Key).ToList();
        var (resting, gone) = (holders.Count(inactive.Contains), holders.Count(deleted.Contains));
        return inactive.Count + deleted.Count == 0
            ? Finding.Untold("No one is inactive or deleted.")
            : Finding.When(
                resting + gone == 0,
                resting + gone == 0
                    ? "So it is."
                    : $"{EnglishText.Count(resting)} inactive and {EnglishText.Count(gone)} deleted people hold one."
            );
    }

    private static async Task<HashSet<string>> PeopleIdsAsync(CheckSession session, string? state, CancellationToken ct) =>
        (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people"))
            .Rows.Where(row => state is null || PeopleProbes.State(row) == state)
            .Select(JsonReading.Id)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private static async Task<Finding> AgreesAsync(CheckSession session, CancellationToken ct)
    {
        var held = await SeatFacts.HeldAsync(session, ct);
        var (asked, differ) = (0, 0);
        foreach (var person in await SeatFacts.SomeHoldersAsync(session, Samples, ct))
        {
            var own = await session.AskAsync(ApiRequest.Get("/api/v2/license/users/{userId}", person), ct);
            (asked, differ) = (
                asked + 1,
                differ + (JsonReading.Ids(own, "licenses").ToHashSet(StringComparer.Ordinal).SetEquals(held[person]) ? 0 : 1)
            );
        }

        return Finding.When(differ == 0, differ == 0 ? $"For all {asked} who were asked for." : $"For {differ} of {asked} they differ.");
    }

    private static async Task<Finding> InferAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the licenses that can be held");
        var known = definitions.Select(JsonReading.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var roles = (await CheckSession.GivenAsync(Listings.RolesAsync(session, ct), "the list of roles"))
            .Rows.Select(JsonReading.Id)
            .OfType<string>()
            .Take(1)
            .ToList();
        var ids = await SeatFacts.InferAsync(session, roles, ct);
        return Finding.When(
            ids.TrueForAll(known.Contains),
            ids.Count == 0
                ? "The role that was asked needs none."
                : $"One role needs {string.Join(", ", ids.Order(StringComparer.Ordinal))}."
        );
    }

    private static async Task<Finding> RolePermissionsAsync(CheckSession session, CancellationToken ct)
    {
        var roles = (await CheckSession.GivenAsync(Listings.RolesAsync(session, ct), "the list of roles")).Rows;
        var with = roles.Count(role =>
            JsonReading.List(role, "permissionPolicies") is { Count: > 0 } || JsonReading.List(role, "permissions") is { Count: > 0 }
        );
        return roles.Count == 0
            ? Finding.Untold("There is no role.")
            : Finding.When(with > 0, $"{EnglishText.Count(with)} of {EnglishText.Count(roles.Count)} roles.");
    }

    private static async Task<Finding> SubjectsAsync(CheckSession session, CancellationToken ct)
    {
        var words = (await CheckSession.GivenAsync(Listings.GrantsAsync(session, ct), "the holders of a role"))
            .Rows.Select(row => JsonReading.Text(row, "type") ?? "none")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var unknown = words.Where(word => word.ToUpperInvariant() is not ("PC_USER" or "PC_GROUP" or "PC_OAUTH_CLIENT")).ToList();
        return words.Count == 0
            ? Finding.Untold("No one has the role in the sample.")
            : Finding.When(unknown.Count == 0, $"Seen: {string.Join(", ", words)}.");
    }

    private static async Task<Finding> GrantDivisionsAsync(CheckSession session, CancellationToken ct)
    {
        var holders = (await CheckSession.GivenAsync(Listings.GrantsAsync(session, ct), "the holders of a role")).Rows;
        var without = holders.Count(row => JsonReading.List(row, "divisions") is not { Count: > 0 });
        return holders.Count == 0
            ? Finding.Untold("No one has the role in the sample.")
            : Finding.When(
                without == 0,
                without == 0
                    ? $"For all {EnglishText.Count(holders.Count)} holders."
                    : $"{EnglishText.Count(without)} of {EnglishText.Count(holders.Count)} holders name none."
            );
    }

    private static async Task<Finding> InheritedAsync(CheckSession session, CancellationToken ct)
    {
        var groups = (await CheckSession.GivenAsync(Listings.GroupsAsync(session, ct), "the list of groups"))
            .Rows.Select(JsonReading.Id)
            .OfType<string>()
            .Take(Samples * 2);
        foreach (var group in groups)
        {
            var roles = JsonReading.List(await SeatFacts.GrantsOfAsync(session, group, ct), "grants") ?? [];
            var members =
                roles.Count == 0
                    ? []
                    : JsonReading.List(
                        await session.AskAsync(ApiRequest.Get("/api/v2/groups/{groupId}/members", group).With("pageSize", 25), ct),
                        "entities"
                    ) ?? [];
            if (
                members.Where(row => PeopleProbes.State(row) == "active").Select(JsonReading.Id).OfType<string>().FirstOrDefault() is
                { } member
            )
            {
                var held = JsonReading.List(await SeatFacts.GrantsOfAsync(session, member, ct), "grants") ?? [];
                return Finding.When(
                    held.Any(grant => JsonReading.Text(grant, "subjectId") == group),
                    "One member of a group that holds " + "roles was asked for."
                );
            }
        }

        return Finding.Untold("None of the groups that were asked for holds a role and has an active member.");
    }

    [GeneratedRegex(@"^(genesysC|c)loudCX\d", RegexOptions.CultureInvariant)]
    private static partial Regex Tier();
}

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
            "Available licenses are listed with their permissions",
            "LicenseDashboard can't estimate which license a role needs, so every plan waits for the Genesys Cloud license check. "
                + "Nothing to do.",
            DefinitionsAsync
        ),
        new(
            "sku-ids",
            "The catalog contains every assigned and available license",
            "People with an unknown license aren't evaluated. Add its ID, price, and features to Catalogue__File, as in "
                + "src/LicenseDashboard.Core/Contracts/catalogue.json.",
            SkuIdsAsync
        ),
        new(
            "sku-tiers",
            "The tiers are named cloudCX1, cloudCX2, and cloudCX3",
            "Prices, colors, and downgrades depend on these IDs. Enter the IDs that Genesys Cloud uses in Catalogue__File.",
            TiersAsync
        ),
        new(
            "seats-known-people",
            "Everyone with a license is in the list of people",
            "Licenses of people outside the list are missing from all counts. Grant the read client's role in all divisions.",
            KnownPeopleAsync
        ),
        new(
            "seats-active-people",
            "Only active people have licenses",
            "Licenses of inactive people are counted and shown. Genesys Cloud frees them when the account is deleted. Nothing to do.",
            ActivePeopleAsync
        ),
        new(
            "seat-agrees",
            "The list of licenses matches each person's own licenses",
            "One of them lags, so verifying a change can take up to Remediation__ReadBackMinutes. Nothing to do unless changes fail.",
            AgreesAsync
        ),
        new(
            "infer",
            "The Genesys Cloud license check returns available licenses",
            "Plans can't be confirmed, so every recommendation stays under review. Report this result.",
            InferAsync
        ),
        new(
            "role-permissions",
            "Roles include their permissions",
            "LicenseDashboard can't tell what a role allows, so it can't make plans. Report this result.",
            RolePermissionsAsync
        ),
        new(
            "grant-subjects",
            "Roles are assigned to people, groups, and clients only",
            "Other assignments are ignored, so people who get roles through them seem to have none. Report the type.",
            SubjectsAsync
        ),
        new(
            "grant-divisions",
            "Role assignments name their divisions",
            "LicenseDashboard can't tell what a person keeps or loses in each division, so no plan is ready. Report this result.",
            GrantDivisionsAsync
        ),
        new(
            "inherited-roles",
            "A person's roles include the group they come from",
            "Roles from a group look like the person's own, and removing them has no effect, so the change fails. Report this result.",
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
                without == 0 ? $"{definitions.Count} licenses." : $"{without} of {definitions.Count} licenses list no permissions."
            );
    }

    private static async Task<Finding> SkuIdsAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the list of available licenses");
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
                ? $"All {held.Count} assigned and {definitions.Count} available."
                : $"Unknown: {string.Join(", ", unknown.Select(id => $"{id} (held by {EnglishText.Count(held.GetValueOrDefault(id))})"))}."
        );
    }

    private static async Task<Finding> TiersAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the list of available licenses");
        var tiers = definitions
            .Select(JsonReading.Id)
            .OfType<string>()
            .Where(id => Tier().IsMatch(id))
            .Order(StringComparer.Ordinal)
            .ToList();
        var foreign = tiers.Where(id => !session.Terms.Skus.Contains(id)).ToList();
        return tiers.Count == 0
            ? Finding.Not(
                "No ID looks like a tier: "
                    + $"{string.Join(", ", definitions.Select(JsonReading.Id).OfType<string>().Order(StringComparer.Ordinal))}."
            )
            : Finding.When(foreign.Count == 0, $"Available: {string.Join(", ", tiers)}.");
    }

    private static async Task<Finding> KnownPeopleAsync(CheckSession session, CancellationToken ct)
    {
        var people = await PeopleIdsAsync(session, null, ct);
        var held = await SeatFacts.HeldAsync(session, ct);
        var strangers = held.Keys.Count(id => !people.Contains(id));
        return Finding.When(
            strangers == 0,
            strangers == 0
                ? $"All {EnglishText.Count(held.Count)} are."
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
            ? Finding.Untold("There are no inactive or deleted people.")
            : Finding.When(
                resting + gone == 0,
                resting + gone == 0
                    ? "No inactive or deleted person has one."
                    : $"{EnglishText.Count(resting)} inactive and {EnglishText.Count(gone)} deleted people have one."
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

        return Finding.When(differ == 0, $"They match for {asked - differ} of {asked} sampled people.");
    }

    private static async Task<Finding> InferAsync(CheckSession session, CancellationToken ct)
    {
        var definitions = await CheckSession.GivenAsync(SeatFacts.DefinitionsAsync(session, ct), "the list of available licenses");
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
                ? "The sampled role needs none."
                : $"The sampled role needs {string.Join(", ", ids.Order(StringComparer.Ordinal))}."
        );
    }

    private static async Task<Finding> RolePermissionsAsync(CheckSession session, CancellationToken ct)
    {
        var roles = (await CheckSession.GivenAsync(Listings.RolesAsync(session, ct), "the list of roles")).Rows;
        var with = roles.Count(role =>
            JsonReading.List(role, "permissionPolicies") is { Count: > 0 } || JsonReading.List(role, "permissions") is { Count: > 0 }
        );
        return roles.Count == 0
            ? Finding.Untold("There are no roles.")
            : Finding.When(with > 0, $"{EnglishText.Count(with)} of {EnglishText.Count(roles.Count)} roles do.");
    }

    private static async Task<Finding> SubjectsAsync(CheckSession session, CancellationToken ct)
    {
        var words = (await CheckSession.GivenAsync(Listings.GrantsAsync(session, ct), "the list of people with a role"))
            .Rows.Select(row => JsonReading.Text(row, "type") ?? "none")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var unknown = words.Where(word => word.ToUpperInvariant() is not ("PC_USER" or "PC_GROUP" or "PC_OAUTH_CLIENT")).ToList();
        return words.Count == 0
            ? Finding.Untold("No one has the sampled role.")
            : Finding.When(unknown.Count == 0, $"Found: {string.Join(", ", words)}.");
    }

    private static async Task<Finding> GrantDivisionsAsync(CheckSession session, CancellationToken ct)
    {
        var holders = (await CheckSession.GivenAsync(Listings.GrantsAsync(session, ct), "the list of people with a role")).Rows;
        var without = holders.Count(row => JsonReading.List(row, "divisions") is not { Count: > 0 });
        return holders.Count == 0
            ? Finding.Untold("No one has the sampled role.")
            : Finding.When(
                without == 0,
                without == 0
                    ? $"All {EnglishText.Count(holders.Count)} assignments do."
                    : $"{EnglishText.Count(without)} of {EnglishText.Count(holders.Count)} assignments name none."
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
                    "Tested with a member of a group that has roles."
                );
            }
        }

        return Finding.Untold("None of the sampled groups has both roles and an active member.");
    }

    [GeneratedRegex(@"^(genesysC|c)loudCX\d", RegexOptions.CultureInvariant)]
    private static partial Regex Tier();
}

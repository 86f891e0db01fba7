using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>Builds the organization of a scenario. IDs are those of the scenario.</summary>
internal static class ScenarioOrganization
{
    private const string Everywhere = "*";

    private static readonly string[] Known =
    [
        "id",
        "note",
        "name",
        "title",
        "division",
        "manager",
        "state",
        "stateReason",
        "roles",
        "grantedIn",
        "licenses",
        "groups",
        "hireDate",
        "lastLogin",
        "tokenIssued",
        "inManagementUnit",
        "department",
        "email",
        "presence",
        "conversations",
        "evaluations",
        "audits",
        "shifts",
    ];

    private static readonly string[] KnownOfRoles = ["id", "name", "permissions", "note"];
    private static readonly string[] KnownOfDefinitions = ["id", "permissions", "prerequisites", "note"];
    private static readonly string[] KnownOfGroups = ["id", "name", "roles", "note"];

    public static (Organization Organization, ScenarioHistory History) Build(ScenarioFile file)
    {
        var without = file.Without.ToHashSet(StringComparer.Ordinal);
        var rows = file
            .People.Where(row => Required(row, "id") is var id && !without.Contains(id) && file.Only?.Contains(id) != false)
            .ToList();
        CheckKeys(file.Roles, "role", KnownOfRoles);
        CheckKeys(file.Definitions, "definition", KnownOfDefinitions);
        CheckKeys(file.Groups, "group", KnownOfGroups);
        CheckKeys(file.People, "person", Known);
        CheckNames(file);
        var roles = file.Roles.Select(row => new Role(Required(row, "id"), Required(row, "name"), row.Texts("permissions"))).ToList();
        var definitions = file
            .Definitions.Select(row => new LicenseDefinition(Required(row, "id"), row.Texts("permissions"), row.Texts("prerequisites")))
            .ToList();
        var sites = rows.Select(row => row.Text("division") ?? "Home")
            .Append("Home")
            .Distinct()
            .Select((name, i) => new Site(name, "", file.Zone, new Division(name, name), Dice.Id(0, "management unit", (ulong)i)))
            .ToList();
        var groups = file
            .Groups.Select(row => new Group(Required(row, "id"), Required(row, "name"), Grants(row, roles, Everywhere)))
            .ToList();
        var people = rows.Select((row, index) => ReadPerson(row, index, roles, groups, sites)).ToList();
        var granted = people.SelectMany(person => person.Account.Grants).Select(grant => grant.DivisionId).Where(id => id != Everywhere);
        var organization = new Organization(
            "Scenario",
            file.Catalogue,
            definitions,
            roles,
            groups,
            sites,
            people,
            granted.Select(id => new Division(id, id)),
            file.InferAnswers
        );
        foreach (var (person, row) in people.Zip(rows).Where(pair => pair.Second.TryGetProperty("licenses", out _)))
        {
            var inferred = organization.Inference.Infer(Organization.RolesOf(person, person.Account));
            person.ExplicitLicenses = [.. row.Texts("licenses").Except(inferred)];
            person.MissingLicenses = [.. inferred.Except(row.Texts("licenses"))];
        }

        return (organization, new ScenarioHistory(rows));
    }

    private static Person ReadPerson(JsonElement row, int index, List<Role> roles, List<Group> groups, List<Site> sites)
    {
        var id = Required(row, "id");
        var site = sites.First(site => site.Name == (row.Text("division") ?? "Home"));
        var state = row.Text("state") ?? "active";
        return new Person
        {
            Index = index,
            Id = id,
            Name = Required(row, "name"),
            Email = row.Text("email") ?? $"{id}@scenario.example",
            Title = row.Text("title") ?? "",
            Department = row.Text("department") ?? "Operations",
            Site = site,
            ManagerId = row.Text("manager"),
            HiredOn = row.TryGetProperty("hireDate", out var hired) ? ScenarioFile.Day(hired, "hireDate") : null,
            LastLogin = Instant(row, "lastLogin"),
            TokenIssued = Instant(row, "tokenIssued"),
            InManagementUnit = row.TryGetProperty("inManagementUnit", out var planned) && planned.GetBoolean(),
            Groups =
            [
                .. row.Texts("groups")
                    .Select(name =>
                        groups.Find(group => group.Id == name)
                        ?? throw ScenarioFile.Malformed($"person '{id}' is in the unknown group '{name}'")
                    ),
            ],
            Account = new Account(state, 1, state == "active" ? Grants(row, roles, site.Division.Id) : [], row.Text("stateReason"), null),
        };
    }

    /// <summary>In the given division, except for roles that <c>grantedIn</c> grants elsewhere.</summary>
    private static List<Grant> Grants(JsonElement row, List<Role> roles, string divisionId)
    {
        var id = Required(row, "id");
        var held = row.Texts("roles");
        if (held.FirstOrDefault(role => !roles.Exists(known => known.Id == role)) is { } unknown)
        {
            throw ScenarioFile.Malformed($"'{id}' names the unknown role '{unknown}'");
        }

        var elsewhere = row.TryGetProperty("grantedIn", out var map)
            ? map.EnumerateObject()
                .ToDictionary(
                    role => role.Name,
                    role => role.Value.EnumerateArray().Select(division => division.GetString() ?? "").ToList()
                )
            : [];
        if (elsewhere.FirstOrDefault(role => !held.Contains(role.Key) || role.Value.Count == 0) is { Key: { } odd })
        {
            throw ScenarioFile.Malformed($"'{id}' says where '{odd}' is granted, which must be one of its roles, in one division or more");
        }

        return [.. held.SelectMany(role => elsewhere.GetValueOrDefault(role, [divisionId]).Select(division => new Grant(role, division)))];
    }

    private static void CheckKeys(IEnumerable<JsonElement> rows, string what, string[] known)
    {
        foreach (var row in rows)
        {
            ScenarioFile.Check($"{what} '{Required(row, "id")}'", row, known);
        }
    }

    /// <summary>Excluded or selected people must exist; a misspelled name would otherwise have no effect.</summary>
    private static void CheckNames(ScenarioFile file)
    {
        var people = file.People.Select(row => Required(row, "id")).ToHashSet(StringComparer.Ordinal);
        if (file.Without.Concat(file.Only ?? []).FirstOrDefault(id => !people.Contains(id)) is { } nobody)
        {
            throw ScenarioFile.Malformed($"\"without\" or \"only\" names '{nobody}', whom \"people\" lacks");
        }
    }

    private static DateTime? Instant(JsonElement row, string name) =>
        !row.TryGetProperty(name, out _)
            ? null
            : Asked.Instant(row.Text(name))
                ?? throw ScenarioFile.Malformed($"{name} of '{Required(row, "id")}' must be an instant such as 2026-11-15T08:00:00Z");

    private static string Required(JsonElement row, string name) =>
        row.Text(name) ?? throw ScenarioFile.Malformed($"an entry lacks \"{name}\": {Short(row)}");

    private static string Short(JsonElement row) => row.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : row.GetRawText();
}

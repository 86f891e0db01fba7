using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>Builds the organization that a scenario describes. Ids are the scenario's own.</summary>
internal static class ScenarioOrganization
{
    private static readonly HashSet<string> Known =
    [
        "id", "note", "name", "title", "division", "manager", "state", "stateReason", "roles", "licenses", "groups", "hireDate", "inManagementUnit",
        "department", "email", "presence", "conversations", "evaluations", "audits", "shifts",
    ];

    public static (Organization Organization, ScenarioHistory History) Build(ScenarioFile file)
    {
        var without = file.Without.ToHashSet(StringComparer.Ordinal);
        var rows = file.People.Where(row => !without.Contains(Required(row, "id"))).ToList();
        var roles = file.Roles.Select(row => new Role(Required(row, "id"), Required(row, "name"), row.Texts("permissions"))).ToList();
        var definitions = file.Definitions.Select(row => new LicenseDefinition(Required(row, "id"), row.Texts("permissions"), row.Texts("prerequisites"))).ToList();
        var sites = rows.Select(row => row.Text("division") ?? "Home").Append("Home").Distinct()
            .Select((name, i) => new Site(name, "", file.Zone, new Division(name, name), Dice.Id(0, "management unit", (ulong)i))).ToList();
        var home = sites[0].Division.Id;
        var groups = file.Groups.Select(row => new Group(Required(row, "id"), Required(row, "name"), Grants(row, roles, home))).ToList();
        var people = rows.Select((row, index) => ReadPerson(row, index, roles, groups, sites)).ToList();
        var organization = new Organization("Scenario", file.Catalogue, definitions, roles, groups, sites, people);
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
        if (row.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw ScenarioFile.Malformed($"person '{id}' has \"{unknown}\", which is none of {string.Join(", ", Known)}");
        }

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
            InManagementUnit = row.TryGetProperty("inManagementUnit", out var planned) && planned.GetBoolean(),
            Groups = [.. row.Texts("groups").Select(name => groups.Find(group => group.Id == name) ?? throw ScenarioFile.Malformed($"person '{id}' is in the unknown group '{name}'"))],
            Account = new Account(state, 1, state == "active" ? Grants(row, roles, site.Division.Id) : [], row.Text("stateReason"), null),
        };
    }

    private static List<Grant> Grants(JsonElement row, List<Role> roles, string divisionId) => [.. row.Texts("roles").Select(id =>
        roles.Exists(role => role.Id == id) ? new Grant(id, divisionId) : throw ScenarioFile.Malformed($"'{Required(row, "id")}' names the unknown role '{id}'"))];

    private static string Required(JsonElement row, string name) => row.Text(name) ?? throw ScenarioFile.Malformed($"an entry lacks \"{name}\": {Short(row)}");

    private static string Short(JsonElement row) => row.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : row.GetRawText();
}

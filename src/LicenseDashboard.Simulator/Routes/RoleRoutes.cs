using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class RoleRoutes
{
    private const string Permission = "authorization:role:view";

    public static void MapRoles(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var organization = simulation.Organization;
        routes
            .MapGet(
                "/api/v2/authorization/roles",
                http =>
                {
                    var ids = http.Texts("id");
                    var counted = http.Text("userCount") != "false";
                    var roles = organization
                        .Roles.Where(role =>
                            (ids.Count == 0 || ids.Contains(role.Id.ToLowerInvariant()))
                            && (http.Text("name") is not { } name || role.Name == name)
                        )
                        .ToList();
                    return Paged.ListAsync(
                        http,
                        roles,
                        simulation.MostOnPage(500),
                        (json, role) => Write(json, role, counted ? HoldersOf(organization, role).Count() : null)
                    );
                }
            )
            .Needs(Permission);
        routes
            .MapGet(
                "/api/v2/authorization/roles/{roleId}",
                http =>
                {
                    var role = Find(http, organization);
                    int? holders = http.Text("userCount") == "false" ? null : HoldersOf(organization, role).Count();
                    return Answer.JsonAsync(http, json => Write(json, role, holders));
                }
            )
            .Needs(Permission);
        routes.MapGet(
            "/api/v2/authorization/roles/{roleId}/users",
            http =>
                Paged.ListAsync(
                    http,
                    HoldersOf(organization, Find(http, organization)).ToList(),
                    500,
                    (json, person) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("id", person.Id);
                        json.WriteString("selfUri", "/api/v2/users/" + person.Id);
                        json.WriteEndObject();
                    }
                )
        );
        routes
            .MapGet(
                "/api/v2/authorization/roles/{roleId}/subjectgrants",
                http =>
                {
                    var role = Find(http, organization);
                    var people = organization.People.Select(person => new Subject(
                        person.Id,
                        "PC_USER",
                        Divisions(person.Account.Grants, role)
                    ));
                    var groups = organization.Groups.Select(group => new Subject(group.Id, "PC_GROUP", Divisions(group.Grants, role)));
                    return Paged.ListAsync(
                        http,
                        people.Concat(groups).Where(subject => subject.Divisions.Count > 0).ToList(),
                        simulation.MostOnPage(500),
                        Write
                    );
                }
            )
            .Needs(Permission);
    }

    private static Role Find(HttpContext http, Organization organization) =>
        organization.FindRole(http.Route("roleId")) ?? throw ApiError.NotFound($"role {http.Route("roleId")}");

    private static IEnumerable<Person> HoldersOf(Organization organization, Role role) =>
        organization.People.Where(person => person.Account.IsActive && Organization.RolesOf(person, person.Account).Contains(role.Id));

    private static List<string> Divisions(IReadOnlyList<Grant> grants, Role role) =>
        grants.Where(grant => grant.RoleId == role.Id).Select(grant => grant.DivisionId).ToList();

    private static void Write(Utf8JsonWriter json, Subject subject)
    {
        json.WriteStartObject();
        json.WriteString("id", subject.Id);
        json.WriteString("type", subject.Type);
        json.WriteStartArray("divisions");
        foreach (var division in subject.Divisions)
        {
            json.WriteStartObject();
            json.WriteString("id", division);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Role role, int? holders)
    {
        json.WriteStartObject();
        json.WriteString("id", role.Id);
        json.WriteString("name", role.Name);
        json.WriteBoolean("default", role.Default);
        json.WriteBoolean("base", false);
        if (holders is { } count)
        {
            json.WriteNumber("userCount", count);
        }

        json.WriteTexts("permissions", []);
        json.WriteTexts("unusedPermissions", []);
        WritePolicies(json, "permissionPolicies", role.Permissions);
        json.WriteString("selfUri", "/api/v2/authorization/roles/" + role.Id);
        json.WriteEndObject();
    }

    /// <summary>The vendor returns permissions in three parts, with the actions of one entity together.</summary>
    internal static void WritePolicies(Utf8JsonWriter json, string name, IReadOnlyList<string> permissions)
    {
        json.WriteStartArray(name);
        foreach (
            var entity in permissions.Select(permission => permission.Split(':')).GroupBy(parts => (Domain: parts[0], Entity: parts[1]))
        )
        {
            json.WriteStartObject();
            json.WriteString("domain", entity.Key.Domain);
            json.WriteString("entityName", entity.Key.Entity);
            json.WriteTexts("actionSet", entity.Select(parts => parts[2]));
            json.WriteBoolean("allowConditions", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed record Subject(string Id, string Type, List<string> Divisions);
}

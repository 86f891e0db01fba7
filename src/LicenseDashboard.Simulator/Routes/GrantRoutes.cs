using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class GrantRoutes
{
    private const string Path = "/api/v2/authorization/subjects/{subjectId}";

    public static void MapGrants(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        routes
            .MapGet(
                Path,
                http =>
                {
                    var grants = GrantsOf(simulation.Organization, http.Route("subjectId"));

                    // A role held both directly and through a group in one division is one grant unless duplicates are requested; the
                    // direct one wins.
                    var listed = http.Text("includeDuplicates") == "true" ? grants : grants.DistinctBy(grant => grant.Grant).ToList();
                    return Answer.JsonAsync(http, json => Write(json, simulation.Organization, http.Route("subjectId"), listed));
                }
            )
            .Needs("authorization:grant:view");
        routes.MapPost($"{Path}/bulkadd", http => ChangeAsync(http, simulation, "add")).Needs("authorization:grant:add");
        routes.MapPost($"{Path}/bulkremove", http => ChangeAsync(http, simulation, "remove")).Needs("authorization:grant:delete");
        routes.MapPost($"{Path}/bulkreplace", http => ChangeAsync(http, simulation, "replace")).Needs("authorization:grant:add");
        routes
            .MapDelete(
                $"{Path}/divisions/{{divisionId}}/roles/{{roleId}}",
                http =>
                {
                    Apply(http, simulation, "remove", [new JournalGrant(http.Route("roleId"), http.Route("divisionId"))]);
                    http.Response.StatusCode = 204;
                    return Task.CompletedTask;
                }
            )
            .Needs("authorization:grant:delete");
    }

    private static async Task ChangeAsync(HttpContext http, Simulation simulation, string change)
    {
        var body = await http.ObjectAsync("grants");
        if (!body.TryGetProperty("grants", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw ApiError.BadRequest("grants must be a list of {roleId, divisionId}.");
        }

        var grants = body.Objects("grants")
            .Select(grant => grant.Only("roleId", "divisionId"))
            .Select(grant => new JournalGrant(
                grant.Text("roleId") ?? throw ApiError.BadRequest("A grant needs a roleId."),
                grant.Text("divisionId") ?? throw ApiError.BadRequest("A grant needs a divisionId.")
            ))
            .ToList();
        Apply(http, simulation, change, grants);
        http.Response.StatusCode = 204;
    }

    private static void Apply(HttpContext http, Simulation simulation, string change, List<JournalGrant> grants)
    {
        var (organization, subject) = (simulation.Organization, http.Route("subjectId"));
        if (organization.Find(subject) is { Account.IsActive: false })
        {
            throw new ApiError(409, "conflict", "Grants of a user who is not active can't be changed.");
        }

        if (organization.Find(subject) is null && organization.FindGroup(subject) is null)
        {
            throw ApiError.NotFound($"subject {subject}");
        }

        foreach (var grant in grants)
        {
            if (organization.FindRole(grant.RoleId) is null || (change == "add" && !simulation.RoleIsKnown(grant.RoleId)))
            {
                throw ApiError.NotFound($"role {grant.RoleId}");
            }

            if (grant.DivisionId != "*" && !organization.Divisions.Any(division => division.Id == grant.DivisionId))
            {
                throw ApiError.NotFound($"division {grant.DivisionId}");
            }
        }

        simulation.Writer.Write(new JournalEntry(simulation.Clock.Now, Gate.TokenOf(http).Client.Id, change, subject, grants));
    }

    private static List<(string Subject, Grant Grant)> GrantsOf(Organization organization, string subject)
    {
        if (organization.FindGroup(subject) is { } group)
        {
            return [.. group.Grants.Select(grant => (group.Id, grant))];
        }

        var person = organization.Find(subject) ?? throw ApiError.NotFound($"subject {subject}");
        var own = person.Account.Grants.Select(grant => (person.Id, grant));
        return person.Account.IsActive ? [.. own, .. person.Groups.SelectMany(by => by.Grants.Select(grant => (by.Id, grant)))] : [.. own];
    }

    private static void Write(Utf8JsonWriter json, Organization organization, string subject, List<(string Subject, Grant Grant)> grants)
    {
        json.WriteStartObject();
        json.WriteString("id", subject);
        json.WriteString("name", organization.Find(subject)?.Name ?? organization.FindGroup(subject)?.Name);
        json.WriteStartArray("grants");
        foreach (var (holder, grant) in grants)
        {
            var role = organization.FindRole(grant.RoleId);
            json.WriteStartObject();
            json.WriteString("subjectId", holder);
            json.WriteStartObject("division");
            json.WriteString("id", grant.DivisionId);
            json.WriteString(
                "name",
                organization.Divisions.FirstOrDefault(division => division.Id == grant.DivisionId)?.Name ?? grant.DivisionId
            );
            json.WriteString("description", "");
            json.WriteEndObject();
            json.WriteStartObject("role");
            json.WriteString("id", grant.RoleId);
            json.WriteString("name", role?.Name);
            RoleRoutes.WritePolicies(json, "policies", role?.Permissions ?? []);
            json.WriteBoolean("default", role?.Default ?? false);
            json.WriteEndObject();
            json.WriteInstant("grantMadeAt", Simulation.Founded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

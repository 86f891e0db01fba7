using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class OrganizationRoutes
{
    public static void MapOrganization(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var organization = simulation.Organization;
        routes.MapGet("/api/v2/organizations/me", http => Answer.JsonAsync(http, json => WriteMe(json, simulation)));
        routes.MapGet(
            "/api/v2/tokens/me",
            http =>
                Answer.JsonAsync(
                    http,
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteStartObject("organization");
                        json.WriteString("id", simulation.OrganizationId);
                        json.WriteString("name", simulation.Organization.Name);
                        json.WriteEndObject();
                        json.WriteStartObject("OAuthClient");
                        json.WriteString("id", Gate.TokenOf(http).Client.Id);
                        json.WriteString("name", Gate.TokenOf(http).Client.Id);
                        json.WriteEndObject();
                        json.WriteEndObject();
                    }
                )
        );
        routes.MapGet(
            "/api/v2/organizations/limits/namespaces/{ns}",
            http => Answer.JsonAsync(http, json => WriteLimits(json, http.Route("ns"), simulation.Options.Budget))
        );
        routes.MapGet(
            "/api/v2/authorization/divisions",
            http =>
                Paged.ListAsync(
                    http,
                    organization.Divisions,
                    simulation.MostOnPage(500),
                    (json, division) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("id", division.Id);
                        json.WriteString("name", division.Name);
                        json.WriteString("description", "");
                        json.WriteBoolean("homeDivision", division == organization.Divisions[0]);
                        json.WriteEndObject();
                    }
                )
        );
        routes
            .MapGet(
                "/api/v2/authorization/settings",
                http =>
                    Answer.JsonAsync(
                        http,
                        json =>
                        {
                            json.WriteStartObject();
                            json.WriteBoolean("analysisEnabled", false);
                            json.WriteNumber("analysisDays", 30);
                            json.WriteEndObject();
                        }
                    )
            )
            .Needs("directory:organization:admin", "authorization:settings:view");
        routes
            .MapGet(
                "/api/v2/analytics/dataretention/settings",
                http =>
                    Answer.JsonAsync(
                        http,
                        json =>
                        {
                            json.WriteStartObject();
                            json.WriteNumber("retentionDays", simulation.Clock.RetentionDays);
                            json.WriteInstant("dateCreated", Simulation.Founded);
                            json.WriteInstant("dateModified", Simulation.Founded);
                            json.WriteEndObject();
                        }
                    )
            )
            .Needs("analytics:dataRetention:view");
        routes.MapGroups(simulation);
    }

    private static void MapGroups(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var organization = simulation.Organization;
        Group Find(HttpContext http) =>
            organization.FindGroup(http.Route("groupId")) ?? throw ApiError.NotFound($"group {http.Route("groupId")}");
        routes.MapGet("/api/v2/groups", http => Paged.ListAsync(http, organization.Groups, simulation.MostOnPage(500), Write));
        routes.MapGet("/api/v2/groups/{groupId}", http => Answer.JsonAsync(http, json => Write(json, Find(http))));
        routes.MapGet(
            "/api/v2/groups/{groupId}/members",
            http =>
                Paged.ListAsync(
                    http,
                    Find(http).Members,
                    simulation.MostOnPage(500),
                    (json, person) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("id", person.Id);
                        json.WriteString("name", person.Name);
                        json.WriteString("state", person.Account.State);
                        json.WriteNumber("version", person.Account.Version);
                        json.WriteEndObject();
                    }
                )
        );
    }

    internal static void Write(Utf8JsonWriter json, Group group)
    {
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteString("name", group.Name);
        json.WriteNumber("memberCount", group.Members.Count);
        json.WriteString("state", "active");
        json.WriteString("type", "official");
        json.WriteBoolean("rulesVisible", true);
        json.WriteString("visibility", "public");
        json.WriteNumber("version", 1);
        json.WriteString("selfUri", "/api/v2/groups/" + group.Id);
        json.WriteEndObject();
    }

    private static void WriteMe(Utf8JsonWriter json, Simulation simulation)
    {
        json.WriteStartObject();
        json.WriteString("id", simulation.OrganizationId);
        json.WriteString("name", simulation.Organization.Name);
        json.WriteString("domain", "simulated");
        json.WriteString("state", "active");
        json.WriteNumber("version", 1);
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, string ns, int budget)
    {
        json.WriteStartObject();
        json.WriteStartArray("entities");
        if (ns == "platform.api")
        {
            foreach (var key in new[] { "client.credentials.token.rate.per.minute", "token.rate.per.minute" })
            {
                json.WriteStartObject();
                json.WriteString("namespace", ns);
                json.WriteString("key", key);
                json.WriteNumber("value", budget);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class LicenseRoutes
{
    private static readonly string[] Reading = ["authorization:grant:add", "authorization:license:view"];

    public static void MapLicenses(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var organization = simulation.Organization;
        IReadOnlyList<string> LicensesOf(Person person) => organization.LicensesOf(person, simulation.Clock.Elapsing);
        routes
            .MapGet(
                "/api/v2/license/definitions",
                http =>
                    Answer.JsonAsync(
                        http,
                        json =>
                        {
                            json.WriteStartArray();
                            organization.Definitions.ToList().ForEach(definition => Write(json, definition));
                            json.WriteEndArray();
                        }
                    )
            )
            .Needs(Reading);
        routes
            .MapGet(
                "/api/v2/license/definitions/{licenseId}",
                http =>
                {
                    var id = http.Route("licenseId");
                    var definition =
                        organization.Definitions.FirstOrDefault(definition => definition.Id == id)
                        ?? throw ApiError.NotFound($"license {id}");
                    return Answer.JsonAsync(http, json => Write(json, definition));
                }
            )
            .Needs(Reading);
        routes.MapGet(
            "/api/v2/license/users",
            http =>
            {
                var active = organization.People.Where(person => person.Account.IsActive).ToList();
                return Paged.ListAsync(
                    http,
                    active,
                    simulation.MostOnPage(500),
                    (json, person) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("id", person.Id);
                        json.WriteTexts("licenses", organization.ListedLicensesOf(person, simulation.Clock.Elapsing));
                        json.WriteEndObject();
                    }
                );
            }
        );
        routes
            .MapGet(
                "/api/v2/license/users/{userId}",
                http =>
                {
                    var person = UserRoutes.Find(http, simulation);
                    return Answer.JsonAsync(http, json => WriteUser(json, organization, person, LicensesOf(person)));
                }
            )
            .Needs(Reading);
        routes
            .MapPost(
                "/api/v2/license/users",
                async http =>
                {
                    var ids = await http.IdsAsync();
                    await Answer.JsonAsync(
                        http,
                        json =>
                        {
                            json.WriteStartObject();
                            foreach (var person in ids.Distinct().Select(organization.Find).OfType<Person>())
                            {
                                json.WriteTexts(person.Id, LicensesOf(person));
                            }

                            json.WriteEndObject();
                        }
                    );
                }
            )
            .Needs(Reading);
        routes.MapPost(
            "/api/v2/license/infer",
            async http =>
            {
                var ids = await http.IdsAsync();
                if (ids.FirstOrDefault(id => organization.FindRole(id) is null) is { } unknown)
                {
                    throw ApiError.NotFound($"role {unknown}");
                }

                await Answer.JsonAsync(
                    http,
                    json =>
                    {
                        json.WriteStartArray();
                        organization.Inference.Infer(ids).ToList().ForEach(json.WriteStringValue);
                        json.WriteEndArray();
                    }
                );
            }
        );
    }

    /// <summary>The list route returns IDs, this one whole definitions.</summary>
    private static void WriteUser(Utf8JsonWriter json, Organization organization, Person person, IReadOnlyList<string> licenses)
    {
        json.WriteStartObject();
        json.WriteString("id", person.Id);
        json.WriteStartArray("licenses");
        foreach (var id in licenses)
        {
            Write(json, organization.Definitions.FirstOrDefault(definition => definition.Id == id) ?? new LicenseDefinition(id, [], []));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LicenseDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("id", definition.Id);
        json.WriteString("description", definition.Id);
        json.WriteStartObject("permissions");
        json.WriteTexts("ids", definition.Permissions);
        json.WriteEndObject();
        json.WriteStartArray("prerequisites");
        foreach (var id in definition.Prerequisites)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("selfUri", "/api/v2/license/definitions/" + id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("comprises", []);
        json.WriteString("selfUri", "/api/v2/license/definitions/" + definition.Id);
        json.WriteEndObject();
    }
}

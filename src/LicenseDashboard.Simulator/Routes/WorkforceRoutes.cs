using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>Business units, management units and their members. The lists have no pages and no totals.</summary>
internal static class WorkforceRoutes
{
    private const string Root = "/api/v2/workforcemanagement";

    public static void MapWorkforce(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var workforce = simulation.Workforce;
        var schedules = new ScheduleSearch(simulation);
        routes
            .MapGet($"{Root}/businessunits", http => ListAsync(http, workforce.Businesses, WriteBusiness))
            .Needs("wfm:agent:view", "wfm:publishedSchedule:view", "wfm:schedule:view");
        routes.MapGet($"{Root}/managementunits", http => ListAsync(http, workforce.Units, WriteUnit));
        routes
            .MapGet(
                $"{Root}/managementunits/{{unitId}}/users",
                http =>
                    ListAsync(
                        http,
                        Unit(http, workforce).Members.Where(person => person.Account.IsActive),
                        (json, person) => WriteReference(json, person.Id)
                    )
            )
            .Needs("wfm:agent:view", "wfm:publishedSchedule:view", "wfm:schedule:view");
        routes
            .MapPost(
                $"{Root}/managementunits/{{unitId}}/agentschedules/search",
                http => schedules.AnswerAsync(http, Unit(http, workforce).Members)
            )
            .Needs(ScheduleSearch.Permissions);
        routes
            .MapPost(
                $"{Root}/businessunits/{{unitId}}/agentschedules/search",
                http =>
                {
                    var business =
                        workforce.Businesses.FirstOrDefault(unit => unit.Id == http.Route("unitId"))
                        ?? throw ApiError.NotFound("business unit");
                    return schedules.AnswerAsync(
                        http,
                        simulation.Organization.People.Where(person => Workforce.Contains(business, person))
                    );
                }
            )
            .Needs(ScheduleSearch.Permissions);
        schedules.MapDownloads(routes);
    }

    private static ManagementUnit Unit(HttpContext http, Workforce workforce) =>
        workforce.Units.FirstOrDefault(unit => unit.Id == http.Route("unitId")) ?? throw ApiError.NotFound("management unit");

    private static Task ListAsync<T>(HttpContext http, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write) =>
        Answer.JsonAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("entities");
                foreach (var row in rows)
                {
                    write(json, row);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    private static void WriteBusiness(Utf8JsonWriter json, BusinessUnit unit)
    {
        json.WriteStartObject();
        json.WriteString("id", unit.Id);
        json.WriteString("name", unit.Name);
        json.WriteReference("division", unit.Division.Id, "/api/v2/authorization/divisions/");
        json.WriteString("selfUri", $"{Root}/businessunits/{unit.Id}");
        json.WriteEndObject();
    }

    private static void WriteUnit(Utf8JsonWriter json, ManagementUnit unit)
    {
        json.WriteStartObject();
        json.WriteString("id", unit.Id);
        json.WriteString("name", unit.Name);
        json.WriteReference("businessUnit", unit.Business.Id, $"{Root}/businessunits/");
        json.WriteString("startDayOfWeek", "Monday");
        json.WriteString("timeZone", unit.Site.Zone.Id);
        json.WriteReference("division", unit.Site.Division.Id, "/api/v2/authorization/divisions/");
        json.WriteString("selfUri", $"{Root}/managementunits/{unit.Id}");
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string personId)
    {
        json.WriteStartObject();
        json.WriteString("id", personId);
        json.WriteString("selfUri", "/api/v2/users/" + personId);
        json.WriteEndObject();
    }
}

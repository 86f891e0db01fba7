using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>One business unit; each site is a management unit of it. Units and published schedules are states of now: they do not lag.</summary>
internal static class WorkforceRoutes
{
    public static void MapWorkforce(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var organization = simulation.Organization;
        var businessUnit = Dice.Id((ulong)simulation.Options.Seed, "business unit", 0);
        routes.MapGet("/api/v2/workforcemanagement/managementunits", http => Paged.ListAsync(http, organization.Sites, 500, (json, site) =>
        {
            json.WriteStartObject();
            json.WriteString("id", site.ManagementUnitId);
            json.WriteString("name", site.Name);
            json.WriteReference("businessUnit", businessUnit, "/api/v2/workforcemanagement/businessunits/");
            json.WriteString("timeZone", site.Zone.Id);
            UserWriter.WriteDivision(json, site.Division);
            json.WriteEndObject();
        }));
        routes.MapGet("/api/v2/workforcemanagement/managementunits/{unitId}/users", http =>
        {
            var site = organization.Sites.FirstOrDefault(site => site.ManagementUnitId == http.Route("unitId")) ?? throw ApiError.NotFound("management unit");
            var members = organization.People.Where(person => person.InManagementUnit && person.Site == site && person.Account.IsActive);
            return Answer.JsonAsync(http, json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("entities");
                foreach (var person in members)
                {
                    json.WriteStartObject();
                    json.WriteString("id", person.Id);
                    json.WriteString("selfUri", "/api/v2/users/" + person.Id);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }).Needs("wfm:agent:view", "wfm:publishedSchedule:view");
        routes.MapPost("/api/v2/workforcemanagement/businessunits/{unitId}/agentschedules/search", async http =>
        {
            if (http.Route("unitId") != businessUnit)
            {
                throw ApiError.NotFound("business unit");
            }

            await SearchAsync(http, simulation, await http.ObjectAsync());
        }).Needs("wfm:schedule:view", "wfm:publishedSchedule:view");
    }

    private static Task SearchAsync(HttpContext http, Simulation simulation, JsonElement body)
    {
        if (Asked.Instant(body.Text("startDate")) is not { } from || Asked.Instant(body.Text("endDate")) is not { } to || to <= from)
        {
            throw new ApiError(400, "invalid.date", "startDate and endDate must be instants in ISO 8601, the start before the end.");
        }

        var asked = body.Texts("userIds").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Answer.StreamAsync(http, async stream =>
        {
            var json = stream.Json;
            json.WriteStartObject();
            json.WriteStartObject("result");
            json.WriteStartArray("agentSchedules");
            foreach (var person in simulation.Organization.People.Where(person => person.Account.IsActive && (asked.Count == 0 || asked.Contains(person.Id))))
            {
                Write(json, simulation, person, from, to);
                await stream.PaceAsync();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, Simulation simulation, Person person, DateTime from, DateTime to)
    {
        var begun = false;
        var last = Zones.LocalDay(person.Site.Zone, to);
        for (var day = Zones.LocalDay(person.Site.Zone, from).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            if (simulation.Timeline.Planned(person, day) is not { } shift || shift.Start >= to || shift.Start.AddMinutes(shift.Minutes) <= from)
            {
                continue;
            }

            if (!begun)
            {
                begun = true;
                json.WriteStartObject();
                json.WriteReference("user", person.Id, "/api/v2/users/");
                json.WriteStartArray("shifts");
            }

            json.WriteStartObject();
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{person.Id}-{day:yyyyMMdd}"));
            json.WriteInstant("startDate", shift.Start);
            json.WriteNumber("lengthMinutes", shift.Minutes);
            json.WriteEndObject();
        }

        if (begun)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}

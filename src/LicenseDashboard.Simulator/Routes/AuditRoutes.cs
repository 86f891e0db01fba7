using System.Text.Json;
using LicenseDashboard.Simulator.Analytics;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class AuditRoutes
{
    private const string Permission = "audits:audit:view";

    public static void MapAudits(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var queries = new AuditQueries(simulation);
        routes
            .MapGet("/api/v2/audits/query/servicemapping", http => Answer.JsonAsync(http, json => WriteMapping(json, simulation.Audits)))
            .Needs(Permission);
        routes
            .MapPost(
                "/api/v2/audits/query",
                async http =>
                {
                    var query = queries.Submit(await http.ObjectAsync("interval", "serviceName", "filters", "sort"));
                    await Answer.JsonAsync(http, json => queries.WriteStatus(json, query), 202);
                }
            )
            .Needs(Permission);
        routes
            .MapGet(
                "/api/v2/audits/query/{transactionId}",
                http => Answer.JsonAsync(http, json => queries.WriteStatus(json, queries.Find(http.Route("transactionId"))))
            )
            .Needs(Permission);
        routes
            .MapGet(
                "/api/v2/audits/query/{transactionId}/results",
                http =>
                {
                    var query = queries.Find(http.Route("transactionId"));
                    if (queries.StateOf(query) != "Succeeded")
                    {
                        throw ApiError.BadRequest("The query has no results yet.");
                    }

                    return WriteResultsAsync(http, simulation, query);
                }
            )
            .Needs(Permission);
    }

    private static Task WriteResultsAsync(HttpContext http, Simulation simulation, AuditQuery query)
    {
        var size = http.Number("pageSize", 25, 500);
        var first = Jobs.Place(http.Text("cursor")).Person;
        return Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var last = Math.Min(first + size, query.Entries.Count);
                json.WriteStartObject();
                json.WriteString("id", query.Id);
                json.WriteNumber("pageSize", size);
                json.WriteStartArray("entities");
                for (var i = first; i < last; i++)
                {
                    Write(json, simulation, query.Entries[i]);
                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                if (last < query.Entries.Count)
                {
                    json.WriteString("cursor", $"{last}.0");
                }

                json.WriteEndObject();
            }
        );
    }

    private static void Write(Utf8JsonWriter json, Simulation simulation, (Person Person, AuditEntry Entry) row)
    {
        var (person, entry) = row;
        json.WriteStartObject();
        json.WriteString("id", Dice.Id(Dice.Hash(person.Id), entry.Entity + entry.Action, (ulong)entry.At.Ticks));
        json.WriteString("userHomeOrgId", simulation.OrganizationId);
        json.WriteReference("user", person.Id, "/api/v2/users/");
        json.WriteString("serviceName", entry.Service);
        json.WriteString("level", "USER");
        json.WriteString("status", entry.Status);
        json.WriteInstant("eventDate", entry.At);
        json.WriteString("action", entry.Action);
        json.WriteString("entityType", entry.Entity);
        json.WriteStartObject("entity");
        json.WriteString("id", entry.EntityId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMapping(Utf8JsonWriter json, AuditMapping mapping)
    {
        json.WriteStartObject();
        json.WriteStartArray("services");
        foreach (var (service, entities) in mapping.Services)
        {
            json.WriteStartObject();
            json.WriteString("name", service);
            json.WriteStartArray("entities");
            foreach (var (entity, actions) in entities)
            {
                json.WriteStartObject();
                json.WriteString("name", entity);
                json.WriteTexts("actions", actions);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

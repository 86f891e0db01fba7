using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Presence of each user by stretch. People without a stretch in the interval are omitted.</summary>
internal sealed class UserDetails(Simulation simulation)
{
    private const string Permission = "analytics:userDetail:view";

    private static readonly string[] JobFields = ["interval", "userFilters", "presenceFilters", "routingStatusFilters", "order", "limit"];

    private static readonly string[] Fields =
    [
        .. JobFields.Except(["limit"]),
        "presenceAggregations",
        "routingStatusAggregations",
        "paging",
    ];

    public void Map(IEndpointRouteBuilder routes, Jobs jobs)
    {
        jobs.MapAvailability(routes, "/api/v2/analytics/users/details/jobs", Permission);
        jobs.Map(
            routes,
            "/api/v2/analytics/users/details/jobs",
            Permission,
            JobFields,
            body =>
            {
                var (interval, filter) = (body.Interval(31), Filter.ReadAll(body, "userFilters"));
                return (http, cursor, size) => WritePageAsync(http, interval, filter, Jobs.Place(cursor).Person, size);
            }
        );
        routes.MapPost("/api/v2/analytics/users/details/query", QueryAsync).Needs(Permission);
    }

    private Task WritePageAsync(HttpContext http, Interval interval, Filter filter, int first, int size) =>
        Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var people = simulation.Organization.People;
                var stretches = new List<Stretch>();
                var (written, i) = (0, first);
                json.WriteStartObject();
                json.WriteStartArray("userDetails");
                for (; i < people.Count && written < size; i++)
                {
                    if (Read(people[i], interval, filter, stretches))
                    {
                        Write(json, people[i], stretches);
                        written++;
                        await stream.PaceAsync();
                    }
                }

                json.WriteEndArray();
                if (i < people.Count)
                {
                    json.WriteString("cursor", $"{i}.0");
                }

                json.WriteInstant("dataAvailabilityDate", simulation.Clock.AvailableUntil);
                json.WriteEndObject();
            }
        );

    private async Task QueryAsync(HttpContext http)
    {
        var body = await http.ObjectAsync(Fields);
        var filter = Filter.ReadAll(body, "userFilters");
        var interval = body.Interval(filter.IsEmpty ? 7 : 31);
        var (size, number) = Paging.Read(body);
        var stretches = new List<Stretch>();
        var found = simulation.Organization.People.Where(person => Read(person, interval, filter, stretches)).ToList();
        await Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                json.WriteStartObject();
                json.WriteStartArray("userDetails");
                foreach (var person in found.Skip((number - 1) * size).Take(size))
                {
                    Read(person, interval, filter, stretches);
                    Write(json, person, stretches);
                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                json.WriteStartArray("aggregations");
                json.WriteEndArray();
                json.WriteNumber("totalHits", found.Count);
                json.WriteEndObject();
            }
        );
    }

    private bool Read(Person person, Interval interval, Filter filter, List<Stretch> stretches)
    {
        if (!filter.Matches(dimension => dimension == "userid" ? person.Id : null))
        {
            return false;
        }

        simulation.Timeline.ListedPresence(person, interval, stretches);
        return stretches.Count > 0;
    }

    private void Write(Utf8JsonWriter json, Person person, List<Stretch> stretches)
    {
        json.WriteStartObject();
        json.WriteString("userId", person.Id);
        json.WriteStartArray("primaryPresence");
        var until = simulation.Clock.AvailableUntil;
        foreach (var stretch in stretches)
        {
            json.WriteStartObject();
            json.WriteInstant("startTime", stretch.Start);

            // A stretch whose end is not in the available data is still open.
            if (stretch.End <= until)
            {
                json.WriteInstant("endTime", stretch.End);
            }

            json.WriteString("systemPresence", stretch.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

internal static class Paging
{
    public static (int Size, int Number) Read(JsonElement body)
    {
        if (!body.TryGetProperty("paging", out var paging) || paging.ValueKind != JsonValueKind.Object)
        {
            return (25, 1);
        }

        var size = paging.TryGetProperty("pageSize", out var asked) && asked.TryGetInt32(out var number) ? number : 25;
        var page = paging.TryGetProperty("pageNumber", out asked) && asked.TryGetInt32(out number) ? number : 1;
        return size is >= 1 and <= 100 && page >= 1
            ? (size, page)
            : throw new ApiError(400, "invalid.value", "paging.pageSize must be 1 to 100, paging.pageNumber at least 1.");
    }
}

using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Milliseconds in each presence by user and slice; a stretch across two slices counts partly in both.</summary>
internal sealed class UserAggregates(Simulation simulation)
{
    private const int MostUsers = 100;
    private static readonly string[] Metrics = ["tSystemPresence", "tOrganizationPresence", "tAgentRoutingStatus"];

    public void Map(IEndpointRouteBuilder routes, Jobs jobs)
    {
        const string Permission = "analytics:userAggregate:view";
        routes
            .MapPost(
                "/api/v2/analytics/users/aggregates/query",
                async http => await Read(await http.ObjectAsync(Aggregates.Fields))(http, null, int.MaxValue)
            )
            .Needs(Permission);
        jobs.Map(routes, "/api/v2/analytics/users/aggregates/jobs", Permission, Aggregates.JobFields, Read);
    }

    private PageWriter Read(JsonElement body)
    {
        var interval = body.Interval(31);
        var buckets = Buckets.Read(body, interval);
        var filter = Filter.Read(body, "filter");
        if (filter.CountOf("userid") > MostUsers)
        {
            throw ApiError.BadRequest($"A query may name at most {MostUsers} users.");
        }

        if (body.Texts("groupBy").Any(dimension => dimension != "userId"))
        {
            throw ApiError.BadRequest("groupBy may hold userId only.");
        }

        var metrics = body.Metrics(Metrics);
        return (http, cursor, pageSize) =>
            WriteAsync(http, new Query(interval, buckets, filter, metrics.Contains(Metrics[0])), Jobs.Place(cursor).Person, pageSize);
    }

    private Task WriteAsync(HttpContext http, Query query, int first, int pageSize) =>
        Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var people = simulation.Organization.People;
                var stretches = new List<Stretch>();
                var (written, i) = (0, first);
                json.WriteStartObject();
                json.WriteStartArray("results");
                for (; i < people.Count && written < pageSize; i++)
                {
                    var person = people[i];
                    if (!query.Presence || !query.Filter.Matches(dimension => dimension == "userid" ? person.Id : null))
                    {
                        continue;
                    }

                    simulation.Timeline.Presence(person, query.Interval, stretches);
                    if (stretches.Count > 0)
                    {
                        Write(json, person, query, stretches);
                        written++;
                        await stream.PaceAsync();
                    }
                }

                json.WriteEndArray();
                if (i < people.Count)
                {
                    json.WriteString("cursor", $"{i}.0");
                }

                json.WriteEndObject();
            }
        );

    private void Write(Utf8JsonWriter json, Person person, Query query, List<Stretch> stretches)
    {
        json.WriteStartObject();
        json.WriteStartObject("group");
        json.WriteString("userId", person.Id);
        json.WriteEndObject();
        json.WriteStartArray("data");
        var until = simulation.Clock.AvailableUntil;
        for (var bucket = 0; bucket < query.Buckets.Count; bucket++)
        {
            var slice = query.Buckets[bucket];
            var end = slice.To < until ? slice.To : until;
            var sums = stretches
                .GroupBy(stretch => stretch.Status)
                .Select(status => (Status: status.Key, Ms: status.Sum(stretch => Overlap(stretch, slice.From, end))))
                .Where(sum => sum.Ms > 0)
                .ToList();
            if (sums.Count > 0)
            {
                json.WriteStartObject();
                query.Buckets.WriteInterval(json, bucket);
                json.WriteStartArray("metrics");
                sums.ForEach(sum => WriteSum(json, sum.Status, sum.Ms));
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSum(Utf8JsonWriter json, string status, long ms)
    {
        json.WriteStartObject();
        json.WriteString("metric", Metrics[0]);
        json.WriteString("qualifier", status);
        json.WriteStartObject("stats");
        json.WriteNumber("sum", ms);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static long Overlap(Stretch stretch, DateTime from, DateTime to)
    {
        var start = stretch.Start > from ? stretch.Start : from;
        var end = stretch.End < to ? stretch.End : to;
        return end > start ? (long)(end - start).TotalMilliseconds : 0;
    }

    private sealed record Query(Interval Interval, Buckets Buckets, Filter Filter, bool Presence);
}

using System.Text.Json;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>
/// Evaluations by the person who received (<c>userId</c>) or made them (<c>evaluatorId</c>), on the day of creation, or of release if
/// requested.
/// </summary>
internal sealed class EvaluationAggregates(Simulation simulation)
{
    private static readonly string[] Metrics =
    [
        "nEvaluations",
        "nEvaluationsAssigned",
        "nEvaluationsDeleted",
        "nEvaluationsRescored",
        "oTotalCriticalScore",
        "oTotalScore",
    ];

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v2/analytics/evaluations/aggregates/query", QueryAsync).Needs("analytics:evaluationAggregate:view");

    private async Task QueryAsync(HttpContext http)
    {
        var body = await http.ObjectAsync(Aggregates.Fields);
        var interval = body.Interval(31);
        var buckets = Buckets.Read(body, interval);
        var filter = Filter.Read(body, "filter");
        var groupBy = body.Texts("groupBy");
        if (groupBy.Any(dimension => dimension is not ("userId" or "evaluatorId")))
        {
            throw ApiError.BadRequest("groupBy may hold userId and evaluatorId.");
        }

        var byRelease = body.Text("alternateTimeDimension") switch
        {
            null or "evaluationCreatedDate" or "conversationStart" => false,
            "evaluationReleaseDate" or "eventTime" => true,
            var other => throw new ApiError(400, "invalid.value", $"alternateTimeDimension can't be '{other}'."),
        };
        var counts = body.Metrics(Metrics).Contains("nEvaluations") ? Count(interval, buckets, byRelease, filter, groupBy) : [];
        await Answer.StreamAsync(http, stream => WriteAsync(stream, buckets, counts));
    }

    private Dictionary<(string? User, string? Evaluator), SortedDictionary<int, int>> Count(
        Interval interval,
        Buckets buckets,
        bool byRelease,
        Filter filter,
        IReadOnlyList<string> groupBy
    )
    {
        var counts = new Dictionary<(string? User, string? Evaluator), SortedDictionary<int, int>>();
        var evaluations = new List<Evaluation>();
        foreach (var person in simulation.Organization.People)
        {
            simulation.Timeline.Evaluations(person, interval, byRelease, evaluations);
            foreach (var evaluation in evaluations)
            {
                var key = (
                    groupBy.Contains("userId") ? evaluation.UserId : null,
                    groupBy.Contains("evaluatorId") ? evaluation.EvaluatorId : null
                );
                var isGrouped = key is not (null, null) || groupBy.Count == 0;
                if (
                    !isGrouped
                    || !filter.Matches(dimension =>
                        dimension switch
                        {
                            "userid" => evaluation.UserId,
                            "evaluatorid" => evaluation.EvaluatorId,
                            _ => null,
                        }
                    )
                )
                {
                    continue;
                }

                var slices = counts.TryGetValue(key, out var known) ? known : counts[key] = [];
                var bucket = buckets.IndexOf(byRelease ? evaluation.At : evaluation.CreatedAt);
                slices[bucket] = slices.GetValueOrDefault(bucket) + 1;
            }
        }

        return counts;
    }

    private static async Task WriteAsync(
        JsonStream stream,
        Buckets buckets,
        Dictionary<(string? User, string? Evaluator), SortedDictionary<int, int>> counts
    )
    {
        var json = stream.Json;
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var ((user, evaluator), slices) in counts)
        {
            json.WriteStartObject();
            json.WriteStartObject("group");
            WriteDimension(json, "userId", user);
            WriteDimension(json, "evaluatorId", evaluator);
            json.WriteEndObject();
            json.WriteStartArray("data");
            foreach (var (bucket, count) in slices)
            {
                json.WriteStartObject();
                buckets.WriteInterval(json, bucket);
                json.WriteStartArray("metrics");
                json.WriteStartObject();
                json.WriteString("metric", "nEvaluations");
                json.WriteStartObject("stats");
                json.WriteNumber("count", count);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await stream.PaceAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}

using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Counts and times by user, medium, purpose and local day. Like the vendor, omits groups and metrics without data.</summary>
internal sealed class ConversationAggregates(Simulation simulation)
{
    private static readonly string[] Dimensions = ["userid", "mediatype", "purpose", "divisionid"];

    /// <summary>The vendor's metrics that this simulator counts, and some that it accepts without counting.</summary>
    private static readonly HashSet<string> Metrics =
    [
        "nConnected",
        "nConversations",
        "nOffered",
        "nOutbound",
        "nTransferred",
        "nError",
        "nOverSla",
        "nCobrowseSessions",
        "tHandle",
        "tTalk",
        "tTalkComplete",
        "tHeld",
        "tAcw",
        "tAlert",
        "tAnswered",
        "tContacting",
        "tDialing",
        "tWait",
        "tAbandon",
        "tAcd",
        "tNotResponding",
        "tMonitoring",
        "tCoaching",
        "tBarging",
        "tScreenMonitoring",
    ];

    public void Map(IEndpointRouteBuilder routes, Jobs jobs)
    {
        const string Permission = "analytics:conversationAggregate:view";
        routes
            .MapPost(
                "/api/v2/analytics/conversations/aggregates/query",
                async http => await Read(await http.ObjectAsync(Aggregates.Fields))(http, null, int.MaxValue)
            )
            .Needs(Permission);
        jobs.Map(routes, "/api/v2/analytics/conversations/aggregates/jobs", Permission, Aggregates.JobFields, Read);
    }

    public static string PurposeOf(Conversation conversation) => conversation.Part == Part.Agent ? "agent" : "user";

    public static string? ValueOf(string dimension, Person person, Conversation conversation) =>
        dimension switch
        {
            "userid" => person.Id,
            "mediatype" => conversation.Media,
            "purpose" => PurposeOf(conversation),
            "divisionid" => person.Site.Division.Id,
            "direction" => "inbound",
            _ => null,
        };

    private PageWriter Read(JsonElement body)
    {
        var interval = body.Interval(31);
        var buckets = Buckets.Read(body, interval);
        var groupBy = body.Texts("groupBy")
            .Select(dimension =>
                Dimensions.Contains(dimension.ToLowerInvariant())
                    ? dimension
                    : throw ApiError.BadRequest($"groupBy '{dimension}' is not served; use userId, mediaType, purpose or divisionId.")
            )
            .ToList();
        var metrics = body.Metrics(Metrics);
        var query = new Query(interval, buckets, groupBy, metrics, Filter.Read(body, "filter"));
        return (http, cursor, pageSize) => WriteAsync(http, query, Jobs.Place(cursor), pageSize);
    }

    private Task WriteAsync(HttpContext http, Query query, (int Person, int Skip) place, int pageSize) =>
        Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                json.WriteStartObject();
                json.WriteStartArray("results");
                var written = 0;
                string? next = null;
                var perUser = query.GroupBy.Contains("userId", StringComparer.OrdinalIgnoreCase);
                var groups = new Tally(query);
                var users = query.Filter.Users;
                var conversations = new List<Conversation>();
                var people = simulation.Organization.People;
                for (var i = place.Person; i < people.Count && next is null; i++)
                {
                    if (users is null || users.Contains(people[i].Id))
                    {
                        simulation.Timeline.Conversations(people[i], query.Interval, conversations);
                        groups.Add(people[i], conversations);
                    }

                    if (!perUser && i < people.Count - 1)
                    {
                        continue;
                    }

                    var skip = i == place.Person ? place.Skip : 0;
                    var take = Math.Min(groups.Count - skip, pageSize - written);
                    groups.Write(json, skip, take);
                    written += Math.Max(0, take);
                    next = skip + take < groups.Count ? $"{i}.{skip + take}" : null;
                    groups.Clear();
                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                if (next is not null)
                {
                    json.WriteString("cursor", next);
                }

                json.WriteEndObject();
            }
        );

    internal sealed record Query(
        Interval Interval,
        Buckets Buckets,
        IReadOnlyList<string> GroupBy,
        IReadOnlyList<string> Metrics,
        Filter Filter
    );
}

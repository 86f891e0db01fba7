using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Single conversations, by person and then by time. Each shows only the participant who handled it.</summary>
internal sealed class ConversationDetails(Simulation simulation)
{
    private const string Permission = "analytics:conversationDetail:view";

    private static readonly string[] JobFields =
    [
        "interval",
        "conversationFilters",
        "segmentFilters",
        "evaluationFilters",
        "surveyFilters",
        "resolutionFilters",
        "order",
        "orderBy",
        "limit",
        "startOfDayIntervalMatching",
    ];

    private static readonly string[] Fields = [.. JobFields.Except(["limit", "startOfDayIntervalMatching"]), "aggregations", "paging"];

    public void Map(IEndpointRouteBuilder routes, Jobs jobs)
    {
        jobs.MapAvailability(routes, "/api/v2/analytics/conversations/details/jobs", Permission);
        jobs.Map(
            routes,
            "/api/v2/analytics/conversations/details/jobs",
            Permission,
            JobFields,
            body =>
            {
                var (interval, filter) = (body.Interval(31), Filters(body));
                return (http, cursor, size) => WritePageAsync(http, interval, filter, Jobs.Place(cursor), size);
            }
        );
        routes
            .MapPost("/api/v2/analytics/conversations/details/query", QueryAsync)
            .Needs(Permission, "analytics:agentConversationDetail:view");
    }

    private static Filter Filters(JsonElement body) => Filter.ReadAll(body, "conversationFilters", "segmentFilters");

    private Task WritePageAsync(HttpContext http, Interval interval, Filter filter, (int Person, int Skip) place, int size) =>
        Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var people = simulation.Organization.People;
                var conversations = new List<Conversation>();
                var written = 0;
                string? next = null;
                json.WriteStartObject();
                json.WriteStartArray("conversations");
                for (var i = place.Person; i < people.Count && next is null; i++)
                {
                    Read(people[i], interval, filter, conversations);
                    for (var j = i == place.Person ? place.Skip : 0; j < conversations.Count && next is null; j++)
                    {
                        if (written == size)
                        {
                            next = $"{i}.{j}";
                            break;
                        }

                        Write(json, people[i], conversations, j);
                        written++;
                    }

                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                if (next is not null)
                {
                    json.WriteString("cursor", next);
                }

                json.WriteInstant("dataAvailabilityDate", simulation.Clock.AvailableUntil);
                json.WriteEndObject();
            }
        );

    private async Task QueryAsync(HttpContext http)
    {
        var body = await http.ObjectAsync(Fields);
        var filter = Filters(body);
        var interval = body.Interval(filter.IsEmpty ? 7 : 31);
        var (size, number) = Paging.Read(body);
        await Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var conversations = new List<Conversation>();
                long hits = 0;
                var from = (long)(number - 1) * size;
                json.WriteStartObject();
                json.WriteStartArray("conversations");
                foreach (var person in simulation.Organization.People)
                {
                    Read(person, interval, filter, conversations);
                    for (var j = 0; j < conversations.Count; j++, hits++)
                    {
                        if (hits >= from && hits < from + size)
                        {
                            Write(json, person, conversations, j);
                        }
                    }

                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                json.WriteNumber("totalHits", hits);
                json.WriteEndObject();
            }
        );
    }

    private void Read(Person person, Interval interval, Filter filter, List<Conversation> into)
    {
        into.Clear();
        if (filter.Users is { } users && !users.Contains(person.Id))
        {
            return;
        }

        simulation.Timeline.Conversations(person, interval, into);
        into.RemoveAll(conversation => !filter.Matches(dimension => ConversationAggregates.ValueOf(dimension, person, conversation)));
        into.Sort((one, other) => one.At.CompareTo(other.At));
    }

    private static void Write(Utf8JsonWriter json, Person person, List<Conversation> all, int index)
    {
        var conversation = all[index];

        // Conversations that end at the same instant are numbered, so that an ID doesn't depend on the requested interval.
        var twin = all.Take(index).Reverse().TakeWhile(earlier => earlier.At == conversation.At).Count();
        var start = conversation.At.AddMilliseconds(-conversation.Ms);
        json.WriteStartObject();
        json.WriteString("conversationId", Dice.Id(Dice.Hash(person.Id), conversation.Media, (ulong)(conversation.At.Ticks + twin)));
        json.WriteInstant("conversationStart", start);
        json.WriteInstant("conversationEnd", conversation.At);
        json.WriteTexts("divisionIds", [person.Site.Division.Id]);
        json.WriteStartArray("participants");
        json.WriteStartObject();
        json.WriteString("purpose", ConversationAggregates.PurposeOf(conversation));
        json.WriteString("userId", person.Id);
        json.WriteStartArray("sessions");
        json.WriteStartObject();
        json.WriteString("mediaType", conversation.Media);
        json.WriteString("direction", "inbound");
        json.WriteStartArray("segments");
        json.WriteStartObject();
        json.WriteString(
            "segmentType",
            conversation.Part switch
            {
                Part.Monitor => "monitoring",
                Part.Coach => "coaching",
                Part.Barge => "barging",
                Part.Agent or Part.User => "interact",
            }
        );
        json.WriteInstant("segmentStart", start);
        json.WriteInstant("segmentEnd", conversation.At);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

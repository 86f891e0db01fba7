using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Live;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>Notification channels with the topic <c>v2.users.{id}.activity</c>. The routes need no permission.</summary>
internal static class NotificationRoutes
{
    private const string Root = "/api/v2/notifications/channels";
    private const string Subscriptions = Root + "/{channelId}/subscriptions";

    public static void MapNotifications(this IEndpointRouteBuilder routes, Simulation simulation, NotificationHub hub)
    {
        routes.MapPost(
            Root,
            http =>
            {
                var channel = hub.Open(Gate.TokenOf(http).Client.Id);
                return Answer.JsonAsync(http, json => Write(json, http, channel));
            }
        );
        routes.MapGet(
            Root,
            http =>
            {
                var own = hub.Channels.Where(channel => IsOwn(http, channel)).ToList();
                return Answer.JsonAsync(
                    http,
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteStartArray("entities");
                        own.ForEach(channel => Write(json, http, channel));
                        json.WriteEndArray();
                        json.WriteEndObject();
                    }
                );
            }
        );
        routes.MapGet(
            Subscriptions,
            http =>
            {
                var channel = Find(http, hub);
                return AnswerAsync(http, channel.Topics.Select(topic => (topic, true)));
            }
        );
        routes.MapPost(Subscriptions, http => SubscribeAsync(http, simulation, hub));
        routes.MapPut(
            Subscriptions,
            http =>
            {
                Find(http, hub).Clear();
                return SubscribeAsync(http, simulation, hub);
            }
        );
        routes.MapDelete(
            Subscriptions,
            http =>
            {
                Find(http, hub).Clear();
                http.Response.StatusCode = 204;
                return Task.CompletedTask;
            }
        );
        MapSocket(routes, hub);
    }

    /// <summary>The socket needs no token: its address is the secret.</summary>
    private static void MapSocket(IEndpointRouteBuilder routes, NotificationHub hub) =>
        routes.MapGet(
            "/channels/{channelId}",
            async http =>
            {
                var channel = hub.Find(http.Route("channelId")) ?? throw ApiError.NotFound("channel");
                if (!http.WebSockets.IsWebSocketRequest)
                {
                    throw ApiError.BadRequest("This address is for a WebSocket.");
                }

                if (http.Request.Headers.ContainsKey("Authorization"))
                {
                    throw ApiError.BadRequest("A channel's address takes no credentials.");
                }

                await hub.ServeAsync(channel, http);
            }
        );

    private static async Task SubscribeAsync(HttpContext http, Simulation simulation, NotificationHub hub)
    {
        var channel = Find(http, hub);
        var topics = await TopicsAsync(http);
        var wanted = topics.Select(topic => (Topic: topic, Person: PersonOf(topic, simulation.Organization))).ToList();
        if (wanted.Exists(topic => topic.Person is null) && http.Text("ignoreErrors") != "true")
        {
            throw ApiError.BadRequest($"Topic {wanted.Find(topic => topic.Person is null).Topic} can't be subscribed to.");
        }

        if (channel.Topics.Union(topics, StringComparer.OrdinalIgnoreCase).Count() > NotificationHub.MostTopics)
        {
            throw ApiError.BadRequest($"A channel has at most {NotificationHub.MostTopics} topics.");
        }

        foreach (var (topic, person) in wanted.Where(topic => topic.Person is not null))
        {
            channel.Add(topic);
            hub.Watch(person!);
        }

        await AnswerAsync(http, wanted.Select(topic => (topic.Topic, topic.Person is not null)));
    }

    private static async Task<IReadOnlyList<string>> TopicsAsync(HttpContext http) =>
        await http.BodyAsync() is { ValueKind: JsonValueKind.Array } body
        && body.EnumerateArray().All(topic => topic.Text("id") is not null)
            ? [.. body.EnumerateArray().Select(topic => topic.Text("id")!)]
            : throw ApiError.BadRequest("The body must be a list of topics with an id.");

    private static Person? PersonOf(string topic, Organization organization) =>
        topic.Split('.') is ["v2", "users", var id, "activity"] ? organization.Find(id) : null;

    private static NotificationChannel Find(HttpContext http, NotificationHub hub) =>
        hub.Find(http.Route("channelId")) is { } channel && IsOwn(http, channel) ? channel : throw ApiError.NotFound("channel");

    private static bool IsOwn(HttpContext http, NotificationChannel channel) => channel.Client == Gate.TokenOf(http).Client.Id;

    private static void Write(Utf8JsonWriter json, HttpContext http, NotificationChannel channel)
    {
        json.WriteStartObject();
        json.WriteString("id", channel.Id);
        json.WriteString("connectUri", $"ws://{http.Request.Host}/channels/{channel.Id}");
        json.WriteInstant("expires", channel.ExpiresAt);
        json.WriteEndObject();
    }

    private static Task AnswerAsync(HttpContext http, IEnumerable<(string Topic, bool Permitted)> topics) =>
        Answer.JsonAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("entities");
                foreach (var (topic, permitted) in topics)
                {
                    json.WriteStartObject();
                    json.WriteString("id", topic);
                    json.WriteString("state", permitted ? "Permitted" : "Rejected");
                    if (!permitted)
                    {
                        json.WriteString("rejectionReason", "The topic does not exist.");
                    }

                    json.WriteString("selfUri", "/api/v2/notifications/availabletopics");
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );
}

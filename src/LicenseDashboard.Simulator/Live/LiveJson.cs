using System.Text.Json;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Live;

/// <summary>Presence and routing status in the vendor's format.</summary>
internal static class LiveJson
{
    /// <summary>The organization's own presence, one for each of the system's.</summary>
    public static string DefinitionId(ulong seed, string presence) => Dice.Id(seed, "presence", Dice.Hash(presence));

    public static void WritePresence(Utf8JsonWriter json, ulong seed, LiveState state)
    {
        json.WriteStartObject("presence");
        json.WriteString("source", "PURECLOUD");
        json.WriteBoolean("primary", true);
        WriteDefinition(json, seed, state.Presence);
        json.WriteString("message", "");
        json.WriteInstant("modifiedDate", state.PresenceSince);
        json.WriteEndObject();
    }

    public static void WriteRouting(Utf8JsonWriter json, string userId, LiveState state)
    {
        json.WriteStartObject("routingStatus");
        json.WriteString("userId", userId);
        json.WriteString("status", state.Routing);
        json.WriteInstant("startTime", state.RoutingSince);
        json.WriteEndObject();
    }

    /// <summary>An event of the topic <c>v2.users.{id}.activity</c>.</summary>
    public static byte[] Activity(ulong seed, string userId, LiveState state, string correlationId) =>
        Message(
            $"v2.users.{userId}.activity",
            json =>
            {
                json.WriteString("id", userId);
                WriteRouting(json, userId, state);
                json.WriteStartObject("presence");
                WriteDefinition(json, seed, state.Presence);
                json.WriteString("presenceMessage", "");
                json.WriteInstant("modifiedDate", state.PresenceSince);
                json.WriteEndObject();
                json.WriteStartObject("outOfOffice");
                json.WriteBoolean("active", false);
                json.WriteEndObject();
                json.WriteStartArray("activeQueueIds");
                json.WriteEndArray();
            },
            correlationId
        );

    public static byte[] Heartbeat() => Message("channel.metadata", json => json.WriteString("message", "WebSocket Heartbeat"));

    public static byte[] Pong() => Message("channel.metadata", json => json.WriteString("message", "pong"));

    public static byte[] Closing() =>
        Message("v2.system.socket_closing", json => json.WriteString("message", "This channel is about to end; open another one."));

    private static byte[] Message(string topic, Action<Utf8JsonWriter> body, string? correlationId = null)
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("topicName", topic);
            json.WriteString("version", "2");
            json.WriteStartObject("eventBody");
            body(json);
            json.WriteEndObject();
            if (correlationId is not null)
            {
                json.WriteStartObject("metadata");
                json.WriteString("CorrelationId", correlationId);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteDefinition(Utf8JsonWriter json, ulong seed, string presence)
    {
        json.WriteStartObject("presenceDefinition");
        json.WriteString("id", DefinitionId(seed, presence));
        json.WriteString("systemPresence", presence);
        json.WriteEndObject();
    }
}

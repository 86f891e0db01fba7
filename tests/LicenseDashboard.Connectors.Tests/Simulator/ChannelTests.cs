using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>Notification channels with the limits of the vendor.</summary>
public sealed class ChannelTests
{
    private const string Channels = "/api/v2/notifications/channels";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static string Lead => DemoPeople.TeamLead.Id;

    [Fact]
    public async Task Change_of_a_subscribed_person_is_sent_in_the_vendors_form()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.LiveClientAsync();
        var channel = await OpenAsync(http);
        var entities = await SubscribeAsync(http, channel.Text("id"), Lead);
        Assert.Equal(("Permitted", $"v2.users.{Lead}.activity"), (entities[0].Text("state"), entities[0].Text("id")));
        using var socket = await ConnectAsync(channel);
        simulator.Host.Live.Set(Lead, "MEETING");
        var message = await NextAsync(socket, $"v2.users.{Lead}.activity");
        Assert.Equal("MEETING", message.Text("eventBody", "presence", "presenceDefinition", "systemPresence"));
        Assert.Equal("OFF_QUEUE", message.Text("eventBody", "routingStatus", "status"));
        Assert.Equal(Lead, message.Text("eventBody", "id"));
    }

    [Fact]
    public async Task Day_goes_on_by_itself_while_a_socket_is_open()
    {
        var clock = new MovableClock();
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Clock = clock,
                Today = null,
                Agents = 200,
            }
        );
        using var http = await simulator.LiveClientAsync();
        var channel = await OpenAsync(http);
        var people = await http.ListAsync("/api/v2/users?state=active&expand=presence");
        var there = people.First(user => user.Text("presence", "presenceDefinition", "systemPresence") == "ON_QUEUE").Text("id");
        await SubscribeAsync(http, channel.Text("id"), there);
        using var socket = await ConnectAsync(channel);
        clock.Advance(TimeSpan.FromHours(14));
        var message = await NextAsync(socket, $"v2.users.{there}.activity");
        Assert.Equal("OFFLINE", message.Text("eventBody", "presence", "presenceDefinition", "systemPresence"));
    }

    [Fact]
    public async Task Socket_says_that_it_lives_announces_its_end_and_closes()
    {
        var clock = new MovableClock();
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Clock = clock,
                TokenLifetime = TimeSpan.FromDays(2),
            }
        );
        using var http = await simulator.LiveClientAsync();
        var channel = await OpenAsync(http);
        using var socket = await ConnectAsync(channel);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("WebSocket Heartbeat", (await NextAsync(socket, "channel.metadata")).Text("eventBody", "message"));
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(80));
        await NextAsync(socket, "v2.system.socket_closing");
        clock.Advance(TimeSpan.FromSeconds(60));
        using var limit = new CancellationTokenSource(Patience);
        while ((await socket.ReceiveAsync(new byte[4096].AsMemory(), limit.Token)).MessageType != WebSocketMessageType.Close) { }
        await AssertGoneAsync(http, channel);
    }

    [Fact]
    public async Task Twenty_first_channel_ends_the_oldest_without_a_socket()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.LiveClientAsync();
        var first = await OpenAsync(http);
        using var socket = await ConnectAsync(first);
        var second = await OpenAsync(http);
        for (var i = 3; i <= 21; i++)
        {
            await OpenAsync(http);
        }

        Assert.Equal(20, (await http.ReadAsync(Channels)).GetProperty("entities").GetArrayLength());
        await SubscribeAsync(http, first.Text("id"), Lead);
        await AssertGoneAsync(http, second);
        using var other = await simulator.ClientAsync();
        await OpenAsync(other);
        Assert.Equal(21, simulator.Host.Live.Channels);
        await AssertGoneAsync(other, first);
    }

    [Fact]
    public async Task Channel_takes_a_thousand_topics_and_unknown_ones_only_if_errors_are_ignored()
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Agents = 1100 });
        using var http = await simulator.LiveClientAsync();
        var id = (await OpenAsync(http)).Text("id");
        var people = (await http.ListAsync("/api/v2/users?state=active")).Select(user => user.Text("id")).Take(1001).ToArray();
        await GateTests.AssertRefusedAsync(
            http,
            $"{Channels}/{id}/subscriptions",
            HttpStatusCode.BadRequest,
            "bad.request",
            people.Select(Topic)
        );
        Assert.Equal(1000, (await SubscribeAsync(http, id, people[..1000])).Count);
        await GateTests.AssertRefusedAsync(
            http,
            $"{Channels}/{id}/subscriptions",
            HttpStatusCode.BadRequest,
            "bad.request",
            people[1000..].Select(Topic)
        );
        using var put = await http.PutAsJsonAsync(
            $"{Channels}/{id}/subscriptions?ignoreErrors=true",
            new[] { Topic("nobody"), Topic(Lead) }
        );
        var answer = await put.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["Rejected", "Permitted"], answer.GetProperty("entities").EnumerateArray().Select(topic => topic.Text("state")));
        await GateTests.AssertRefusedAsync(
            http,
            $"{Channels}/{id}/subscriptions",
            HttpStatusCode.BadRequest,
            "bad.request",
            new[] { Topic("nobody") }
        );
        Assert.Equal(1, simulator.Host.Live.Topics);
        using var ended = await http.DeleteAsync($"{Channels}/{id}/subscriptions");
        Assert.Equal((HttpStatusCode.NoContent, 0), (ended.StatusCode, simulator.Host.Live.Topics));
    }

    [Fact]
    public async Task Address_of_a_channel_is_for_a_socket_without_credentials()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.LiveClientAsync();
        var channel = await OpenAsync(http);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer x");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new(channel.Text("connectUri")), default));
        using var nobody = new HttpClient();
        using var answer = await nobody.GetAsync(channel.Text("connectUri").Replace("ws://", "http://", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static object Topic(string person) => new { id = $"v2.users.{person}.activity" };

    private static Task<JsonElement> OpenAsync(HttpClient http) => http.AskAsync(Channels, new { });

    private static async Task<List<JsonElement>> SubscribeAsync(HttpClient http, string channel, params string[] people) =>
        [.. (await http.AskAsync($"{Channels}/{channel}/subscriptions", people.Select(Topic))).GetProperty("entities").EnumerateArray()];

    private static Task<JsonElement> AssertGoneAsync(HttpClient http, JsonElement channel) =>
        GateTests.AssertRefusedAsync(http, $"{Channels}/{channel.Text("id")}/subscriptions", HttpStatusCode.NotFound, "not.found");

    private static async Task<ClientWebSocket> ConnectAsync(JsonElement channel)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new(channel.Text("connectUri")), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket, string topic)
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            var message = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, read.Count));
            if (message.Text("topicName") == topic)
            {
                return message;
            }
        }
    }
}

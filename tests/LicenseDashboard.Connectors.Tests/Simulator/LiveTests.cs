using System.Globalization;
using System.Net;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>Presence at this moment, over the routes that list and count it.</summary>
public sealed class LiveTests
{
    private const string Counts = "/api/v2/analytics/agents/status/counts?groupBy=presence&groupBy=routingStatus";
    private static readonly DateTime Friday = new(2026, 11, 20, 11, 30, 0, DateTimeKind.Utc);

    private static SimulatorOptions Running(StandingClock clock) =>
        SimulatorFixture.Quick with
        {
            Agents = 600,
            Today = null,
            TokenLifetime = TimeSpan.FromDays(10),
            Clock = clock,
        };

    [Fact]
    public async Task Presence_now_is_what_the_history_says_of_that_instant_later()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(Running(clock));
        using var live = await simulator.LiveClientAsync();
        using var reader = await simulator.ClientAsync();
        var now = await PeopleAsync(live);
        clock.Move(TimeSpan.FromDays(3));
        var later = (
            await reader.JobAsync(
                "/api/v2/analytics/users/details/jobs",
                "userDetails",
                new { interval = Wire.Interval(new(2026, 11, 20), new(2026, 11, 21)) }
            )
        ).ToDictionary(row => row.Text("userId"), row => Then(row.GetProperty("primaryPresence")));
        Assert.All(now, person => Assert.Equal(later.GetValueOrDefault(person.Key) ?? "OFFLINE", person.Value.Presence));
        var words = now.Values.CountBy(person => person.Presence).ToDictionary();
        Assert.InRange(words["ON_QUEUE"], 50, 300);
        Assert.InRange(words["OFFLINE"], 200, 550);
        Assert.All(now.Values, person => Assert.True(person.Since <= Friday && person.RoutingSince <= Friday));
    }

    [Fact]
    public async Task Breaks_change_what_people_do_but_not_when_they_are_there()
    {
        await using var plain = await SimulatorFixture.StartAsync(Running(new StandingClock()));
        await using var broken = await SimulatorFixture.StartAsync(Running(new StandingClock()) with { Breaks = true });
        using var plainReader = await plain.ClientAsync();
        using var brokenReader = await broken.ClientAsync();
        static async Task<(Dictionary<string, string> There, Dictionary<string, int> Words)> DayAsync(HttpClient http)
        {
            var rows = await http.JobAsync(
                "/api/v2/analytics/users/details/jobs",
                "userDetails",
                new { interval = Wire.Interval(new(2026, 11, 18), new(2026, 11, 19)) }
            );
            return (
                rows.ToDictionary(
                    row => row.Text("userId"),
                    row =>
                    {
                        // Whole stretches are listed; what counts is the day.
                        var there = row.GetProperty("primaryPresence")
                            .EnumerateArray()
                            .Where(stretch => stretch.Text("systemPresence") != "OFFLINE")
                            .Select(stretch => (From: Within(stretch.Text("startTime")), To: Within(stretch.Text("endTime"))))
                            .ToList();
                        return $"{there[0].From:O} {there[^1].To:O} {there.Sum(stretch => (stretch.To - stretch.From).TotalMinutes)}";
                    }
                ),
                rows.SelectMany(row => row.GetProperty("primaryPresence").EnumerateArray())
                    .CountBy(stretch => stretch.Text("systemPresence"))
                    .ToDictionary()
            );
        }

        static DateTime Within(string text) =>
            Instant(text) switch
            {
                var at when at < Friday.Date.AddDays(-2) => Friday.Date.AddDays(-2),
                var at when at > Friday.Date.AddDays(-1) => Friday.Date.AddDays(-1),
                var at => at,
            };

        var (there, words) = await DayAsync(plainReader);
        var (same, more) = await DayAsync(brokenReader);
        Assert.Equal(there, same);
        Assert.False(words.ContainsKey("BREAK") || words.ContainsKey("IDLE"));
        Assert.True(more["BREAK"] > 50 && more["IDLE"] > 30);
        Assert.Equal(words["MEAL"], more["MEAL"]);
    }

    [Fact]
    public async Task Routing_status_follows_the_conversations_of_people_on_queue()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Running(new StandingClock()));
        using var live = await simulator.LiveClientAsync();
        var people = (await PeopleAsync(live)).Values;
        var routing = people.CountBy(person => person.Routing).ToDictionary();
        Assert.InRange((double)routing["INTERACTING"] / people.Count(person => person.Presence == "ON_QUEUE"), 0.08, 0.5);
        Assert.True(routing["IDLE"] > 20 && routing["OFF_QUEUE"] > 100);
        Assert.All(people, person => Assert.Equal(person.Presence == "ON_QUEUE", person.Routing is not ("OFF_QUEUE" or "COMMUNICATING")));
    }

    [Fact]
    public async Task Counts_are_those_of_the_people_by_presence_and_by_routing_status()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Running(new StandingClock()));
        using var live = await simulator.LiveClientAsync();
        var people = (await PeopleAsync(live)).Values;
        var counts = await live.AskAsync(Counts, new { });
        Assert.Equal(
            people.CountBy(person => person.Presence).ToDictionary(),
            CountsOf(counts.GetProperty("presenceCounts"), "systemPresence")
        );
        Assert.Equal(
            people.CountBy(person => person.Routing).ToDictionary(),
            CountsOf(counts.GetProperty("routingStatusCounts"), "routingStatus")
        );
    }

    [Fact]
    public async Task Counts_without_a_known_group_are_refused()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var live = await simulator.LiveClientAsync();
        await GateTests.AssertRefusedAsync(live, Counts.Split('?')[0], HttpStatusCode.BadRequest, "invalid.value", new { });
        await GateTests.AssertRefusedAsync(live, Counts + "&groupBy=team", HttpStatusCode.BadRequest, "invalid.value", new { });
    }

    [Fact]
    public async Task Speed_brings_the_day_forward_and_no_instant_lies_in_the_future()
    {
        var (clock, fast) = (new StandingClock(), new StandingClock());
        await using var simulator = await SimulatorFixture.StartAsync(Running(clock));
        await using var hurried = await SimulatorFixture.StartAsync(Running(fast) with { LiveSpeed = 60 });
        using var live = await simulator.LiveClientAsync();
        using var hurriedLive = await hurried.LiveClientAsync();
        clock.Move(TimeSpan.FromHours(3));
        fast.Move(TimeSpan.FromMinutes(3));
        var (expected, people) = (await PeopleAsync(live), await PeopleAsync(hurriedLive));
        Assert.Equal(
            expected.ToDictionary(person => person.Key, person => (person.Value.Presence, person.Value.Routing)),
            people.ToDictionary(person => person.Key, person => (person.Value.Presence, person.Value.Routing))
        );
        Assert.All(
            people.Values,
            person => Assert.True(person.Since <= Friday.AddMinutes(3) && person.RoutingSince <= Friday.AddMinutes(3))
        );
    }

    [Fact]
    public async Task Live_client_may_count_and_list_and_nothing_else_and_the_reading_client_may_not_count()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var live = await simulator.LiveClientAsync();
        using var reader = await simulator.ClientAsync();
        await live.AskAsync(Counts, new { });
        await live.GetStringAsync("/api/v2/users/query?expand=presence");
        await GateTests.AssertRefusedAsync(live, "/api/v2/authorization/roles", HttpStatusCode.Forbidden, "missing.permissions");
        await GateTests.AssertRefusedAsync(reader, Counts, HttpStatusCode.Forbidden, "missing.permissions", new { });

        await using var without = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { LiveClientId = null });
        using var both = await without.ClientAsync();
        await both.AskAsync(Counts, new { });
    }

    [Fact]
    public async Task Active_users_beyond_the_limit_are_refused()
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { UsersLimit = 20 });
        using var live = await simulator.LiveClientAsync();
        await live.GetStringAsync("/api/v2/users?pageSize=20");
        await GateTests.AssertRefusedAsync(live, "/api/v2/users?pageSize=20&pageNumber=2", HttpStatusCode.BadRequest, "bad.request");
    }

    [Fact]
    public async Task Person_who_never_logs_out_stays_and_a_set_person_changes_at_once()
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { NeverLoggedOut = 1 });
        using var live = await simulator.LiveClientAsync();
        Assert.All(
            (await PeopleAsync(live)).Values.Where(person => person.Presence != "OFFLINE"),
            person => Assert.Equal("AVAILABLE", person.Presence)
        );
        Assert.InRange((await PeopleAsync(live)).Values.Count(person => person.Presence == "AVAILABLE"), 40, 70);
        simulator.Host.Live.Set(DemoPeople.TeamLead.Id, "BUSY");
        var changed = await live.ReadAsync($"/api/v2/users/{DemoPeople.TeamLead.Id}?expand=presence,routingStatus");
        Assert.Equal("BUSY", changed.Text("presence", "presenceDefinition", "systemPresence"));
        Assert.Equal("OFF_QUEUE", changed.Text("routingStatus", "status"));
    }

    private static async Task<Dictionary<string, (string Presence, DateTime Since, string Routing, DateTime RoutingSince)>> PeopleAsync(
        HttpClient http
    ) =>
        (await http.ListAsync("/api/v2/users?state=active&expand=presence&expand=routingStatus")).ToDictionary(
            user => user.Text("id"),
            user =>
                (
                    user.Text("presence", "presenceDefinition", "systemPresence"),
                    Instant(user.Text("presence", "modifiedDate")),
                    user.Text("routingStatus", "status"),
                    Instant(user.Text("routingStatus", "startTime"))
                )
        );

    private static string? Then(JsonElement stretches) =>
        stretches
            .EnumerateArray()
            .LastOrDefault(stretch =>
                Instant(stretch.Text("startTime")) <= Friday
                && (!stretch.TryGetProperty("endTime", out _) || Instant(stretch.Text("endTime")) > Friday)
            )
            is { ValueKind: JsonValueKind.Object } now
            ? now.Text("systemPresence")
            : null;

    private static Dictionary<string, int> CountsOf(JsonElement counts, string name) =>
        counts.EnumerateArray().ToDictionary(one => one.Text(name), one => one.GetProperty("count").GetInt32());

    private static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}

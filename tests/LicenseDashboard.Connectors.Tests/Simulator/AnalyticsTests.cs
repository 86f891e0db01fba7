using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>Answers about people of the golden scenario, whose days are known.</summary>
public sealed class AnalyticsTests
{
    private const string TenthOfNovember = "2026-11-09T23:00:00.000Z/2026-11-10T23:00:00.000Z";
    private static readonly string[] ByUser = ["userId"];
    private static readonly string[] Presence = ["tSystemPresence"];

    private static SimulatorOptions Golden { get; } =
        SimulatorFixture.Quick with
        {
            Today = null,
            ScenarioJson = WriteTests.ReadGolden(),
            Clock = new StandingClock(),
            GrantedPermissions = ["analytics:userAggregate:view"],
        };

    [Theory, InlineData("query"), InlineData("jobs")]
    public async Task User_aggregates_sum_presence(string route)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var path = $"/api/v2/analytics/users/aggregates/{route}";
        var body = new
        {
            interval = TenthOfNovember,
            groupBy = ByUser,
            metrics = Presence,
        };
        var rows =
            route == "jobs"
                ? await http.JobAsync(path, "results", body)
                : [.. (await http.AskAsync(path, body)).GetProperty("results").EnumerateArray()];
        var metric = rows.Single(row => row.Text("group", "userId") == "voice-only").GetProperty("data")[0].GetProperty("metrics")[0];
        Assert.Equal(("AVAILABLE", 8 * 3_600_000L), (metric.Text("qualifier"), metric.GetProperty("stats").GetProperty("sum").GetInt64()));
        Assert.DoesNotContain("last-seen-4-oct", rows.Select(row => row.Text("group", "userId")));
    }

    [Fact]
    public async Task Conversation_details_name_participant_medium_and_purpose()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var filter = new { type = "or", predicates = new List<object> { new { dimension = "userId", value = "digital-and-voice" } } };
        var answer = await http.AskAsync(
            "/api/v2/analytics/conversations/details/query",
            new { interval = TenthOfNovember, segmentFilters = new List<object> { filter } }
        );
        var job = await http.JobAsync(
            "/api/v2/analytics/conversations/details/jobs",
            "conversations",
            new { interval = TenthOfNovember, segmentFilters = new List<object> { filter } }
        );
        Assert.Equal(2, answer.GetProperty("totalHits").GetInt32());
        var participants = answer
            .GetProperty("conversations")
            .EnumerateArray()
            .Select(conversation => conversation.GetProperty("participants")[0])
            .ToList();
        Assert.Equal(["agent", "agent"], participants.Select(participant => participant.Text("purpose")));
        Assert.Equal(
            ["message", "voice"],
            participants.Select(participant => participant.GetProperty("sessions")[0].Text("mediaType")).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            answer.GetProperty("conversations").EnumerateArray().Select(row => row.GetRawText()),
            job.Select(row => row.GetRawText())
        );
        Assert.Equal(2, job.Select(row => row.Text("conversationId")).Distinct().Count());
    }

    [Fact]
    public async Task Schedules_without_users_are_those_of_the_whole_unit()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        var unit = (await http.UnitsAsync())[0];
        var planned = (await http.ReadAsync($"/api/v2/workforcemanagement/managementunits/{unit.Text("id")}/users"))
            .GetProperty("entities")
            .EnumerateArray()
            .Select(user => user.Text("id"))
            .ToHashSet();
        var answer = await http.AskAsync(
            $"/api/v2/workforcemanagement/businessunits/{unit.Text("businessUnit", "id")}/agentschedules/search",
            new { startDate = "2026-11-20T00:00:00.000Z", endDate = "2026-11-27T00:00:00.000Z" }
        );
        var schedules = answer.GetProperty("result").GetProperty("agentSchedules").EnumerateArray().ToList();
        Assert.NotEmpty(schedules);
        Assert.Subset(planned, schedules.Select(schedule => schedule.Text("user", "id")).ToHashSet());
        Assert.Equal(480, schedules[0].GetProperty("shifts")[0].GetProperty("lengthMinutes").GetInt32());
    }

    [Fact]
    public async Task Audit_entry_names_who_what_and_on_what()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var entry = Assert.Single(await http.AuditsAsync("Routing", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 20)));
        Assert.Equal(
            ("working-admin", "Queue", "Update", "SUCCESS", "2026-11-12T11:00:00.000Z"),
            (entry.Text("user", "id"), entry.Text("entityType"), entry.Text("action"), entry.Text("status"), entry.Text("eventDate"))
        );
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class SchedulesTests
{
    private const string Units = "/api/v2/workforcemanagement/managementunits";

    [Fact]
    public async Task Management_units_come_at_once_without_counts_in_several_business_units()
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Agents = 500 });
        using var http = await simulator.ClientAsync();
        var list = await http.ReadAsync($"{Units}?pageSize=1&pageNumber=7");
        Assert.Equal(["entities"], list.EnumerateObject().Select(field => field.Name));
        Assert.Equal(5, list.GetProperty("entities").GetArrayLength());
        var businesses = (await http.ReadAsync("/api/v2/workforcemanagement/businessunits"))
            .GetProperty("entities")
            .EnumerateArray()
            .Select(unit => unit.Text("id"))
            .ToHashSet();
        Assert.Equal(3, businesses.Count);
        Assert.Equal(businesses, list.GetProperty("entities").EnumerateArray().Select(unit => unit.Text("businessUnit", "id")).ToHashSet());
    }

    [Fact]
    public async Task Management_unit_holds_1500_people_at_most()
    {
        var people = Enumerable
            .Range(0, 1501)
            .Select(i => new
            {
                id = $"p{i}",
                name = $"Person {i}",
                inManagementUnit = true,
            });
        var json = JsonSerializer.Serialize(
            new
            {
                today = "2026-11-20",
                timeZone = "UTC",
                people,
            }
        );
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { ScenarioJson = json });
        using var http = await simulator.ClientAsync();
        var counts = new List<int>();
        foreach (var unit in await http.UnitsAsync())
        {
            counts.Add((await http.ReadAsync($"{Units}/{unit.Text("id")}/users")).GetProperty("entities").GetArrayLength());
        }

        Assert.Equal([1500, 1], counts);
    }

    /// <summary>The list asks for no permission, so who lacks the others sees units and no one in them.</summary>
    [Fact]
    public async Task Client_without_planning_permissions_sees_units_only()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                DeniedPermissions = ["wfm:agent:view", "wfm:publishedSchedule:view"],
            }
        );
        using var http = await simulator.ClientAsync();
        var unit = Assert.Single(await http.UnitsAsync());
        await GateTests.AssertRefusedAsync(http, $"{Units}/{unit.Text("id")}/users", HttpStatusCode.Forbidden, "missing.any.permissions");
        await GateTests.AssertRefusedAsync(http, Search(unit), HttpStatusCode.Forbidden, "missing.any.permissions", Days(7));
    }

    [Theory, InlineData(7, "Complete", 200), InlineData(8, "Processing", 202)]
    public async Task Search_for_a_week_answers_at_once_and_a_longer_one_in_the_background(int days, string status, int code)
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        var unit = Assert.Single(await http.UnitsAsync());
        foreach (var path in new[] { Search(unit), $"{Units}/{unit.Text("id")}/agentschedules/search" })
        {
            using var answer = await http.PostAsJsonAsync(path, Days(days));
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((code, status), ((int)answer.StatusCode, body.Text("status")));
            Assert.NotEmpty(body.Text("operationId"));
            Assert.Equal(
                status == "Complete",
                body.GetProperty("result").ValueKind == JsonValueKind.Object
                    && body.GetProperty("result").GetProperty("agentSchedules").GetArrayLength() > 0
            );
        }
    }

    [Theory, InlineData(100, "Complete"), InlineData(101, "Processing")]
    public async Task Search_for_100_people_answers_at_once(int people, string status)
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        var answer = await SearchAsync(http, 7, [.. Enumerable.Range(0, people).Select(i => $"user-{i}")]);
        Assert.Equal(status, answer.Text("status"));
    }

    [
        Theory,
        InlineData(ScheduleAnswer.Processing, "Processing"),
        InlineData(ScheduleAnswer.Canceled, "Canceled"),
        InlineData(ScheduleAnswer.Error, "Error")
    ]
    public async Task Search_can_end_without_schedules(ScheduleAnswer answer, string status)
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Schedules = answer });
        using var http = await simulator.ClientAsync();
        var body = await SearchAsync(http, 7);
        Assert.Equal(
            (status, JsonValueKind.Null, false),
            (body.Text("status"), body.GetProperty("result").ValueKind, body.TryGetProperty("downloadUrl", out _))
        );
    }

    [Fact]
    public async Task Large_search_can_be_refused()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                LargeSchedules = ScheduleAnswer.Refused,
            }
        );
        using var http = await simulator.ClientAsync();
        await GateTests.AssertRefusedAsync(http, Search((await http.UnitsAsync())[0]), HttpStatusCode.BadRequest, "bad.request", Days(8));
        Assert.Equal("Complete", (await SearchAsync(http, 7)).Text("status"));
    }

    [Fact]
    public async Task Download_holds_the_result_and_refuses_who_sends_a_token()
    {
        await using var inline = await SimulatorFixture.StartAsync();
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Schedules = ScheduleAnswer.Download });
        using var http = await simulator.ClientAsync();
        var answer = await SearchAsync(http, 7);
        Assert.Equal(("Complete", JsonValueKind.Null), (answer.Text("status"), answer.GetProperty("result").ValueKind));
        using var withToken = await http.GetAsync(answer.Text("downloadUrl"));
        Assert.Equal(HttpStatusCode.BadRequest, withToken.StatusCode);
        using var plain = new HttpClient();
        using var other = await inline.ClientAsync();
        Assert.Equal(
            (await SearchAsync(other, 7)).GetProperty("result").GetRawText(),
            await plain.GetStringAsync(answer.Text("downloadUrl"))
        );
        using var forged = await plain.GetAsync(answer.Text("downloadUrl") + "0");
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    internal static async Task<JsonElement> SearchAsync(HttpClient http, int days, params string[] userIds)
    {
        var unit = (await http.UnitsAsync())[0];
        return await http.AskAsync(Search(unit), Days(days, userIds));
    }

    private static string Search(JsonElement unit) =>
        $"/api/v2/workforcemanagement/businessunits/{unit.Text("businessUnit", "id")}/agentschedules/search";

    private static object Days(int days, params string[] userIds) =>
        new
        {
            startDate = "2026-11-20T00:00:00.000Z",
            endDate = $"2026-11-{20 + days}T00:00:00.000Z",
            userIds,
        };
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>Each option that makes routes and listings unkind does what its help says, and nothing beside it.</summary>
public sealed class UnkindTests
{
    private const string Report =
        "/api/v2/billing/reports/billableusage?startDate=2026-11-01T00:00:00.000Z&endDate=2026-11-19T00:00:00.000Z";
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] ByUser = ["userId"];
    private static readonly string[] Handled = ["tHandle"];

    private static SimulatorOptions Quick => SimulatorFixture.Quick;

    [Theory, InlineData(400), InlineData(403), InlineData(404), InlineData(503)]
    public async Task Route_can_be_refused_for_good_and_be_served_again_later(int status)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { At = [PathFault.Refuse("/billing/reports/*", status)] });
        using var http = await simulator.ClientAsync();
        for (var i = 0; i < 2; i++)
        {
            using var refused = await http.GetAsync(Report);
            Assert.Equal(status, (int)refused.StatusCode);
            Assert.Equal(status, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
        }

        await http.GetStringAsync("/api/v2/groups");
        simulator.Host.At = [];
        await http.GetStringAsync(Report);
    }

    [Fact]
    public async Task What_runs_in_the_background_can_go_on_for_ever()
    {
        PathFault[] at =
        [
            PathFault.InProgress("/analytics/**"),
            PathFault.InProgress("/audits/query/*"),
            PathFault.InProgress("/billing/**"),
            PathFault.InProgress("/workforcemanagement/businessunits/*/agentschedules/search"),
        ];
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { At = at });
        using var http = await simulator.ClientAsync();
        const string Jobs = "/api/v2/analytics/conversations/aggregates/jobs";
        var job = (
            await http.AskAsync(
                Jobs,
                new
                {
                    interval = Wire.Interval(Today.AddDays(-9), Today),
                    groupBy = ByUser,
                    metrics = Handled,
                }
            )
        ).Text("jobId");
        Assert.Equal("PENDING", (await http.ReadAsync($"{Jobs}/{job}")).Text("state"));
        var audit = (
            await http.AskAsync("/api/v2/audits/query", new { interval = Wire.Interval(Today.AddDays(-9), Today), serviceName = "Routing" })
        ).Text("id");
        Assert.Equal("Running", (await http.ReadAsync($"/api/v2/audits/query/{audit}")).Text("state"));
        await http.GetStringAsync(Report);
        Assert.Equal(
            ("InProgress", 0),
            ((await http.ReadAsync(Report)).Text("status"), (await http.ReadAsync(Report)).GetProperty("usages").GetArrayLength())
        );
        var schedules = await SchedulesTests.SearchAsync(http, 7);
        Assert.Equal(("Processing", JsonValueKind.Null), (schedules.Text("status"), schedules.GetProperty("result").ValueKind));
    }

    [Fact]
    public async Task Body_of_another_shape_is_json_without_what_belongs_there()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            Quick with
            {
                At = [PathFault.OtherShape("/license/definitions"), PathFault.OtherShape("/groups")],
            }
        );
        using var http = await simulator.ClientAsync();
        Assert.Equal("{\"items\":[]}", await http.GetStringAsync("/api/v2/license/definitions"));
        Assert.Equal("{\"items\":[]}", await http.GetStringAsync("/api/v2/groups"));
        Assert.Contains("entities", await http.GetStringAsync("/api/v2/license/users"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PathTrouble.MissingRows, 10, 20, 10)]
    [InlineData(PathTrouble.Empty, 0, 0, 0)]
    [InlineData(PathTrouble.Ends, 20, 20, 0)]
    [InlineData(PathTrouble.EmptyPages, 20, 20, 0)]
    public async Task Listing_can_have_fewer_rows_than_it_says(PathTrouble trouble, int first, int pages, int second)
    {
        await using var whole = await SimulatorFixture.StartAsync(Quick);
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { At = [new PathFault("/license/users", trouble)] });
        using var right = await whole.ClientAsync();
        using var http = await simulator.ClientAsync();
        var total = (await right.ReadAsync("/api/v2/license/users")).GetProperty("total").GetInt32();
        var page = await http.ReadAsync("/api/v2/license/users?pageSize=20");
        Assert.Equal(
            (first, pages == 0 ? 0 : total),
            (page.GetProperty("entities").GetArrayLength(), page.GetProperty("total").GetInt32())
        );
        Assert.Equal(
            second,
            (await http.ReadAsync("/api/v2/license/users?pageSize=20&pageNumber=2")).GetProperty("entities").GetArrayLength()
        );
    }

    [Theory, InlineData(PathTrouble.Ends, false), InlineData(PathTrouble.EmptyPages, true)]
    public async Task Listing_with_a_cursor_can_end_early(PathTrouble trouble, bool namesCursor)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { At = [new PathFault("/users/query", trouble)] });
        using var http = await simulator.ClientAsync();
        var page = await http.ReadAsync("/api/v2/users/query?pageSize=20");
        Assert.Equal((20, namesCursor), (page.GetProperty("entities").GetArrayLength(), page.TryGetProperty("cursor", out var cursor)));
        var next = await http.ReadAsync($"/api/v2/users/query?pageSize=20&cursor={(namesCursor ? cursor.GetString() : "20.0")}");
        Assert.Equal((0, false), (next.GetProperty("entities").GetArrayLength(), next.TryGetProperty("cursor", out _)));
    }

    [Theory]
    [InlineData("/api/v2/license/users")]
    [InlineData("/api/v2/authorization/roles")]
    [InlineData("/api/v2/authorization/divisions")]
    [InlineData("/api/v2/groups")]
    [InlineData("/api/v2/users/query")]
    public async Task Page_limit_is_a_400_above_it(string path)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { PageLimit = 100 });
        using var http = await simulator.ClientAsync();
        await http.GetStringAsync($"{path}?pageSize=100");
        await GateTests.AssertRefusedAsync(http, $"{path}?pageSize=101", HttpStatusCode.BadRequest, "invalid.value");
        await http.GetStringAsync("/api/v2/users?pageSize=500");
    }

    [Fact]
    public async Task Retry_after_can_be_far_longer_than_a_minute()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Quick with { Budget = 1, RetryAfterSeconds = 3600 });
        using var http = await simulator.ClientAsync();
        await http.GetStringAsync("/api/v2/organizations/me");
        using var refused = await http.GetAsync("/api/v2/organizations/me");
        Assert.Equal((HttpStatusCode.TooManyRequests, "3600"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
    }
}

using System.Net;
using System.Net.Http.Json;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class ContractLimitTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] ByUser = ["userId"];
    private static readonly string[] Handled = ["tHandle"];
    private static readonly string[] Presence = ["tSystemPresence"];

    [Theory]
    [InlineData("/api/v2/users?pageSize=500", "/api/v2/users?pageSize=501")]
    [InlineData("/api/v2/users/query?pageSize=200", "/api/v2/users/query?pageSize=201")]
    [InlineData("/api/v2/license/users?pageSize=500", "/api/v2/license/users?pageSize=501")]
    [InlineData("/api/v2/users?state=any", "/api/v2/users?state=asleep")]
    [InlineData("/api/v2/users?state=inactive&pageSize=500&pageNumber=20", "/api/v2/users?state=inactive&pageSize=500&pageNumber=21")]
    public async Task Listing_has_its_limits(string allowed, string refused)
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        await http.GetStringAsync(allowed);
        using var answer = await http.GetAsync(refused);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [
        Theory,
        InlineData("conversations/aggregates/jobs", 31),
        InlineData("conversations/details/jobs", 31),
        InlineData("users/details/jobs", 31),
        InlineData("users/details/query", 7),
        InlineData("conversations/details/query", 7)
    ]
    public async Task Interval_has_its_limit(string route, int days)
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        object Body(int length) =>
            Wire.Interval(Today.AddDays(-length), Today) is var interval && route.Contains("aggregates", StringComparison.Ordinal)
                ? new
                {
                    interval,
                    groupBy = ByUser,
                    metrics = Handled,
                }
                : new { interval };
        await http.AskAsync($"/api/v2/analytics/{route}", Body(days));
        await GateTests.AssertRefusedAsync(http, $"/api/v2/analytics/{route}", HttpStatusCode.BadRequest, "bad.request", Body(days + 1));
    }

    [Theory, InlineData(100, true), InlineData(101, false)]
    public async Task User_aggregates_take_100_users(int users, bool allowed)
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                GrantedPermissions = ["analytics:userAggregate:view"],
            }
        );
        using var http = await simulator.ClientAsync();
        var predicates = Enumerable
            .Range(0, users)
            .Select(i => new
            {
                type = "dimension",
                dimension = "userId",
                @operator = "matches",
                value = $"user-{i}",
            });
        using var answer = await http.PostAsJsonAsync(
            "/api/v2/analytics/users/aggregates/query",
            new
            {
                interval = Wire.Interval(Today.AddDays(-7), Today),
                groupBy = ByUser,
                metrics = Presence,
                filter = new { type = "or", predicates },
            }
        );
        Assert.Equal(allowed, answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Jobs_go_through_their_states_before_they_have_results()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { JobMs = 200, Clock = clock });
        using var http = await simulator.ClientAsync();
        const string Route = "/api/v2/analytics/users/details/jobs";
        var id = (await http.AskAsync(Route, new { interval = Wire.Interval(Today.AddDays(-7), Today) })).Text("jobId");
        var states = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            states.Add((await http.ReadAsync($"{Route}/{id}")).Text("state"));
            if (i < 2)
            {
                await GateTests.AssertRefusedAsync(http, $"{Route}/{id}/results", HttpStatusCode.BadRequest, "bad.request");
            }

            clock.Move(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(["QUEUED", "PENDING", "FULFILLED"], states);
        Assert.NotEmpty((await http.ReadAsync($"{Route}/{id}/results")).GetProperty("userDetails").EnumerateArray());
    }

    [Fact]
    public async Task Pages_of_a_job_are_as_long_as_asked_and_together_are_all_of_it()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        const string Route = "/api/v2/analytics/conversations/aggregates/jobs";
        object Body(int pageSize) =>
            new
            {
                interval = Wire.Interval(Today.AddDays(-31), Today),
                groupBy = new List<string> { "userId", "mediaType" },
                metrics = Handled,
                pageSize,
            };
        var whole = await http.JobAsync(Route, "results", Body(1000));
        var id = (await http.AskAsync(Route, Body(7))).Text("jobId");
        var paged = new List<string>();
        var cursor = "";
        do
        {
            var page = await http.ReadAsync($"{Route}/{id}/results{cursor}");
            var rows = page.GetProperty("results").EnumerateArray().Select(row => row.GetRawText()).ToList();
            cursor = page.TryGetProperty("cursor", out var next) ? $"?cursor={next.GetString()}" : null;
            Assert.True(rows.Count == 7 || cursor is null);
            paged.AddRange(rows);
        } while (cursor is not null);
        Assert.Equal(whole.Select(row => row.GetRawText()), paged);
    }

    [Fact]
    public async Task Audits_take_30_days_and_one_query_at_a_time()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { JobMs = 200, Clock = clock });
        using var http = await simulator.ClientAsync();
        object Body(int days) => new { interval = Wire.Interval(Today.AddDays(-days), Today), serviceName = "Routing" };
        await GateTests.AssertRefusedAsync(http, "/api/v2/audits/query", HttpStatusCode.BadRequest, "bad.request", Body(31));
        Assert.Equal("Queued", (await http.AskAsync("/api/v2/audits/query", Body(30))).Text("state"));
        await GateTests.AssertRefusedAsync(http, "/api/v2/audits/query", HttpStatusCode.Conflict, "conflict", Body(30));
        clock.Move(TimeSpan.FromMilliseconds(200));
        Assert.Equal("Queued", (await http.AskAsync("/api/v2/audits/query", Body(30))).Text("state"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Views_are_mapped_and_served_only_where_they_are_audited(bool audited)
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Agents = 200, AuditViews = audited });
        using var http = await simulator.ClientAsync();
        var mapping = (await http.ReadAsync("/api/v2/audits/query/servicemapping"))
            .GetProperty("services")
            .EnumerateArray()
            .Single(service => service.Text("name") == "WorkforceManagement")
            .GetRawText();
        Assert.Equal(audited, mapping.Contains("\"View\"", StringComparison.Ordinal));
        var actions = (await http.AuditsAsync("AnalyticsReporting", Today.AddDays(-30), Today))
            .Select(entry => entry.Text("action"))
            .ToHashSet();
        Assert.Equal(audited, actions.Contains("View"));
        Assert.Contains("Create", actions);
    }

    [Fact]
    public async Task Nothing_is_known_after_the_availability_date()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                LagHours = 26,
                Clock = new StandingClock(),
            }
        );
        using var http = await simulator.ClientAsync();
        var until = (await http.ReadAsync("/api/v2/analytics/users/details/jobs/availability")).Text("dataAvailabilityDate");
        Assert.Equal("2026-11-19T09:30:00.000Z", until);
        var stretches = (
            await http.JobAsync(
                "/api/v2/analytics/users/details/jobs",
                "userDetails",
                new { interval = Wire.Interval(Today.AddDays(-3), Today.AddDays(1)) }
            )
        )
            .SelectMany(row => row.GetProperty("primaryPresence").EnumerateArray())
            .ToList();
        Assert.All(stretches, stretch => Assert.True(string.CompareOrdinal(stretch.Text("startTime"), until) < 0));
        Assert.Contains(stretches, stretch => !stretch.TryGetProperty("endTime", out _));
    }

    [Fact]
    public async Task Lists_may_be_repeated_or_joined()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        var joined = await http.GetStringAsync("/api/v2/users?expand=groups,employerInfo");
        Assert.Equal(joined, await http.GetStringAsync("/api/v2/users?expand=groups&expand=employerInfo"));
        Assert.Contains("employeeType", joined, StringComparison.Ordinal);
    }
}

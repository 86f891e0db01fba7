using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>Each option that makes the organization unkind does what its help says.</summary>
public sealed class UnkindOrganizationTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] ByUser = ["userId"];
    private static readonly string[] Handled = ["tHandle"];

    private static SimulatorOptions Quick => SimulatorFixture.Quick;

    private static SimulatorOptions Golden { get; } = Quick with { ScenarioJson = WriteTests.ReadGolden(), Clock = new StandingClock() };

    [Fact]
    public async Task Drawn_license_delays_let_list_and_single_answer_disagree_for_a_while()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(
            Golden with
            {
                LicenseDelayMs = 2000,
                LicenseDelayMostMs = 900_000,
                Clock = clock,
            }
        );
        using var writer = await simulator.ClientAsync(writes: true);
        using var http = await simulator.ClientAsync();
        await WriteTests.ChangeAsync(writer, "voice-only", "bulkadd", "r04-voice");
        await WriteTests.ChangeAsync(writer, "voice-only", "bulkremove", "r02-omni-cx3");
        var seen = new HashSet<(bool Single, bool Listed)>();
        for (var second = 0; second <= 901; second++)
        {
            var listed = (await http.ListAsync("/api/v2/license/users"))
                .Single(row => row.Text("id") == "voice-only")
                .GetProperty("licenses");
            seen.Add(
                (
                    (await WriteTests.LicensesAsync(http, "voice-only")).Contains("cloudCX1"),
                    listed.EnumerateArray().Any(license => license.GetString() == "cloudCX1")
                )
            );
            clock.Move(TimeSpan.FromSeconds(1));
        }

        Assert.Contains((false, false), seen);
        Assert.Contains((true, true), seen);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Dates_left_out_one_day_are_there_the_next()
    {
        async Task<HashSet<string>> DatedAsync(DateOnly today, double omitted)
        {
            await using var simulator = await SimulatorFixture.StartAsync(Quick with { Today = today, OmitDates = omitted });
            using var http = await simulator.ClientAsync();
            var users = await http.UsersAsync("active");
            return
            [
                .. users.Where(user => user.TryGetProperty("lastTokenIssued", out _)).Select(user => "token " + user.Text("id")),
                .. users
                    .Where(user => user.GetProperty("employerInfo").TryGetProperty("dateHire", out _))
                    .Select(user => "hire " + user.Text("id")),
            ];
        }

        var all = await DatedAsync(Today, 0);
        var first = await DatedAsync(Today, 0.4);
        var second = await DatedAsync(Today.AddDays(1), 0.4);
        Assert.InRange((double)first.Count / all.Count, 0.45, 0.75);
        Assert.NotEmpty(second.Except(first));
        Assert.NotEmpty(first.Except(second));
    }

    [Fact]
    public async Task People_who_never_log_out_are_listed_where_their_presence_began_and_without_an_end()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            Quick with
            {
                PresenceByStart = true,
                NeverLoggedOut = 1,
                HistoryDays = 60,
            }
        );
        using var http = await simulator.ClientAsync();
        var open = new Dictionary<string, string>();
        for (var back = 60; back > 0; back--)
        {
            var day = Today.AddDays(-back);
            var rows = await http.JobAsync(
                "/api/v2/analytics/users/details/jobs",
                "userDetails",
                new { interval = Wire.Interval(day, day.AddDays(1)) }
            );
            foreach (
                var stretch in rows.SelectMany(row =>
                    row.GetProperty("primaryPresence").EnumerateArray().Select(stretch => (User: row.Text("userId"), Stretch: stretch))
                )
            )
            {
                Assert.StartsWith(
                    day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    stretch.Stretch.Text("startTime"),
                    StringComparison.Ordinal
                );
                if (!stretch.Stretch.TryGetProperty("endTime", out _))
                {
                    open.Add(stretch.User, stretch.Stretch.Text("startTime"));
                }
            }
        }

        Assert.InRange(open.Count, 40, 60);
    }

    [Fact]
    public async Task Inactive_user_may_be_missing_unless_a_state_is_named()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { InactiveUsersMissing = true });
        using var writer = await simulator.ClientAsync(writes: true);
        using var left = await writer.PatchAsJsonAsync("/api/v2/users/voice-only", new { state = "inactive", version = 1 });
        await GateTests.AssertRefusedAsync(writer, "/api/v2/users/voice-only", HttpStatusCode.NotFound, "not.found");
        await GateTests.AssertRefusedAsync(writer, "/api/v2/users/voice-only?state=inactive", HttpStatusCode.BadRequest, "invalid.value");
        Assert.Equal("inactive", (await writer.ReadAsync("/api/v2/users/voice-only?state=")).Text("state"));
    }

    [Fact]
    public async Task Hidden_division_has_people_and_no_analytics_until_it_is_shown()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { HiddenDivisions = ["Home"] });
        using var http = await simulator.ClientAsync();
        var body = new
        {
            interval = Wire.Interval(new(2026, 11, 1), new(2026, 11, 19)),
            groupBy = ByUser,
            metrics = Handled,
        };
        const string Jobs = "/api/v2/analytics/conversations/aggregates/jobs";
        Assert.Empty(await http.JobAsync(Jobs, "results", body));
        Assert.Empty(await http.JobAsync("/api/v2/analytics/users/details/jobs", "userDetails", new { body.interval }));
        Assert.Equal(36, (await http.UsersAsync()).Count);
        simulator.Host.HiddenDivisions = [];
        Assert.NotEmpty(await http.JobAsync(Jobs, "results", body));
    }

    [Fact]
    public async Task Removal_that_names_a_vanished_role_fails_as_a_whole()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var writer = await simulator.ClientAsync(writes: true);
        using var http = await simulator.ClientAsync();
        simulator.Host.RemoveRole("r02-omni-cx3");
        var pairs = new List<object>
        {
            new { roleId = "r02-omni-cx3", divisionId = "Home" },
            new { roleId = "r01-employee", divisionId = "Home" },
        };
        const string Subject = "/api/v2/authorization/subjects/voice-only";
        await GateTests.AssertRefusedAsync(writer, $"{Subject}/bulkremove", HttpStatusCode.NotFound, "not.found", new { grants = pairs });
        using var single = await writer.DeleteAsync($"{Subject}/divisions/Home/roles/r02-omni-cx3");
        Assert.Equal(HttpStatusCode.NotFound, single.StatusCode);
        Assert.Equal(["r01-employee"], (await WriteTests.GrantsAsync(http, "voice-only")).Select(grant => grant.Text("role", "id")));
        using var other = await writer.DeleteAsync($"{Subject}/divisions/Home/roles/r01-employee");
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.DoesNotContain("r02-omni-cx3", (await http.ListAsync("/api/v2/authorization/roles")).Select(role => role.Text("id")));
    }

    [Fact]
    public async Task Vanished_division_takes_its_grants_along()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var writer = await simulator.ClientAsync(writes: true);
        using var http = await simulator.ClientAsync();
        simulator.Host.RemoveDivision("Vienna");
        Assert.DoesNotContain(
            "Vienna",
            (await WriteTests.GrantsAsync(http, "two-divisions")).Select(grant => grant.Text("division", "id"))
        );
        var pairs = new List<object> { new { roleId = "r02-omni-cx3", divisionId = "Vienna" } };
        await GateTests.AssertRefusedAsync(
            writer,
            "/api/v2/authorization/subjects/two-divisions/bulkremove",
            HttpStatusCode.NotFound,
            "not.found",
            new { grants = pairs }
        );
    }

    [Fact]
    public async Task Role_that_is_new_is_unknown_for_a_while_and_then_granted()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { NewRoleMs = 30_000, Clock = clock });
        using var writer = await simulator.ClientAsync(writes: true);
        var body = new { grants = new List<object> { new { roleId = "r04-voice", divisionId = "Home" } } };
        const string Add = "/api/v2/authorization/subjects/voice-only/bulkadd";
        await GateTests.AssertRefusedAsync(writer, Add, HttpStatusCode.NotFound, "not.found", body);
        clock.Move(TimeSpan.FromSeconds(29));
        await GateTests.AssertRefusedAsync(writer, Add, HttpStatusCode.NotFound, "not.found", body);
        clock.Move(TimeSpan.FromSeconds(1));
        await WriteTests.ChangeAsync(writer, "voice-only", "bulkadd", "r04-voice");
    }
}

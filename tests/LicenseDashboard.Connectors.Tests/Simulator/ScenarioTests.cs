using System.Net;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class ScenarioTests
{
    private static readonly string[] ByUserAndMedia = ["userId", "mediaType", "purpose"];
    private static readonly string[] Handled = ["tHandle"];
    private static readonly string[] Supervised = ["tMonitoring", "tCoaching", "tBarging"];

    private static SimulatorOptions Golden { get; } =
        SimulatorFixture.Quick with
        {
            Today = null,
            ScenarioJson = WriteTests.ReadGolden(),
            Clock = new StandingClock(),
        };

    [Fact]
    public async Task People_are_served_exactly_as_written()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var users = await http.UsersAsync();
        Assert.Equal(36, users.Count);
        var starter = users.Single(user => user.Text("id") == "hired-29-days-ago");
        Assert.Equal(
            ("2026-10-22", "head", "Home"),
            (starter.Text("employerInfo", "dateHire"), starter.Text("manager", "id"), starter.Text("division", "id"))
        );
        Assert.Equal(
            "2026-11-19T09:00:00.000Z",
            (await http.ReadAsync("/api/v2/analytics/conversations/details/jobs/availability")).Text("dataAvailabilityDate")
        );
        Assert.Equal(400, (await http.ReadAsync("/api/v2/analytics/dataretention/settings")).GetProperty("retentionDays").GetInt32());
        var seen = users.Single(user => user.Text("id") == "tokens-and-a-login");
        Assert.Equal(
            ("2026-11-15T08:00:00.000Z", "2026-09-01T08:00:00.000Z"),
            (seen.Text("lastTokenIssued", "dateIssued"), seen.Text("dateLastLogin"))
        );
        var silent = users.Single(user => user.Text("id") == "last-seen-4-oct");
        Assert.Equal(
            (false, false, false),
            (
                silent.TryGetProperty("lastTokenIssued", out _),
                silent.TryGetProperty("dateLastLogin", out _),
                silent.GetProperty("employerInfo").TryGetProperty("dateHire", out _)
            )
        );
    }

    [Theory]
    [InlineData("voice-only", "cloudCX3,collaboratePro")]
    [InlineData("idle-planner", "cloudCX2,collaboratePro,gc2WEMupgrade")]
    [InlineData("reports-only", "cloudCX2,collaboratePro")]
    [InlineData("by-group", "cloudCX3,collaboratePro")]
    [InlineData("head", "collaboratePro,communicate")]
    [InlineData("add-on-without-base", "gc2WEMupgrade")]
    [InlineData("two-bases", "cloudCX1,cloudCX3")]
    [InlineData("unknown-sku", "cloudCX3,cxCloudSF")]
    [InlineData("unseen-permission", "cloudCX1,collaboratePro")]
    public async Task Licences_follow_roles_unless_they_are_written_down(string person, string licenses)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        Assert.Equal(licenses, string.Join(',', (await WriteTests.LicensesAsync(http, person)).Order(StringComparer.Ordinal)));
    }

    /// <summary>Half past midnight in Berlin is the day before in UTC: the local day must win.</summary>
    [
        Theory,
        InlineData("Europe/Berlin", "2026-09-19T22:00:00.000Z/2026-09-20T22:00:00.000Z"),
        InlineData("UTC", "2026-09-19T00:00:00.000Z/2026-09-20T00:00:00.000Z")
    ]
    public async Task Days_are_those_of_the_time_zone_asked_for(string zone, string expected)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var groups = await http.JobAsync(
            "/api/v2/analytics/conversations/aggregates/jobs",
            "results",
            new
            {
                interval = zone == "UTC"
                    ? "2026-09-10T00:00:00.000Z/2026-09-30T00:00:00.000Z"
                    : "2026-09-09T22:00:00.000Z/2026-09-29T22:00:00.000Z",
                granularity = "P1D",
                timeZone = zone,
                groupBy = ByUserAndMedia,
                metrics = Handled,
            }
        );
        var digital = groups.Single(group =>
            group.Text("group", "userId") == "digital-first-day" && group.Text("group", "mediaType") == "message"
        );
        Assert.Equal(expected, Assert.Single(digital.GetProperty("data").EnumerateArray().ToList()).Text("interval"));
    }

    [Fact]
    public async Task World_differs_only_in_what_it_replaces()
    {
        await using var plain = await SimulatorFixture.StartAsync(Golden);
        await using var viewsOff = await SimulatorFixture.StartAsync(Golden with { World = "viewsOff" });
        using var http = await plain.ClientAsync();
        using var off = await viewsOff.ClientAsync();
        const string Mapping = "/api/v2/audits/query/servicemapping";
        Assert.Contains("\"View\"", await http.GetStringAsync(Mapping), StringComparison.Ordinal);
        Assert.DoesNotContain("\"View\"", await off.GetStringAsync(Mapping), StringComparison.Ordinal);
        Assert.Equal(await http.GetStringAsync("/api/v2/users?pageSize=100"), await off.GetStringAsync("/api/v2/users?pageSize=100"));
    }

    [Fact]
    public async Task World_may_lack_services_and_people()
    {
        var json = Golden.ScenarioJson!.Replace(
            "\"worlds\": {",
            "\"worlds\": {\"less\": {\"withoutAudits\": [\"WorkforceManagement\"], \"without\": [\"working-admin\"]}, ",
            StringComparison.Ordinal
        );
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { ScenarioJson = json, World = "less" });
        using var http = await simulator.ClientAsync();
        Assert.DoesNotContain(
            "WorkforceManagement",
            await http.GetStringAsync("/api/v2/audits/query/servicemapping"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("working-admin", (await http.UsersAsync()).Select(user => user.Text("id")));
    }

    [Fact]
    public async Task Roles_are_granted_where_the_scenario_says()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        async Task<List<string>> GrantedAsync(string person) =>
            [
                .. (await WriteTests.GrantsAsync(http, person))
                    .Select(grant => $"{grant.Text("role", "id")} in {grant.Text("division", "id")}")
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(
            ["r01-employee in Home", "r02-omni-cx3 in Home", "r02-omni-cx3 in Vienna", "r04-voice in Home"],
            await GrantedAsync("two-divisions")
        );
        Assert.Equal(
            ["r01-employee in Home", "r02-omni-cx3 in Home", "r02-omni-cx3 in Vienna", "r04-voice in *"],
            await GrantedAsync("two-divisions-kept")
        );
        Assert.Contains("r02-omni-cx3 in *", await GrantedAsync("by-group"));
        Assert.Equal(["Home", "Vienna"], (await http.ListAsync("/api/v2/authorization/divisions")).Select(division => division.Text("id")));
    }

    [Fact]
    public async Task Inferred_is_what_the_scenario_answers_for_exactly_these_roles()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        Assert.Equal(
            ["cloudCX3", "collaboratePro"],
            (await WriteTests.LicensesAsync(http, "vendor-infers-more")).Order(StringComparer.Ordinal)
        );
        async Task<List<string>> InferAsync(params string[] roles) =>
            [
                .. (await http.AskAsync("/api/v2/license/infer", roles))
                    .EnumerateArray()
                    .Select(id => id.GetString()!)
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(["cloudCX3", "collaboratePro"], await InferAsync("r15-special-desk", "r01-employee"));
        Assert.DoesNotContain("cloudCX3", await InferAsync("r15-special-desk"));
    }

    /// <summary>A stretch without an end comes with the day it began, and never again.</summary>
    [
        Theory,
        InlineData("2026-09-30T22:00:00.000Z/2026-10-01T22:00:00.000Z", true),
        InlineData("2026-10-01T22:00:00.000Z/2026-10-31T22:00:00.000Z", false)
    ]
    public async Task Presence_without_an_end_is_served_where_it_began(string interval, bool served)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var rows = await http.JobAsync("/api/v2/analytics/users/details/jobs", "userDetails", new { interval });
        var stretches = rows.Where(row => row.Text("userId") == "never-logged-out")
            .SelectMany(row => row.GetProperty("primaryPresence").EnumerateArray())
            .ToList();
        Assert.Equal(
            served ? [("2026-10-01T07:00:00.000Z", false)] : [],
            stretches.Select(stretch => (stretch.Text("startTime"), stretch.TryGetProperty("endTime", out _)))
        );
    }

    [Fact]
    public async Task World_refuses_paths_and_keeps_some_people()
    {
        const string World = """
            "worlds": {"odd": {
                "only": ["voice-only", "shift-lead-monitors"], "refused": {"/workforcemanagement/managementunits": 404,
                 "/billing/reports/billableusage": 403},
                "idleDivisions": ["Home"], "clientOwner": "head"},
            """;
        var json = Golden.ScenarioJson!.Replace("\"worlds\": {", World, StringComparison.Ordinal);
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { ScenarioJson = json, World = "odd" });
        using var http = await simulator.ClientAsync();
        Assert.Equal(
            ["shift-lead-monitors", "voice-only"],
            (await http.UsersAsync()).Select(user => user.Text("id")).Order(StringComparer.Ordinal)
        );
        await GateTests.AssertRefusedAsync(http, "/api/v2/workforcemanagement/managementunits", HttpStatusCode.NotFound, "not.found");
        await GateTests.AssertRefusedAsync(http, "/api/v2/billing/reports/billableusage", HttpStatusCode.Forbidden, "missing.permissions");
        await http.GetStringAsync("/api/v2/workforcemanagement/businessunits");
        var rows = await http.JobAsync(
            "/api/v2/analytics/conversations/aggregates/jobs",
            "results",
            new
            {
                interval = Wire.Interval(new(2026, 11, 1), new(2026, 11, 10)),
                groupBy = ByUserAndMedia,
                metrics = Supervised,
            }
        );
        Assert.Equal(("shift-lead-monitors", "user"), (Assert.Single(rows).Text("group", "userId"), rows[0].Text("group", "purpose")));
    }

    [Fact]
    public async Task Shifts_of_people_in_no_management_unit_are_found_in_the_business_unit()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var business = (await http.UnitsAsync())[0].Text("businessUnit", "id");
        var answer = await http.AskAsync(
            $"/api/v2/workforcemanagement/businessunits/{business}/agentschedules/search",
            new
            {
                startDate = "2026-10-18T22:00:00.000Z",
                endDate = "2026-10-25T23:00:00.000Z",
                userIds = new List<string> { "night-shift", "voice-only" },
            }
        );
        var schedule = Assert.Single(answer.GetProperty("result").GetProperty("agentSchedules").EnumerateArray().ToList());
        Assert.Equal(
            ("night-shift", 480),
            (schedule.Text("user", "id"), schedule.GetProperty("shifts")[0].GetProperty("lengthMinutes").GetInt32())
        );
    }

    [Theory]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"idle\": 1}", "the scenario has \"idle\"")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"refused\": {\"/users\": 500}}", "neither 403 nor 404")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"only\": [\"ghost\"]}", "names 'ghost'")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"catalogue\": {\"prices\": []}}", "\"catalogue\" has \"prices\"")]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"roles\": [{\"id\": \"r1\", \"name\": \"R\", \"rights\": []}]}",
        "role 'r1' has \"rights\""
    )]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"grantedIn\": "
            + "{\"r1\": [\"Home\"]}}]}",
        "'a' says where 'r1' is granted"
    )]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"lastLogin\": \"yesterday\"}]}",
        "lastLogin of 'a' must be an instant"
    )]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"presence\": "
            + "[{\"day\": \"2026-11-02\", \"from\": \"2026-11-02\", \"until\": 1}]}]}",
        "a presence has \"until\""
    )]
    [InlineData("nonsense", "it is no JSON")]
    [InlineData("{\"today\": \"20 November\", \"timeZone\": \"UTC\"}", "today must be a day")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"Berlin\"}", "write an IANA name")]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"roles\": [\"r1\"]}]}",
        "unknown role 'r1'"
    )]
    [InlineData(
        "{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"colour\": 1}]}",
        "has \"colour\""
    )]
    public async Task Malformed_scenario_is_refused_with_what_is_wrong(string json, string expected)
    {
        var refusal = await Assert.ThrowsAsync<SimulatorOptionException>(() =>
            SimulatorFixture.StartAsync(Golden with { ScenarioJson = json })
        );
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}

using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class ScenarioTests
{
    private static readonly string[] ByUserAndMedia = ["userId", "mediaType", "purpose"];
    private static readonly string[] Handled = ["tHandle"];

    private static SimulatorOptions Golden { get; } = SimulatorFixture.Quick with { Today = null, ScenarioJson = WriteTests.ReadGolden(), Clock = new StandingClock() };

    [Fact]
    public async Task People_are_served_exactly_as_written()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var users = await http.UsersAsync();
        Assert.Equal(23, users.Count);
        var starter = users.Single(user => user.Text("id") == "hired-29-days-ago");
        Assert.Equal(("2026-10-22", "head", "Home"), (starter.Text("employerInfo", "dateHire"), starter.Text("manager", "id"), starter.Text("division", "id")));
        Assert.Equal("2026-11-19T09:00:00.000Z", (await http.ReadAsync("/api/v2/analytics/conversations/details/jobs/availability")).Text("dataAvailabilityDate"));
        Assert.Equal(400, (await http.ReadAsync("/api/v2/analytics/dataretention/settings")).GetProperty("retentionDays").GetInt32());
        Assert.Equal("2026-10-04T07:00:00.000Z", users.Single(user => user.Text("id") == "last-seen-4-oct").Text("lastTokenIssued", "dateIssued"));
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
    [Theory, InlineData("Europe/Berlin", "2026-09-19T22:00:00.000Z/2026-09-20T22:00:00.000Z"), InlineData("UTC", "2026-09-19T00:00:00.000Z/2026-09-20T00:00:00.000Z")]
    public async Task Days_are_those_of_the_time_zone_asked_for(string zone, string expected)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Golden);
        using var http = await simulator.ClientAsync();
        var groups = await http.JobAsync("/api/v2/analytics/conversations/aggregates/jobs", "results", new
        {
            interval = zone == "UTC" ? "2026-09-10T00:00:00.000Z/2026-09-30T00:00:00.000Z" : "2026-09-09T22:00:00.000Z/2026-09-29T22:00:00.000Z",
            granularity = "P1D",
            timeZone = zone,
            groupBy = ByUserAndMedia,
            metrics = Handled,
        });
        var digital = groups.Single(group => group.Text("group", "userId") == "digital-first-day" && group.Text("group", "mediaType") == "message");
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
        var json = Golden.ScenarioJson!.Replace("\"worlds\": {", "\"worlds\": {\"less\": {\"withoutAudits\": [\"WorkforceManagement\"], \"without\": [\"working-admin\"]}, ", StringComparison.Ordinal);
        await using var simulator = await SimulatorFixture.StartAsync(Golden with { ScenarioJson = json, World = "less" });
        using var http = await simulator.ClientAsync();
        Assert.DoesNotContain("WorkforceManagement", await http.GetStringAsync("/api/v2/audits/query/servicemapping"), StringComparison.Ordinal);
        Assert.DoesNotContain("working-admin", (await http.UsersAsync()).Select(user => user.Text("id")));
    }

    [Theory]
    [InlineData("nonsense", "it is no JSON")]
    [InlineData("{\"today\": \"20 November\", \"timeZone\": \"UTC\"}", "today must be a day")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"Berlin\"}", "write an IANA name")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"roles\": [\"r1\"]}]}", "unknown role 'r1'")]
    [InlineData("{\"today\": \"2026-11-20\", \"timeZone\": \"UTC\", \"people\": [{\"id\": \"a\", \"name\": \"A\", \"colour\": 1}]}", "has \"colour\"")]
    public async Task Malformed_scenario_is_refused_with_what_is_wrong(string json, string expected)
    {
        var refusal = await Assert.ThrowsAsync<SimulatorOptionException>(() => SimulatorFixture.StartAsync(Golden with { ScenarioJson = json }));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}

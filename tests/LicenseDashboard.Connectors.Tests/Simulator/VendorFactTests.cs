using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>What the vendor's documentation says of names, shapes, permissions and refusals.</summary>
public sealed class VendorFactTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] ByUser = ["userId"];

    private static string[] Evaluations { get; } = ["nEvaluations"];

    [Theory]
    [InlineData("/api/v2/analytics/conversations/aggregates/jobs", "{\"interval\": \"$\", \"metrics\": [\"tNope\"]}", "tNope")]
    [InlineData("/api/v2/analytics/users/aggregates/query", "{\"interval\": \"$\", \"metrics\": [\"tNope\"]}", "tNope")]
    [InlineData("/api/v2/analytics/evaluations/aggregates/query", "{\"interval\": \"$\", \"metrics\": [\"tNope\"]}", "tNope")]
    [InlineData(
        "/api/v2/analytics/conversations/aggregates/jobs",
        "{\"interval\": \"$\", \"metrics\": [\"tHandle\"], \"nope\": 1}",
        "nope"
    )]
    [InlineData(
        "/api/v2/analytics/evaluations/aggregates/query",
        "{\"interval\": \"$\", \"metrics\": [\"nEvaluations\"], \"pageSize\": 1}",
        "pageSize"
    )]
    [InlineData("/api/v2/analytics/users/details/jobs", "{\"interval\": \"$\", \"pageSize\": 500}", "pageSize")]
    [InlineData(
        "/api/v2/analytics/users/details/jobs",
        "{\"interval\": \"$\", \"userFilters\": [{\"type\": \"or\", \"nope\": []}]}",
        "nope"
    )]
    [InlineData("/api/v2/analytics/conversations/details/jobs", "{\"interval\": \"$\", \"paging\": {}}", "paging")]
    [InlineData("/api/v2/audits/query", "{\"interval\": \"$\", \"serviceName\": \"Routing\", \"expand\": \"user\"}", "expand")]
    public async Task Undocumented_metric_or_field_is_refused_by_name(string path, string body, string named)
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                GrantedPermissions = ["analytics:userAggregate:view"],
            }
        );
        using var http = await simulator.ClientAsync();
        using var content = new StringContent(body.Replace("$", Wire.Interval(Today.AddDays(-7), Today), StringComparison.Ordinal));
        using var answer = await http.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"'{named}'", (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("message"), StringComparison.Ordinal);
    }

    [Theory, InlineData("/api/v2/users"), InlineData("/api/v2/users/query"), InlineData("/api/v2/users/{id}")]
    public async Task Undocumented_expand_is_refused(string path)
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        path = path.Replace("{id}", DemoPeople.TeamLead.Id, StringComparison.Ordinal);
        await http.GetStringAsync($"{path}?expand=groups,skills");
        await GateTests.AssertRefusedAsync(http, $"{path}?expand=groups,nope", HttpStatusCode.BadRequest, "invalid.value");
    }

    [Fact]
    public async Task Evaluations_count_on_the_day_of_creation_unless_release_is_asked_for()
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Agents = 300 });
        using var http = await simulator.ClientAsync();
        async Task<List<string>> DaysAsync(string? dimension)
        {
            var interval = Wire.Interval(Today.AddDays(-31), Today);
            object body = dimension is null
                ? new
                {
                    interval,
                    granularity = "P1D",
                    groupBy = ByUser,
                    metrics = Evaluations,
                }
                : new
                {
                    interval,
                    granularity = "P1D",
                    groupBy = ByUser,
                    metrics = Evaluations,
                    alternateTimeDimension = dimension,
                };
            var rows = (await http.AskAsync("/api/v2/analytics/evaluations/aggregates/query", body))
                .GetProperty("results")
                .EnumerateArray();
            return
            [
                .. rows.SelectMany(row =>
                    row.GetProperty("data").EnumerateArray().Select(slice => $"{row.Text("group", "userId")} {slice.Text("interval")}")
                ),
            ];
        }

        var created = await DaysAsync(null);
        var released = await DaysAsync("evaluationReleaseDate");
        Assert.Equal(created, await DaysAsync("evaluationCreatedDate"));
        Assert.Equal(released, await DaysAsync("eventTime"));
        Assert.NotEmpty(released.Except(created));
        Assert.NotEmpty(created.Intersect(released));
        await GateTests.AssertRefusedAsync(
            http,
            "/api/v2/analytics/evaluations/aggregates/query",
            HttpStatusCode.BadRequest,
            "invalid.value",
            new
            {
                interval = Wire.Interval(Today.AddDays(-7), Today),
                metrics = Evaluations,
                alternateTimeDimension = "yesterday",
            }
        );
    }

    [Fact]
    public async Task Reading_client_has_the_least_privilege_role_and_writing_client_may_only_write()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var reader = await simulator.ClientAsync();
        using var writer = await simulator.ClientAsync(writes: true);
        await reader.GetStringAsync("/api/v2/analytics/conversations/details/jobs/availability");
        await GateTests.AssertRefusedAsync(writer, "/api/v2/users/query", HttpStatusCode.Forbidden, "missing.permissions");
        await GateTests.AssertRefusedAsync(
            writer,
            $"/api/v2/authorization/subjects/{DemoPeople.TeamLead.Id}",
            HttpStatusCode.Forbidden,
            "missing.permissions"
        );
        await GateTests.AssertRefusedAsync(
            reader,
            $"/api/v2/authorization/subjects/{DemoPeople.TeamLead.Id}/bulkremove",
            HttpStatusCode.Forbidden,
            "missing.permissions",
            new { }
        );
        await GateTests.AssertRefusedAsync(reader, "/api/v2/authorization/settings", HttpStatusCode.Forbidden, "missing.any.permissions");
        await reader.GetStringAsync("/api/v2/groups");
    }

    [Fact]
    public async Task Objects_have_the_fields_that_the_vendors_client_declares()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                ScenarioJson = WriteTests.ReadGolden(),
            }
        );
        using var http = await simulator.ClientAsync();
        var role = (await WriteTests.GrantsAsync(http, "voice-only"))[0].GetProperty("role");
        Assert.Equal((true, false), (role.TryGetProperty("policies", out _), role.TryGetProperty("permissionPolicies", out _)));
        Assert.True((await http.ListAsync("/api/v2/authorization/divisions"))[0].TryGetProperty("description", out _));
        var user = await http.ReadAsync("/api/v2/users/by-group?expand=groups");
        Assert.Equal(1, user.GetProperty("manager").GetProperty("version").GetInt32());
        foreach (var group in new[] { user.GetProperty("groups")[0], (await http.ListAsync("/api/v2/groups"))[0] })
        {
            Assert.Equal(
                ("official", "public", true),
                (group.Text("type"), group.Text("visibility"), group.GetProperty("rulesVisible").GetBoolean())
            );
        }

        Assert.Equal(1, (await http.ReadAsync("/api/v2/organizations/me")).GetProperty("version").GetInt32());
        var token = await http.ReadAsync("/api/v2/tokens/me");
        Assert.Equal("simulator-read", token.Text("OAuthClient", "name"));
        Assert.False(token.GetProperty("organization").TryGetProperty("domain", out _));
        Assert.False((await http.ListAsync("/api/v2/authorization/roles/r01-employee/users"))[0].TryGetProperty("name", out _));
        Assert.False((await http.UnitsAsync())[0].GetProperty("division").TryGetProperty("name", out _));
        const string Jobs = "/api/v2/analytics/conversations/aggregates/jobs";
        var job = (
            await http.AskAsync(Jobs, new { interval = Wire.Interval(Today.AddDays(-7), Today), metrics = new List<string> { "tHandle" } })
        ).Text("jobId");
        Assert.False((await http.ReadAsync($"{Jobs}/{job}/results")).TryGetProperty("dataAvailabilityDate", out _));
    }
}

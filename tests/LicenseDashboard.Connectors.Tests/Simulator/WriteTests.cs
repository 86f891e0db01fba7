using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class WriteTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.CreateVersion7():N}.jsonl");

    private static SimulatorOptions Options { get; } = SimulatorFixture.Quick with { ScenarioJson = ReadGolden() };

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Swapped_role_changes_the_licence_after_the_delay()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(Options with { LicenseDelayMs = 2000, Clock = clock });
        using var http = await simulator.ClientAsync(writes: true);
        await ChangeAsync(http, "voice-only", "bulkadd", "r04-voice");
        await ChangeAsync(http, "voice-only", "bulkremove", "r02-omni-cx3");
        clock.Move(TimeSpan.FromMilliseconds(1999));
        Assert.Contains("cloudCX3", await LicensesAsync(http, "voice-only"));
        clock.Move(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["cloudCX1", "collaboratePro"], await LicensesAsync(http, "voice-only"));
        Assert.Equal(
            [("add", "r04-voice"), ("remove", "r02-omni-cx3")],
            simulator.Host.Journal.Select(entry => (entry.Change, entry.Grants.Single().RoleId))
        );
    }

    [Fact]
    public async Task Explicit_licence_stays_whatever_the_roles_say()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Options);
        using var http = await simulator.ClientAsync(writes: true);
        await ChangeAsync(http, "unknown-sku", "bulkreplace", "r04-voice");
        Assert.Equal(["cloudCX1", "cxCloudSF"], await LicensesAsync(http, "unknown-sku"));
    }

    [Fact]
    public async Task Reading_client_may_not_write()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Options);
        using var http = await simulator.ClientAsync();
        var body = new { grants = Array.Empty<object>() };
        await GateTests.AssertRefusedAsync(
            http,
            "/api/v2/authorization/subjects/voice-only/bulkadd",
            HttpStatusCode.Forbidden,
            "missing.permissions",
            body
        );
        Assert.Empty(simulator.Host.Journal);
    }

    [
        Theory,
        InlineData("nobody", "r04-voice", "Home"),
        InlineData("voice-only", "r99", "Home"),
        InlineData("voice-only", "r04-voice", "Mars")
    ]
    public async Task Write_that_names_something_unknown_changes_nothing(string subject, string role, string division)
    {
        await using var simulator = await SimulatorFixture.StartAsync(Options);
        using var http = await simulator.ClientAsync(writes: true);
        await GateTests.AssertRefusedAsync(
            http,
            $"/api/v2/authorization/subjects/{subject}/bulkadd",
            HttpStatusCode.NotFound,
            "not.found",
            new { grants = new List<object> { new { roleId = role, divisionId = division } } }
        );
        Assert.Empty(simulator.Host.Journal);
    }

    [Fact]
    public async Task Inactive_loses_direct_roles_and_gets_back_only_those_of_groups()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Options);
        using var http = await simulator.ClientAsync(writes: true);
        using var reader = await simulator.ClientAsync();
        await SetStateAsync(http, "by-group", "inactive");
        Assert.Empty(await LicensesAsync(http, "by-group"));
        Assert.DoesNotContain("by-group", (await http.ListAsync("/api/v2/license/users")).Select(row => row.Text("id")));
        await SetStateAsync(http, "by-group", "active");
        Assert.Equal(["r02-omni-cx3"], (await GrantsAsync(reader, "by-group")).Select(grant => grant.Text("role", "id")));
        Assert.Contains("cloudCX3", await LicensesAsync(http, "by-group"));
    }

    [Fact]
    public async Task Stale_version_is_refused()
    {
        await using var simulator = await SimulatorFixture.StartAsync(Options);
        using var http = await simulator.ClientAsync(writes: true);
        using var stale = await http.PatchAsJsonAsync("/api/v2/users/voice-only", new { state = "inactive", version = 7 });
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var fresh = await http.PatchAsJsonAsync("/api/v2/users/voice-only", new { state = "inactive", version = 1 });
        Assert.Equal("inactive", (await fresh.Content.ReadFromJsonAsync<JsonElement>()).Text("state"));
    }

    [Fact]
    public async Task Journal_is_replayed_and_a_torn_last_line_is_dropped()
    {
        var options = Options with { StateFile = _file };
        await using (var first = await SimulatorFixture.StartAsync(options))
        {
            using var http = await first.ClientAsync(writes: true);
            await ChangeAsync(http, "voice-only", "bulkreplace", "r04-voice");
            await SetStateAsync(http, "right-seat", "inactive");
        }

        await File.AppendAllTextAsync(_file, "{\"at\":\"2026-11-2");
        for (var start = 0; start < 2; start++)
        {
            await using var again = await SimulatorFixture.StartAsync(options);
            using var http = await again.ClientAsync();
            Assert.Equal(2, again.Host.Journal.Count);
            Assert.Equal(["cloudCX1", "collaboratePro"], await LicensesAsync(http, "voice-only"));
            Assert.Empty(await LicensesAsync(http, "right-seat"));
        }
    }

    [Fact]
    public async Task Journal_of_another_organization_is_refused()
    {
        await using (await SimulatorFixture.StartAsync(Options with { StateFile = _file })) { }

        var refusal = await Assert.ThrowsAsync<SimulatorOptionException>(() =>
            SimulatorFixture.StartAsync(SimulatorFixture.Quick with { StateFile = _file })
        );
        Assert.Contains("another organization", refusal.Message, StringComparison.Ordinal);
    }

    internal static string ReadGolden()
    {
        using var reader = new StreamReader(Testing.Scenarios.Scenario.OpenGolden());
        return reader.ReadToEnd();
    }

    internal static async Task<List<string>> LicensesAsync(HttpClient http, string id) =>
        [
            .. (await http.ReadAsync($"/api/v2/license/users/{id}"))
                .GetProperty("licenses")
                .EnumerateArray()
                .Select(license => license.Text("id")),
        ];

    internal static async Task<List<JsonElement>> GrantsAsync(HttpClient http, string id) =>
        [.. (await http.ReadAsync($"/api/v2/authorization/subjects/{id}")).GetProperty("grants").EnumerateArray()];

    internal static async Task ChangeAsync(HttpClient http, string subject, string change, string role)
    {
        using var answer = await http.PostAsJsonAsync(
            $"/api/v2/authorization/subjects/{subject}/{change}",
            new { grants = new List<object> { new { roleId = role, divisionId = "Home" } } }
        );
        answer.EnsureSuccessStatusCode();
    }

    private static async Task SetStateAsync(HttpClient http, string id, string state)
    {
        using var answer = await http.PutAsJsonAsync($"/api/v2/users/{id}/state", new { state });
        answer.EnsureSuccessStatusCode();
    }
}

using System.Net;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class InferenceTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("r01-employee", "collaboratePro,communicate")]
    [InlineData("r04-voice", "cloudCX1,collaboratePro")]
    [InlineData("r05-voice-wem", "cloudCX1,collaboratePro,gc1WEMupgrade")]
    [InlineData("r03-omni-cx2,r06-planner", "cloudCX2,collaboratePro,gc2WEMupgrade")]
    [InlineData("r03-omni-cx2,r06-planner,r07-master", "cloudCX3,collaboratePro")]
    [InlineData("r08-reporting-admin", "cloudCX2,collaboratePro")]
    public async Task Roles_imply_the_cheapest_set_that_holds_their_permissions(string roles, string expected)
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                ScenarioJson = WriteTests.ReadGolden(),
            }
        );
        using var http = await simulator.ClientAsync();
        var answer = await http.AskAsync("/api/v2/license/infer", roles.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, string.Join(',', answer.EnumerateArray().Select(id => id.GetString()!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Unknown_role_is_refused()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        await GateTests.AssertRefusedAsync(http, "/api/v2/license/infer", HttpStatusCode.NotFound, "not.found", new List<string> { "r99" });
    }

    /// <summary>Without CX 3, workforce management outranks speech analytics and the second is not covered.</summary>
    [Fact]
    public async Task Single_tier_answers_the_top_base_with_wem_when_nothing_holds_everything()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Profile = SimulatorProfile.SingleTier,
            }
        );
        using var http = await simulator.ClientAsync();
        var definitions = await http.ReadAsync("/api/v2/license/definitions");
        Assert.Equal(
            ["collaboratePro", "communicate", "cloudCX2", "gc2WEMupgrade", "gcSTAupgrade"],
            definitions.EnumerateArray().Select(definition => definition.Text("id"))
        );
        var master = (await http.ListAsync("/api/v2/authorization/roles")).Single(role => role.Text("name") == "Master Admin").Text("id");
        var answer = await http.AskAsync("/api/v2/license/infer", new List<string> { master });
        Assert.Equal(
            ["cloudCX2", "collaboratePro", "gc2WEMupgrade"],
            answer.EnumerateArray().Select(id => id.GetString()!).Order(StringComparer.Ordinal)
        );
    }

    [Theory, InlineData(SimulatorProfile.Named), InlineData(SimulatorProfile.SingleTier)]
    public async Task Seat_is_what_all_roles_imply_but_for_a_few_assigned_by_hand(SimulatorProfile profile)
    {
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Agents = 300, Profile = profile });
        using var http = await simulator.ClientAsync();
        var users = (await http.UsersAsync("active", "authorization")).ToDictionary(user => user.Text("id"));
        var answers = new Dictionary<string, HashSet<string>>();
        var byHand = 0;
        foreach (var row in await http.ListAsync("/api/v2/license/users"))
        {
            var roles = users[row.Text("id")]
                .GetProperty("authorization")
                .GetProperty("roles")
                .EnumerateArray()
                .Select(role => role.Text("id"))
                .Order(StringComparer.Ordinal)
                .ToList();
            var key = string.Join(',', roles);
            if (!answers.TryGetValue(key, out var inferred))
            {
                answers[key] = inferred = Texts(await http.AskAsync("/api/v2/license/infer", roles));
            }

            var held = Texts(row.GetProperty("licenses"));
            Assert.Superset(inferred, held);
            byHand += held.Count == inferred.Count ? 0 : 1;
        }

        Assert.InRange(byHand, 1, 15);
    }

    private static HashSet<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetString()!)];
}

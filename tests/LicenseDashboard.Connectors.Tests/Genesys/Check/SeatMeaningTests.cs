using System.Text.Json.Nodes;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys.Check;

/// <summary>What the vendor's list of licenses means under a contract that counts concurrent people.</summary>
public sealed class SeatMeaningTests
{
    [Fact]
    public async Task List_that_follows_from_the_roles_means_assigned_licenses()
    {
        await using var vendor = await AlteredVendor.StartAsync();
        var line = await AskAsync(vendor);
        Assert.Equal((CheckResult.Holds, ""), (line.Result, line.Follows));
        Assert.StartsWith("Here it means assigned licenses: ", line.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_who_used_a_license_means_no_assigned_licenses()
    {
        await using var vendor = await AlteredVendor.StartAsync(
            alter: (request, answer) => IsList(request) ? WithoutEverySecond(answer) : answer
        );
        var line = await AskAsync(vendor);
        Assert.Equal(CheckResult.DoesNotHold, line.Result);
        Assert.StartsWith("Here it doesn't mean assigned licenses: ", line.Finding, StringComparison.Ordinal);
        Assert.Contains("by role", line.Follows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_list_means_no_assigned_licenses()
    {
        await using var vendor = await AlteredVendor.StartAsync(SimulatorFixture.Quick with { At = [PathFault.Empty("/license/users")] });
        Assert.Equal(CheckResult.DoesNotHold, (await AskAsync(vendor)).Result);
    }

    [Theory, InlineData(false), InlineData(null)]
    public async Task Without_a_concurrent_line_nobody_is_asked_for(bool? concurrent)
    {
        await using var vendor = await AlteredVendor.StartAsync();
        var line = await AskAsync(vendor, concurrent);
        Assert.Equal(
            (CheckResult.CannotTell, "No line of the contract is concurrent, so the list is taken as it is."),
            (line.Result, line.Finding)
        );
    }

    private static async Task<CheckLine> AskAsync(AlteredVendor vendor, bool? concurrent = true) =>
        Assert.Single(
            await vendor.CheckAsync(AlteredVendor.Terms with { Concurrent = concurrent }),
            line => line.Code == CheckQuestions.SeatsAssigned
        );

    private static bool IsList(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/api/v2/license/users";

    private static JsonNode WithoutEverySecond(JsonNode answer)
    {
        foreach (var person in answer["entities"]!.AsArray().Where((_, at) => at % 2 == 1))
        {
            person!["licenses"] = new JsonArray();
        }

        return answer;
    }
}

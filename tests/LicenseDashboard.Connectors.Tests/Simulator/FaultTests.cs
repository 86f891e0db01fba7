using System.Net;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class FaultTests
{
    [Fact]
    public async Task Rate_limit_says_when_to_come_back()
    {
        await using var simulator = await BrokenAsync(FaultKind.RateLimit);
        using var http = await ClientAsync(simulator);
        using var answer = await http.GetAsync("/api/v2/users");
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
        using var token = await http.SendAsync(SimulatorFixture.TokenRequest(simulator.Options.ClientId, simulator.Options.ClientSecret));
        Assert.Equal(HttpStatusCode.BadRequest, token.StatusCode);
        Assert.Contains("rate limit exceeded", await token.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_of_the_kind_that_passes()
    {
        await using var simulator = await BrokenAsync(FaultKind.Errors);
        using var http = await ClientAsync(simulator);
        for (var i = 0; i < 10; i++)
        {
            using var answer = await http.GetAsync("/api/v2/users");
            Assert.InRange((int)answer.StatusCode, 500, 504);
        }
    }

    [Fact]
    public async Task Truncated_answer_is_half_a_document()
    {
        await using var simulator = await BrokenAsync(FaultKind.Truncate);
        using var http = await ClientAsync(simulator);
        var text = await http.GetStringAsync("/api/v2/users");
        Assert.StartsWith("{\"entities\":[{", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task Dropped_connection_may_have_done_the_write()
    {
        await using var simulator = await BrokenAsync(FaultKind.DropConnection);
        using var http = await ClientAsync(simulator);
        const int Tries = 20;
        for (var i = 0; i < Tries; i++)
        {
            using var content = new StringContent("{\"state\":\"active\"}");
            await Assert.ThrowsAsync<HttpRequestException>(() => http.PutAsync($"/api/v2/users/{DemoPeople.TeamLead.Id}/state", content));
        }

        Assert.InRange(simulator.Host.Journal.Count, 1, Tries - 1);
    }

    [Fact]
    public async Task Slow_answer_is_right_all_the_same()
    {
        await using var simulator = await BrokenAsync(FaultKind.Slow);
        using var http = await ClientAsync(simulator);
        Assert.Equal("active", (await http.ReadAsync("/api/v2/organizations/me")).Text("state"));
    }

    [Theory, InlineData(0.2)]
    public async Task Seed_breaks_the_same_requests_again(double probability)
    {
        async Task<List<HttpStatusCode>> RunAsync(int seed)
        {
            await using var simulator = await SimulatorFixture.StartAsync(
                SimulatorFixture.Quick with
                {
                    Faults = [new(FaultKind.Errors, probability, seed)],
                }
            );
            using var http = new HttpClient { BaseAddress = simulator.Host.BaseAddress };
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 60; i++)
            {
                using var answer = await http.SendAsync(
                    SimulatorFixture.TokenRequest(simulator.Options.ClientId, simulator.Options.ClientSecret)
                );
                statuses.Add(answer.StatusCode);
            }

            return statuses;
        }

        var first = await RunAsync(7);
        Assert.Equal(first, await RunAsync(7));
        Assert.NotEqual(first, await RunAsync(8));
        Assert.InRange(first.Count(status => status != HttpStatusCode.OK), 4, 24);
    }

    /// <summary>The first request asks for the token; it alone passes.</summary>
    private static Task<SimulatorFixture> BrokenAsync(FaultKind kind) =>
        SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Faults = [new(kind, 1, 1)], FaultsSpareFirst = 1 });

    private static Task<HttpClient> ClientAsync(SimulatorFixture simulator) => simulator.ClientAsync(writes: true);
}

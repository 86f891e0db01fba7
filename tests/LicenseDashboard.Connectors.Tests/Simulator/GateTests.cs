using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class GateTests
{
    [Fact]
    public async Task Budget_of_a_token_is_shown_counted_and_given_back_after_a_minute()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(SimulatorFixture.Quick with { Budget = 3, Clock = clock });
        using var http = await simulator.ClientAsync();
        for (var i = 1; i <= 3; i++)
        {
            clock.Move(TimeSpan.FromSeconds(10));
            using var answer = await http.GetAsync("/api/v2/organizations/me");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(
                ("3", $"{i}", $"{60 - (10 * (i - 1))}"),
                (Header(answer, "inin-ratelimit-allowed"), Header(answer, "inin-ratelimit-count"), Header(answer, "inin-ratelimit-reset"))
            );
            Assert.NotEmpty(Header(answer, "ININ-Correlation-Id"));
        }

        using var refused = await http.GetAsync("/api/v2/organizations/me");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("40", Header(refused, "Retry-After"));
        Assert.Equal("too.many.requests", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));

        using var other = await simulator.ClientAsync();
        using var otherAnswer = await other.GetAsync("/api/v2/organizations/me");
        Assert.Equal(HttpStatusCode.OK, otherAnswer.StatusCode);

        clock.Move(TimeSpan.FromSeconds(40));
        using var again = await http.GetAsync("/api/v2/organizations/me");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Token_is_needed_expires_and_can_be_revoked()
    {
        var clock = new StandingClock();
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Clock = clock,
                TokenLifetime = TimeSpan.FromMinutes(5),
            }
        );
        using var nobody = new HttpClient { BaseAddress = simulator.Host.BaseAddress };
        await AssertRefusedAsync(nobody, "/api/v2/users", HttpStatusCode.Unauthorized, "bad.credentials");
        using var wrong = await nobody.SendAsync(SimulatorFixture.TokenRequest(simulator.Options.ClientId, "guess"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);

        using var expiring = await simulator.ClientAsync();
        clock.Move(TimeSpan.FromMinutes(5));
        await AssertRefusedAsync(expiring, "/api/v2/users", HttpStatusCode.Unauthorized, "bad.credentials");
        using var revoked = await simulator.ClientAsync();
        simulator.Host.RevokeTokens();
        await AssertRefusedAsync(revoked, "/api/v2/users", HttpStatusCode.Unauthorized, "bad.credentials");
    }

    [Fact]
    public async Task Missing_permission_is_named()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                DeniedPermissions = ["audits:audit:view"],
            }
        );
        using var http = await simulator.ClientAsync();
        var body = await AssertRefusedAsync(http, "/api/v2/audits/query/servicemapping", HttpStatusCode.Forbidden, "missing.permissions");
        Assert.Equal("audits:audit:view", body.Text("messageParams", "permissions"));
    }

    [Fact]
    public async Task Unknown_route_and_unknown_id_answer_in_the_vendors_form()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        await AssertRefusedAsync(http, "/api/v2/nothing/here", HttpStatusCode.NotFound, "not.found");
        var body = await AssertRefusedAsync(http, "/api/v2/users/nobody", HttpStatusCode.NotFound, "not.found");
        Assert.NotEmpty(body.Text("contextId"));
    }

    [Fact]
    public async Task Routes_ignore_case_and_count_their_requests()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        using var http = await simulator.ClientAsync();
        await http.GetStringAsync("/API/v2/License/Definitions/");
        await http.GetStringAsync("/api/v2/license/definitions");
        Assert.Equal(2, simulator.Host.Requests["GET /api/v2/license/definitions"]);
    }

    internal static async Task<JsonElement> AssertRefusedAsync(
        HttpClient http,
        string path,
        HttpStatusCode status,
        string code,
        object? body = null
    )
    {
        using var answer = body is null ? await http.GetAsync(path) : await http.PostAsJsonAsync(path, body);
        Assert.Equal(status, answer.StatusCode);
        var error = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((code, (int)status), (error.Text("code"), error.GetProperty("status").GetInt32()));
        return error;
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}

using System.Net;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Http;

public sealed class TokenTests
{
    private const string Definitions = "[]";
    private readonly HurriedClock _clock = new();

    [Fact]
    public async Task Token_is_asked_for_once_however_many_wait()
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json(Definitions)));
        using var connector = vendor.Connector(_clock);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SkusAsync(connector)));
        Assert.Equal(1, vendor.TokensAsked);
        Assert.Equal(21, connector.RequestsSent);
    }

    [Theory, InlineData(539, 1), InlineData(541, 2)]
    public async Task Token_is_renewed_a_minute_before_it_ends(int seconds, int tokens)
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json(Definitions)))
        {
            Token = number => ScriptedVendor.Json($$"""{"access_token":"token-{{number}}","expires_in":600}"""),
        };
        using var connector = vendor.Connector(_clock);
        await SkusAsync(connector);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await SkusAsync(connector);
        Assert.Equal(tokens, vendor.TokensAsked);
    }

    [Fact]
    public async Task Token_that_the_vendor_no_longer_takes_is_replaced_once()
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    request.Headers.Authorization?.Parameter == "token-1"
                        ? ScriptedVendor.Refusal(HttpStatusCode.Unauthorized, "bad.credentials", "Invalid login credentials.")
                        : ScriptedVendor.Json(Definitions)
                )
        );
        using var connector = vendor.Connector(_clock);
        await SkusAsync(connector);
        Assert.Equal(["token-1", "token-2"], vendor.Bearers);
    }

    [Fact]
    public async Task Second_401_is_an_error()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) =>
                Task.FromResult(ScriptedVendor.Refusal(HttpStatusCode.Unauthorized, "bad.credentials", "Invalid login credentials."))
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(connector));
        Assert.Equal((401, "bad.credentials"), (fault.Status, fault.Code));
        Assert.Equal(2, vendor.Asked.Count);
    }

    [Fact]
    public async Task Throttled_token_endpoint_is_asked_again()
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json(Definitions)))
        {
            Token = number =>
                number < 4
                    ? ScriptedVendor.Json(
                        """{"error":"invalid_request","error_description":"rate limit exceeded;try again"}""",
                        HttpStatusCode.BadRequest
                    )
                    : ScriptedVendor.Json("""{"access_token":"late"}"""),
        };
        using var connector = vendor.Connector(_clock);
        await SkusAsync(connector);
        Assert.Equal(4, vendor.TokensAsked);
    }

    [Theory, InlineData(HttpStatusCode.BadRequest), InlineData(HttpStatusCode.Unauthorized), InlineData(HttpStatusCode.Forbidden)]
    public async Task Refused_client_names_the_settings_and_never_the_secret(HttpStatusCode status)
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json(Definitions)))
        {
            Token = _ => ScriptedVendor.Json("""{"error":"invalid_client","description":"client not found"}""", status),
        };
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(connector));
        Assert.Contains("Genesys:ClientId and Genesys:ClientSecret", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reader-secret", fault.ToString(), StringComparison.Ordinal);
        Assert.False(fault.NotServed);
        Assert.Equal(1, vendor.TokensAsked);
    }

    [Fact]
    public async Task Changes_use_the_token_of_the_write_client()
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent)))
        {
            Token = _ => ScriptedVendor.Json("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized),
        };
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() =>
            connector.Writes!.AddAsync(
                "p1",
                [new("r1", "p1", SubjectKind.Person, ["d1"])],
                RequestPriority.Remediation,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("Genesys:WriteClientId", fault.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<VendorSku>> SkusAsync(GenesysConnector connector) =>
        connector.Estate.SkusAsync(RequestPriority.Ingest, TestContext.Current.CancellationToken);
}

using System.Net;
using System.Net.Sockets;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Http;

/// <summary>What the connector tells about a vendor that answers, refuses, or can't be reached.</summary>
public sealed class ReachTests
{
    private const string Definitions = """[{"id":"cloudCX1","permissions":{"ids":["routing:queue:view"]}}]""";
    private readonly Notes _notes = new();

    [Fact]
    public async Task Refused_connections_are_noted_at_the_first_attempt_and_end_as_unreached()
    {
        using var connector = Vendor(_ => throw new HttpRequestException("Connection refused (127.0.0.1:5490)"))
            .Connector(new HurriedClock(), _notes);
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(connector));
        Assert.True(fault.Unreached);

        // The first one is the token, which was given.
        Assert.All(_notes.Heard.Skip(1), each => Assert.Equal("missed", each));
        Assert.Equal(
            new MissedAnswer("GET /api/v2/license/definitions", null, "Connection refused (127.0.0.1:5490)"),
            _notes.Missed.Last()
        );
    }

    [Fact]
    public async Task Closed_port_of_the_login_is_a_vendor_that_cannot_be_reached()
    {
        var vendor = new ScriptedVendor()
        {
            Token = _ => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)),
        };
        using var connector = vendor.Connector(new HurriedClock(), _notes);
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(connector));
        Assert.True(fault.Unreached);
        Assert.Equal("POST /oauth/token", _notes.Missed.Last().Route);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "missed"), InlineData(HttpStatusCode.BadGateway, "missed")]
    [InlineData(HttpStatusCode.GatewayTimeout, "missed"), InlineData(HttpStatusCode.InternalServerError, "answered")]
    [InlineData(HttpStatusCode.TooManyRequests, "answered"), InlineData(HttpStatusCode.Forbidden, "answered")]
    public async Task Only_a_gateways_answer_says_that_the_vendor_is_away(HttpStatusCode status, string heard)
    {
        using var connector = Vendor(_ => ScriptedVendor.Refusal(status, "x", "later")).Connector(new HurriedClock(), _notes);
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(connector));
        Assert.Equal(heard == "missed", fault.Unreached);

        // The first one is the token, which was given.
        Assert.All(_notes.Heard.Skip(1), each => Assert.Equal(heard, each));
    }

    [Fact]
    public async Task Answer_after_a_503_is_noted()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Refusal(HttpStatusCode.ServiceUnavailable, "x", "later"),
            ScriptedVendor.Json(Definitions)
        );
        using var connector = vendor.Connector(new HurriedClock(), _notes);
        await SkusAsync(connector);
        Assert.Equal(["answered", "missed", "answered"], _notes.Heard);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true), InlineData(HttpStatusCode.Forbidden, true), InlineData(HttpStatusCode.Unauthorized, true)]
    [InlineData(HttpStatusCode.InternalServerError, true), InlineData(HttpStatusCode.ServiceUnavailable, false)]
    public async Task Asking_whether_it_is_back_sends_one_request_and_takes_a_refusal_as_an_answer(HttpStatusCode status, bool back)
    {
        var vendor = Vendor(_ => ScriptedVendor.Refusal(status, "x", "later"));
        using var connector = vendor.Connector(new FixedClock(), _notes);
        Assert.Equal(back, await connector.AnswersAsync(TestContext.Current.CancellationToken));
        Assert.Single(vendor.Asked);
        Assert.Equal(back ? "answered" : "missed", _notes.Heard.Last());
    }

    [Fact]
    public async Task Asking_whether_it_is_back_is_not_repeated_when_the_connection_is_refused()
    {
        var vendor = Vendor(_ => throw new HttpRequestException("refused"));
        using var connector = vendor.Connector(new FixedClock(), _notes);
        Assert.False(await connector.AnswersAsync(TestContext.Current.CancellationToken));
        Assert.Single(vendor.Asked);
    }

    private static ScriptedVendor Vendor(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new((request, _, _) => Task.FromResult(answer(request)));

    private static Task<IReadOnlyList<VendorSku>> SkusAsync(GenesysConnector connector) =>
        connector.Estate.SkusAsync(RequestPriority.Ingest, TestContext.Current.CancellationToken);

    private sealed class Notes : INoteReach
    {
        public List<string> Heard { get; } = [];

        public List<MissedAnswer> Missed { get; } = [];

        public void Answered(string platform)
        {
            Assert.Equal("genesys", platform);
            Heard.Add("answered");
        }

        void INoteReach.Missed(string platform, MissedAnswer missed)
        {
            Heard.Add("missed");
            Missed.Add(missed);
        }
    }
}

using System.Net;
using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Hosting;

/// <summary>Who may open the live connection, and where people may be sent.</summary>
public sealed class DoorTests(WebProgram program) : IClassFixture<WebProgram>
{
    [Theory]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:8080", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Negotiation_is_for_our_own_origin(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("_blazor/negotiate?negotiateVersion=1", UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [
        Theory,
        InlineData("http://localhost", true),
        InlineData("http://elsewhere.example", false),
        InlineData("http://localhost.elsewhere.example", false),
        InlineData(null, false)
    ]
    public async Task WebSocket_opens_for_our_own_origin(string? origin, bool opens)
    {
        var client = ((TestServer)program.Services.GetRequiredService<IServer>()).CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Upgrade = "websocket";
            if (origin is not null)
            {
                request.Headers.Origin = origin;
            }
        };
        var opening = client.ConnectAsync(new Uri("ws://localhost/_blazor"), TestContext.Current.CancellationToken);
        if (opens)
        {
            using var socket = await opening;
            Assert.Equal(System.Net.WebSockets.WebSocketState.Open, socket.State);
        }
        else
        {
            Assert.Contains("403", (await Assert.ThrowsAsync<InvalidOperationException>(() => opening)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_and_their_scripts_need_no_origin()
    {
        using var page = await program
            .CreateClient()
            .GetAsync(new Uri("downgrades", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Request_without_a_host_is_400()
    {
        var server = (TestServer)program.Services.GetRequiredService<IServer>();
        var answer = await server.SendAsync(
            context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = "/downgrades";
                context.Request.Protocol = "HTTP/1.0";
                context.Request.Headers.Remove("Host");
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal((int)HttpStatusCode.BadRequest, answer.Response.StatusCode);
    }

    [Theory]
    [
        InlineData("/downgrades?tab=ready#x", "/downgrades?tab=ready#x"),
        InlineData("/", "/"),
        InlineData(null, "/"),
        InlineData("", "/"),
        InlineData("downgrades", "/")
    ]
    [
        InlineData("//elsewhere.example", "/"),
        InlineData("/\\elsewhere.example", "/"),
        InlineData("https://elsewhere.example", "/"),
        InlineData("javascript:alert(1)", "/")
    ]
    [
        InlineData("/\t/elsewhere.example", "/"),
        InlineData("/\r\n/elsewhere.example", "/"),
        InlineData("/downgrades\u0000", "/"),
        InlineData("/\u0085/elsewhere.example", "/"),
        InlineData("\t//elsewhere.example", "/")
    ]
    public void Return_address_stays_on_this_site(string? address, string leadsTo) => Assert.Equal(leadsTo, LocalAddress.Of(address));
}

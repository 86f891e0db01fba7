using System.Collections.Concurrent;
using System.Net;
using System.Text;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Connectors.Tests;

/// <summary>A vendor that answers what the test says, without a network. Tokens are given unless the test takes that route over.</summary>
internal sealed class ScriptedVendor : HttpMessageHandler, IHttpClientFactory
{
    private readonly Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>> _answer;
    private readonly ConcurrentQueue<string> _asked = new();
    private int _tokens;

    /// <param name="answer">Told the request and how many API requests came before it.</param>
    public ScriptedVendor(Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>> answer) => _answer = answer;

    /// <summary>One answer for each request, in this order.</summary>
    public ScriptedVendor(params HttpResponseMessage[] answers)
        : this((_, number, _) => Task.FromResult(answers[number])) { }

    /// <summary>Answers the token route; the number counts from 1.</summary>
    public Func<int, HttpResponseMessage> Token { get; init; } =
        number => Json($$"""{"access_token":"token-{{number}}","token_type":"bearer","expires_in":86399}""");

    public int TokensAsked => _tokens;

    /// <summary>Method, path and query of every API request.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public ConcurrentQueue<string> Bearers { get; } = new();

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Refusal(
        HttpStatusCode status,
        string code,
        string message,
        params (string Name, string Value)[] headers
    )
    {
        var response = Json($$"""{"message":"{{message}}","code":"{{code}}","status":{{(int)status}},"contextId":"context-1"}""", status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public GenesysConnector Connector(TimeProvider clock, INoteReach? notes = null) =>
        new(
            () =>
                new GenesysOptions
                {
                    ApiBaseUrl = "http://api.vendor.test",
                    LoginBaseUrl = "http://login.vendor.test",
                    ClientId = "reader",
                    ClientSecret = "reader-secret",
                    WriteClientId = "writer",
                    WriteClientSecret = "writer-secret",
                },
            this,
            new ReachReport("genesys", notes),
            clock,
            NullLoggerFactory.Instance
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/oauth/token")
        {
            return Token(Interlocked.Increment(ref _tokens));
        }

        var number = _asked.Count;
        _asked.Enqueue($"{request.Method} {request.RequestUri.PathAndQuery}");
        Bearers.Enqueue(request.Headers.Authorization?.Parameter ?? "");
        return await _answer(request, number, cancellationToken);
    }
}

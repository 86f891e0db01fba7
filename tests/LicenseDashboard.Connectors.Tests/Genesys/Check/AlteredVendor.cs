using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys.Check;

/// <summary>The simulator over HTTP with one answer changed on the way: a vendor that breaks one assumption.</summary>
internal sealed class AlteredVendor : DelegatingHandler, IHttpClientFactory, IAsyncDisposable
{
    private readonly SimulatorFixture _simulator;
    private readonly Func<HttpRequestMessage, string, HttpResponseMessage?> _instead;
    private readonly Func<HttpRequestMessage, JsonNode, JsonNode> _alter;

    private AlteredVendor(
        SimulatorFixture simulator,
        Func<HttpRequestMessage, string, HttpResponseMessage?>? instead,
        Func<HttpRequestMessage, JsonNode, JsonNode>? alter
    )
        : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        (_simulator, _instead, _alter) = (simulator, instead ?? ((_, _) => null), alter ?? ((_, answer) => answer));
        Connector = new(
            () =>
                new GenesysOptions
                {
                    ApiBaseUrl = simulator.Host.BaseAddress.ToString(),
                    LoginBaseUrl = simulator.Host.BaseAddress.ToString(),
                    ClientId = simulator.Options.ClientId,
                    ClientSecret = simulator.Options.ClientSecret,
                    WriteClientId = simulator.Options.WriteClientId,
                    WriteClientSecret = simulator.Options.WriteClientSecret,
                    LiveClientId = simulator.Options.LiveClientId,
                    LiveClientSecret = simulator.Options.LiveClientSecret,
                },
            this,
            new ReachReport("genesys", null),
            new HurriedClock(),
            NullLoggerFactory.Instance
        );
    }

    public GenesysConnector Connector { get; }

    public static CheckTerms Terms { get; } = CheckQuestions.Terms(Catalogue.Default, TimeZoneInfo.Utc, null);

    /// <param name="instead">Told the request and its body; null lets the simulator answer.</param>
    /// <param name="alter">Told the request and the simulator's answer.</param>
    public static async Task<AlteredVendor> StartAsync(
        SimulatorOptions? options = null,
        Func<HttpRequestMessage, string, HttpResponseMessage?>? instead = null,
        Func<HttpRequestMessage, JsonNode, JsonNode>? alter = null
    ) => new(await SimulatorFixture.StartAsync(options), instead, alter);

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<IReadOnlyList<CheckLine>> CheckAsync(CheckTerms? terms = null) =>
        await ((IVendorConnector)Connector)
            .Check!.AskAsync(terms ?? Terms, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Connector.Dispose();
        Dispose();
        await _simulator.DisposeAsync();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (_instead(request, body) is { } given)
        {
            return given;
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (
            !response.IsSuccessStatusCode
            || JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) is not { } answer
        )
        {
            return response;
        }

        response.Content = new StringContent(_alter(request, answer).ToJsonString(), Encoding.UTF8, "application/json");
        return response;
    }

    public static HttpResponseMessage Refused(HttpStatusCode status, string code = "bad.request") =>
        ScriptedVendor.Refusal(status, code, "No.");
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Testing;

/// <summary>The vendor's API in this process on a free port, answering at once unless told otherwise.</summary>
public sealed class SimulatorFixture : IAsyncDisposable
{
    private SimulatorFixture(SimulatorHost host, SimulatorOptions options) => (Host, Options) = (host, options);

    /// <summary>Small and without delays; tests state what they need with <c>with</c>.</summary>
    public static SimulatorOptions Quick { get; } =
        new()
        {
            Embedded = true,
            Agents = 60,
            Today = new DateOnly(2026, 11, 20),
            Budget = 100_000,
            JobMs = 0,
            LicenseDelayMs = 0,
            AuditViews = true,
            Logging = NullLoggerFactory.Instance,
        };

    public SimulatorHost Host { get; }

    public SimulatorOptions Options { get; }

    public static async Task<SimulatorFixture> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorHost.StartAsync(options ?? Quick), options ?? Quick);

    /// <summary>A client that has its token. Reading unless asked to write.</summary>
    public Task<HttpClient> ClientAsync(bool writes = false) =>
        writes ? ClientAsync(Options.WriteClientId, Options.WriteClientSecret) : ClientAsync(Options.ClientId, Options.ClientSecret);

    /// <summary>The client for presence at this moment.</summary>
    public Task<HttpClient> LiveClientAsync() => ClientAsync(Options.LiveClientId, Options.LiveClientSecret);

    private async Task<HttpClient> ClientAsync(string? id, string? secret)
    {
        var http = new HttpClient { BaseAddress = Host.BaseAddress };
        using var request = TokenRequest(id, secret);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return http;
    }

    public static HttpRequestMessage TokenRequest(string? id, string? secret) =>
        new(HttpMethod.Post, "/oauth/token")
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))),
            },
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

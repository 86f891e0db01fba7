using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;
using Polly;

namespace LicenseDashboard.Connectors.Http;

/// <summary>An OAuth client of one platform, with the names of its settings for messages.</summary>
internal sealed record ClientCredentials(
    Uri LoginBaseUrl,
    string Id,
    string Secret,
    string LoginSetting,
    string IdSetting,
    string SecretSetting
);

/// <summary>The bearer token of one client: requested once for all waiting callers, and renewed before it expires.</summary>
internal sealed partial class TokenSource : IDisposable
{
    public const string Template = "/oauth/token";
    private const string Route = "POST " + Template;

    // Shortest lifetime that can be configured at the vendor; used if the answer omits it.
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(60);

    private readonly IHttpClientFactory _clients;
    private readonly Func<ClientCredentials> _credentials;
    private readonly RequestCounter _counter;
    private readonly ReachReport _reach;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _retry;
    private readonly ResiliencePipeline _timeout;
    private readonly SemaphoreSlim _single = new(1, 1);
    private volatile Held? _held;

    public TokenSource(
        IHttpClientFactory clients,
        Func<ClientCredentials> credentials,
        RequestCounter counter,
        ReachReport reach,
        TimeProvider time,
        ILogger log
    )
    {
        (_clients, _credentials, _counter, _reach, _time, _log) = (clients, credentials, counter, reach, time, log);
        _retry = RetryPipeline.Retry(time, (fault, attempt, wait) => Repeating(Route, attempt, wait, fault.Message));
        _timeout = RetryPipeline.Timeout(time);
    }

    /// <exception cref="VendorException">The client was refused, or no token arrived after all attempts.</exception>
    public ValueTask<string> GetAsync(CancellationToken ct) =>
        GetAsync(async inner => await _retry.ExecuteAsync(async each => await AskAsync(each), inner), ct);

    /// <summary>Like <see cref="GetAsync(CancellationToken)"/>, with one attempt.</summary>
    /// <exception cref="VendorException">No token arrived.</exception>
    public ValueTask<string> GetOnceAsync(CancellationToken ct) => GetAsync(AskAsync, ct);

    private async ValueTask<string> GetAsync(Func<CancellationToken, Task<Held>> ask, CancellationToken ct)
    {
        if (Valid() is { } token)
        {
            return token;
        }

        await _single.WaitAsync(ct);
        try
        {
            if (Valid() is { } renewed)
            {
                return renewed;
            }

            _held = await ask(ct);
            return _held.Token;
        }
        catch (TransientFault fault)
        {
            throw fault.GiveUp(Route);
        }
        finally
        {
            _single.Release();
        }
    }

    /// <summary>The vendor no longer accepts this token. A newer one is kept.</summary>
    public void Reject(string token)
    {
        if (_held is { } held && held.Token == token)
        {
            Interlocked.CompareExchange(ref _held, null, held);
        }
    }

    public void Dispose() => _single.Dispose();

    private string? Valid() => _held is { } held && _time.GetElapsedTime(held.Since) < held.UseFor ? held.Token : null;

    private async Task<Held> AskAsync(CancellationToken ct)
    {
        var credentials = _credentials();
        try
        {
            return await _timeout.ExecuteAsync(async inner => await AskAsync(credentials, inner), ct);
        }
        catch (Exception fault) when (ApiClient.IsConnectionFault(fault, ct))
        {
            _reach.Missed(Route, fault);
            throw new TransientFault($"no answer from {credentials.LoginBaseUrl} ({credentials.LoginSetting}): {fault.Message}", fault)
            {
                Unreached = true,
            };
        }
    }

    private async Task<Held> AskAsync(ClientCredentials credentials, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(credentials.LoginBaseUrl, Template));
        message.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        message.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Id}:{credentials.Secret}"))
        );
        _counter.Count(Route);
        var asked = _time.GetTimestamp();
        using var client = _clients.CreateClient(ApiClient.HttpClientName);
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct);
        if (!response.IsSuccessStatusCode)
        {
            var refused = await ErrorAnswer.ReadAsync(response, "ININ-Correlation-Id", _time, ct);
            _reach.Received(Route, refused);
            throw Refused(refused, credentials);
        }

        _reach.Answered();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var answer = await JsonSerializer.DeserializeAsync(body, HttpJson.Default.WireToken, ct);
        if (answer?.AccessToken is not { Length: > 0 } token)
        {
            throw new TransientFault("the answer holds no access_token");
        }

        var lifetime = answer.ExpiresIn is > 0 and < int.MaxValue ? TimeSpan.FromSeconds(answer.ExpiresIn.Value) : ShortestLifetime;
        var lead = lifetime / 10 < LongestLead ? lifetime / 10 : LongestLead;
        Received((long)lifetime.TotalSeconds);
        return new(token, asked, lifetime - lead);
    }

    private static Exception Refused(ErrorAnswer answer, ClientCredentials credentials)
    {
        // This endpoint throttles with 400, not 429.
        var throttled =
            answer.Status == HttpStatusCode.BadRequest
            && answer.Text?.Contains("rate limit exceeded", StringComparison.OrdinalIgnoreCase) == true;
        if ((throttled || answer.IsTransient) && answer.RetryAfter is not { } wait)
        {
            return answer.ToFault(null);
        }

        if (throttled || answer.IsTransient)
        {
            return answer.RetryAfter <= RetryPipeline.LongestRetryAfter ? answer.ToFault(answer.RetryAfter) : answer.ToException(Route);
        }

        // No status, because 403 or 404 would be read as "this stream is not served".
        return new VendorException(
            answer.Status == HttpStatusCode.NotFound
                ? $"{Route} answered {answer.Number}: {credentials.LoginBaseUrl} is no login address; check {credentials.LoginSetting}."
                : $"{Route} refused the client ({answer.Summary}); check {credentials.IdSetting} and {credentials.SecretSetting}."
        )
        {
            Route = Route,
            Status = answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden ? null : answer.Number,
            Code = answer.Code,
            CorrelationId = answer.CorrelationId,
        };
    }

    private sealed record Held(string Token, long Since, TimeSpan UseFor);

    [LoggerMessage(3001, LogLevel.Information, "New access token, valid for {Seconds} seconds")]
    private partial void Received(long seconds);

    [LoggerMessage(3002, LogLevel.Debug, "{Route}: attempt {Attempt} failed, next in {Wait}: {Reason}")]
    private partial void Repeating(string route, int attempt, TimeSpan wait, string reason);
}

using System.Collections.Concurrent;
using System.Globalization;
using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>What every request passes: numbering, token, rate limit, permission, fault, and the format of refusals.</summary>
internal sealed class Gate(SimulatorOptions options, Tokens tokens, RateWindows windows, Faults faults, PathFaults at)
{
    private const string TokenItem = "simulator.token";
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private long _number;

    public IReadOnlyDictionary<string, int> Requests => new Dictionary<string, int>(_requests, StringComparer.Ordinal);

    public static Token TokenOf(HttpContext http) => (Token)http.Items[TokenItem]!;

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        var number = (ulong)Interlocked.Increment(ref _number);
        var correlationId = Dice.Id((ulong)options.Seed, "request", number);
        http.Response.Headers["ININ-Correlation-Id"] = correlationId;
        _requests.AddOrUpdate(RouteOf(http), 1, (_, count) => count + 1);
        try
        {
            Admit(http);
            if (http.Request.Path.StartsWithSegments("/channels", StringComparison.OrdinalIgnoreCase))
            {
                // Sockets have faults of their own.
                await next(http);
            }
            else
            {
                await faults.RunAsync(http, broken => at.RunAsync(broken, next));
            }

            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            {
                var missing = http.Response.StatusCode is 404 or 405;
                throw missing
                    ? ApiError.NotFound(http.Request.Path)
                    : new ApiError(http.Response.StatusCode, "bad.request", "The request was refused.");
            }
        }
        catch (ApiError error) when (!http.Response.HasStarted)
        {
            await Answer.JsonAsync(http, json => error.Write(json, correlationId), error.Status);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller disconnected.
        }
    }

    private void Admit(HttpContext http)
    {
        var isApi = http.Request.Path.StartsWithSegments("/api/v2", StringComparison.OrdinalIgnoreCase);
        var token = isApi ? tokens.Check(http.Request.Headers.Authorization) : null;
        var state = windows.Count(token?.Value ?? "");
        http.Response.Headers["inin-ratelimit-allowed"] = state.Allowed.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["inin-ratelimit-count"] = state.Count.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["inin-ratelimit-reset"] = state.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        if (!isApi)
        {
            return;
        }

        if (token is null)
        {
            throw new ApiError(401, "bad.credentials", "Invalid login credentials.");
        }

        if (state.Refused)
        {
            throw ApiError.TooMany(http, options.RetryAfterSeconds ?? state.ResetSeconds);
        }

        http.Items[TokenItem] = token;
        Permissions.Check(http.GetEndpoint()?.Metadata.GetMetadata<NeedsAny>(), token.Client, options);
    }

    private static string RouteOf(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint
            ? $"{http.Request.Method} {endpoint.RoutePattern.RawText}"
            : $"{http.Request.Method} (no such route)";
}

using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>Breaks requests on purpose. Each fault counts its requests, so the same seed breaks the same ones.</summary>
internal sealed class Faults(IReadOnlyList<FaultOption> options, int spared, int retryAfterSeconds)
{
    private readonly List<Fault> _faults = [.. options.Select(option => new Fault(option))];
    private long _requests;

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var handled = next;
        if (Interlocked.Increment(ref _requests) <= spared)
        {
            await next(http);
            return;
        }

        foreach (var fault in _faults)
        {
            if (fault.Strikes(out var dice))
            {
                handled = Break(fault.Kind, dice, handled);
            }
        }

        await handled(http);
    }

    private RequestDelegate Break(FaultKind kind, Dice dice, RequestDelegate next) =>
        kind switch
        {
            FaultKind.RateLimit => http => RefuseByRate(http),
            FaultKind.Errors => _ => throw ServerError(dice.Below(4)),
            FaultKind.Slow => async http =>
            {
                await Task.Delay(200 + dice.Below(1300), http.RequestAborted);
                await next(http);
            },
            FaultKind.Truncate => http => TruncateAsync(http, next),
            FaultKind.DropConnection => async http =>
            {
                // Half of them break after the work was done, so a write may have happened without an answer.
                if (dice.Chance(0.5))
                {
                    http.Response.Body = Stream.Null;
                    await next(http);
                }

                http.Abort();
            },
        };

    private Task RefuseByRate(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/oauth", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiError(400, "invalid_request", "rate limit exceeded; try again later");
        }

        throw ApiError.TooMany(http, retryAfterSeconds);
    }

    private static ApiError ServerError(int which) =>
        which switch
        {
            0 => new ApiError(500, "internal.server.error", "The server encountered an unexpected condition."),
            1 => new ApiError(502, "bad.gateway", "A backing service gave no answer."),
            2 => new ApiError(503, "service.unavailable", "The service is unavailable."),
            _ => new ApiError(504, "request.timeout", "The request timed out."),
        };

    /// <summary>The answer ends in the middle, as if it were complete.</summary>
    private static async Task TruncateAsync(HttpContext http, RequestDelegate next)
    {
        var body = http.Response.Body;
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        var half = (int)(whole.Length / 2);
        http.Response.ContentLength = half;
        await body.WriteAsync(whole.GetBuffer().AsMemory(0, half), http.RequestAborted);
    }

    private sealed class Fault(FaultOption option)
    {
        private long _seen;

        public FaultKind Kind => option.Kind;

        public bool Strikes(out Dice dice)
        {
            dice = Dice.For((ulong)option.Seed, (ulong)option.Kind, (ulong)Interlocked.Increment(ref _seen));
            return dice.Chance(option.Probability);
        }
    }
}

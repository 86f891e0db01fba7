using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// Sends requests with one token: waits for its turn in the rate limit, retries temporary failures, and reads the whole answer, so that a
/// body that ends early is requested again. Remaining failures throw a <see cref="VendorException"/>.
/// </summary>
internal sealed partial class ApiClient
{
    public const string HttpClientName = "vendor";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(8);

    private readonly IHttpClientFactory _clients;
    private readonly Func<Uri> _baseAddress;
    private readonly TokenSource _tokens;
    private readonly RateBudget _budget;
    private readonly RequestCounter _counter;
    private readonly WireHeaders _headers;
    private readonly ReachReport _reach;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _timeout;

    public ApiClient(
        IHttpClientFactory clients,
        Func<Uri> baseAddress,
        TokenSource tokens,
        RateBudget budget,
        RequestCounter counter,
        WireHeaders headers,
        ReachReport reach,
        TimeProvider time,
        ILogger log
    )
    {
        (_clients, _baseAddress, _tokens, _budget, _counter, _headers, _reach, _time, _log) = (
            clients,
            baseAddress,
            tokens,
            budget,
            counter,
            headers,
            reach,
            time,
            log
        );
        _timeout = RetryPipeline.Timeout(time);
    }

    public PageSizes PageSizes { get; } = new();

    public Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, RequestPriority priority, CancellationToken ct)
        where T : class =>
        RepeatAsync(
            request,
            async (body, inner) =>
                await JsonSerializer.DeserializeAsync(body, type, inner) ?? throw new JsonException("the answer is null"),
            priority,
            ct
        );

    /// <summary>For changes, where only the status of the answer matters.</summary>
    public Task SendAsync(ApiRequest request, RequestPriority priority, CancellationToken ct) =>
        RepeatAsync(request, static (_, _) => Task.FromResult(true), priority, ct);

    /// <summary>
    /// True if the vendor answers one request at all, even with a refusal. It is not repeated, and it does not wait for its turn, because
    /// it is sent only while nothing else is answered.
    /// </summary>
    public async Task<bool> AnswersAsync(ApiRequest request, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var patience = new CancellationTokenSource(AnswerTimeout, _time);
        await using var ended = patience.Token.Register(limited.Cancel);
        try
        {
            var token = await _tokens.GetOnceAsync(limited.Token);
            _counter.Count(request.Route);
            return await AttemptAsync(request, token, static (_, _) => Task.FromResult(true), limited.Token);
        }
        catch (Unauthorized)
        {
            return true; // A refusal is an answer.
        }
        catch (VendorException refused)
        {
            return !refused.Unreached;
        }
        catch (TransientFault fault)
        {
            return !fault.Unreached;
        }
        catch (Exception fault) when (IsConnectionFault(fault, ct))
        {
            _reach.Missed(request.Route, fault);
            return false;
        }
    }

    /// <summary>True if the vendor did not answer, or not completely.</summary>
    public static bool IsConnectionFault(Exception fault, CancellationToken ct) =>
        fault switch
        {
            OperationCanceledException => !ct.IsCancellationRequested,
            HttpRequestException or IOException or JsonException or TimeoutRejectedException => true,
            _ => false,
        };

    private async Task<T> RepeatAsync<T>(
        ApiRequest request,
        Func<Stream, CancellationToken, Task<T>> read,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        var retry = RetryPipeline.Retry(_time, (fault, attempt, wait) => Repeating(request.Route, attempt, wait, fault.Message));
        var askedAgain = false;
        try
        {
            return await retry.ExecuteAsync(
                async inner =>
                {
                    var token = await _tokens.GetAsync(inner);
                    await _budget.AcquireAsync(priority, inner);
                    _counter.Count(request.Route);
                    try
                    {
                        return await _timeout.ExecuteAsync(async limited => await AttemptAsync(request, token, read, limited), inner);
                    }
                    catch (Unauthorized refused) when (!askedAgain)
                    {
                        askedAgain = true;
                        _tokens.Reject(token);
                        throw refused.Answer.ToFault(TimeSpan.Zero);
                    }
                    catch (Unauthorized refused)
                    {
                        throw refused.Answer.ToException(request.Route);
                    }
                    catch (JsonException fault)
                    {
                        throw new TransientFault("the answer ended early or could not be read: " + fault.Message, fault);
                    }
                    catch (Exception fault) when (IsConnectionFault(fault, ct))
                    {
                        _reach.Missed(request.Route, fault);
                        throw new TransientFault("no whole answer: " + fault.Message, fault) { Unreached = true };
                    }
                },
                ct
            );
        }
        catch (TransientFault fault)
        {
            throw fault.GiveUp(request.Route);
        }
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest request,
        string token,
        Func<Stream, CancellationToken, Task<T>> read,
        CancellationToken ct
    )
    {
        using var message = request.ToMessage(_baseAddress());
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var client = _clients.CreateClient(HttpClientName);
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        _headers.Tell(_budget, response);
        if (response.IsSuccessStatusCode)
        {
            _reach.Answered();
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await read(body, ct);
        }

        var answer = await ErrorAnswer.ReadAsync(response, _headers.CorrelationId, _time, ct);
        _reach.Received(request.Route, answer);
        throw answer switch
        {
            { Status: HttpStatusCode.Unauthorized } => new Unauthorized(answer),
            { IsTransient: false } => answer.ToException(request.Route, request.Needs),
            { RetryAfter: { } wait } when wait > RetryPipeline.LongestRetryAfter => TooLong(request, answer, wait),
            { Status: HttpStatusCode.TooManyRequests, RetryAfter: { } wait } => Silence(answer, wait),
            _ => answer.ToFault(answer.RetryAfter),
        };
    }

    private TransientFault Silence(ErrorAnswer answer, TimeSpan wait)
    {
        // Waiting in the queue of the rate limit lets the most urgent request go first when the pause ends.
        _budget.BlockFor(wait);
        return answer.ToFault(TimeSpan.Zero);
    }

    private static VendorException TooLong(ApiRequest request, ErrorAnswer answer, TimeSpan wait) =>
        new(
            $"{request.Route} answered {answer.Summary}; it may be asked again in {wait.TotalSeconds:0} seconds, which is too "
                + "long to wait here."
        )
        {
            Route = request.Route,
            Status = answer.Number,
            Code = answer.Code,
            CorrelationId = answer.CorrelationId,
        };

    private sealed class Unauthorized(ErrorAnswer answer) : Exception
    {
        public ErrorAnswer Answer { get; } = answer;
    }

    [LoggerMessage(3003, LogLevel.Debug, "{Route}: attempt {Attempt} failed, next in {Wait}: {Reason}")]
    private partial void Repeating(string route, int attempt, TimeSpan wait, string reason);
}

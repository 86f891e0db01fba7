using Polly;
using Polly.Retry;

namespace LicenseDashboard.Connectors.Http;

/// <summary>When and how often a request is repeated.</summary>
internal static class RetryPipeline
{
    /// <summary>
    /// If half of all answers are lost, 25 attempts fail once in thirty million requests. If the vendor is down, they end after about two
    /// minutes.
    /// </summary>
    public const int Attempts = 25;

    /// <summary>Longer delays are daily limits: the run ends and is repeated later instead of waiting.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(180);

    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <param name="onRetry">Called with the fault, the number of the failed attempt, and the delay.</param>
    public static ResiliencePipeline Retry(TimeProvider time, Action<TransientFault, int, TimeSpan> onRetry) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<TransientFault>(),
                    MaxRetryAttempts = Attempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstDelay,
                    MaxDelay = LongestDelay,
                    DelayGenerator = static args => ValueTask.FromResult((args.Outcome.Exception as TransientFault)?.Delay),
                    OnRetry = args =>
                    {
                        onRetry((TransientFault)args.Outcome.Exception!, args.AttemptNumber + 1, args.RetryDelay);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    /// <summary>Timeout of one attempt, not including the time spent waiting for its turn.</summary>
    public static ResiliencePipeline Timeout(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(AttemptTimeout)
            .Build();
}

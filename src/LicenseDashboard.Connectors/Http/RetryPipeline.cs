using Polly;
using Polly.Retry;

namespace LicenseDashboard.Connectors.Http;

/// <summary>When and how often a request is sent again.</summary>
internal static class RetryPipeline
{
    /// <summary>
    /// With half of all answers lost, 25 attempts fail once in thirty million requests; when the vendor is down they end after some two
    /// minutes.
    /// </summary>
    public const int Attempts = 25;

    /// <summary>Longer waits than this are daily limits: a run ends and comes back instead of holding on.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(180);

    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <param name="onRetry">Told the fault, the number of the attempt that failed, and the wait.</param>
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

    /// <summary>For one attempt; time spent waiting for a turn isn't counted.</summary>
    public static ResiliencePipeline Timeout(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(AttemptTimeout)
            .Build();
}

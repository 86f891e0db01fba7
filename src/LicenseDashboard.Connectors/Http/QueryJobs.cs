using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Http;

internal enum JobState
{
    Running,
    Done,

    /// <summary>Failed, cancelled or expired; a new submission may succeed.</summary>
    Lost,
}

/// <summary>Progress of a submitted query.</summary>
internal readonly record struct JobProgress(JobState State, string Word);

/// <summary>Asynchronous queries at the vendor: submit, poll until done, read the result pages.</summary>
internal sealed partial class QueryJobs(TimeProvider time, ILogger log)
{
    private const int Submissions = 4;
    private const double Growth = 1.6;
    private const double Shrink = 0.95;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(110);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(10);

    // How long the last query of a kind took; waiting that long first saves a request each time.
    private readonly ConcurrentDictionary<string, TimeSpan> _took = new(StringComparer.Ordinal);

    /// <summary>Returns the ID under which the finished result can be read.</summary>
    /// <param name="submit">Returns the ID of a new job.</param>
    /// <param name="kind">Groups jobs of about the same duration.</param>
    public async Task<string> FinishAsync(
        string kind,
        string route,
        Func<Task<string>> submit,
        Func<string, Task<JobProgress>> ask,
        CancellationToken ct
    )
    {
        var word = "";
        for (var submission = 1; submission <= Submissions; submission++)
        {
            var id = await submit();
            var started = time.GetTimestamp();
            var first = _took.GetValueOrDefault(kind, FirstWait);
            var (wait, waited, lost) = (first, TimeSpan.Zero, false);
            while (time.GetElapsedTime(started) < LongestJob)
            {
                await Task.Delay(wait, time, ct);
                waited += wait;
                var progress = await ask(id);
                word = progress.Word;
                if (progress.State == JobState.Done)
                {
                    // If it was ready at the first poll, the next one may be ready a little sooner.
                    _took[kind] = Within(waited == first ? waited * Shrink : waited);
                    return id;
                }

                if (progress.State == JobState.Lost)
                {
                    lost = true;
                    Lost(route, progress.Word, submission);
                    break;
                }

                wait = Within(wait * Growth);
            }

            if (!lost)
            {
                // Another submission would only wait in the same queue.
                var words = $"{route}: the query did not finish within {LongestJob.TotalMinutes:0} minutes; its last state was {word}.";
                throw new VendorException(words) { Route = route };
            }
        }

        throw new VendorException($"{route}: the query did not finish after {Submissions} submissions; its last state was {word}.")
        {
            Route = route,
        };
    }

    private static TimeSpan Within(TimeSpan wait) =>
        wait < FirstWait ? FirstWait
        : wait < LongestWait ? wait
        : LongestWait;

    [LoggerMessage(3004, LogLevel.Warning, "{Route}: query ended as {State}, submission {Submission}")]
    private partial void Lost(string route, string state, int submission);
}

using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// The work of a job for one platform. Register it with <see cref="JobsSetup.AddJob{TWork}"/>, which provides claiming, heartbeat,
/// progress, retry, resumption and history. A run can be killed at any point and is then run again, so the work must be repeatable. If it
/// throws, the run is retried and finally marked as failed.
/// </summary>
public interface IJobWork
{
    JobPlan Plan { get; }

    /// <summary>The result is the summary for the Jobs page: one sentence without personal data.</summary>
    Task<string> RunAsync(JobContext context, CancellationToken ct);
}

/// <summary>One run as seen by its work.</summary>
/// <param name="DueOn">Null for manual runs and for runs that follow an import.</param>
/// <param name="Follows">The import run it follows.</param>
/// <param name="Viewer">The actor for the audit: the job, or the person who started it.</param>
public sealed record JobContext(Platform Platform, RunId Run, DateOnly? DueOn, Guid? Follows, Viewer Viewer, JobProgress Progress);

/// <summary>Reports progress. Cheap to call often: it is stored about once per second.</summary>
public sealed class JobProgress
{
    private (string Step, int Done, int Total) _now = ("", 0, 0);
    private string _try = "";

    public (string Step, int Done, int Total) Now
    {
        get
        {
            lock (this)
            {
                return _now;
            }
        }
    }

    public void Report(string step, int done, int total)
    {
        lock (this)
        {
            _now = (_try.Length == 0 ? step : $"{_try}: {step}", done, total);
        }
    }

    /// <summary>The work begins again after a failure, and so do its steps; what follows says which try it is.</summary>
    internal void Again(string words)
    {
        lock (this)
        {
            (_try, _now) = (words, (words, 0, 0));
        }
    }
}

/// <summary>What to run. Exactly one of the last three parameters is set.</summary>
/// <param name="DueOn">A scheduled run.</param>
/// <param name="Follows">A run after this import.</param>
/// <param name="Claimed">An existing row: a manual or interrupted run.</param>
public sealed record JobOrder(string Job, string Platform, DateOnly? DueOn = null, Guid? Follows = null, RunId? Claimed = null);

/// <summary>A job failed with a message that an administrator can act on. Any other exception is shown as "unexpected".</summary>
internal sealed class JobFailedException(string message, Exception? inner = null) : Exception(message, inner);

using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// What a job does for one platform. Register it with <see cref="JobsSetup.AddJob{TWork}"/>; claiming, heartbeat, progress, retry,
/// resumption and history come with it.
/// A run may be killed at any point and is then run again, so the work must be repeatable without harm. It may throw: the run is tried
/// again, then marked failed.
/// </summary>
public interface IJobWork
{
    JobPlan Plan { get; }

    /// <summary>The result is the summary for the Jobs page, one sentence without personal data.</summary>
    Task<string> RunAsync(JobContext context, CancellationToken ct);
}

/// <summary>One run, as its work sees it.</summary>
/// <param name="DueOn">Null for run-now and for runs that follow an import.</param>
/// <param name="Follows">The import run it follows.</param>
/// <param name="Viewer">Who the audit names: the job, or the person who pressed run-now.</param>
public sealed record JobContext(Platform Platform, RunId Run, DateOnly? DueOn, Guid? Follows, Viewer Viewer, JobProgress Progress);

/// <summary>How far a run is. Cheap to call often: it is stored about once a second.</summary>
public sealed class JobProgress
{
    private (string Step, int Done, int Total) _now = ("", 0, 0);

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
            _now = (step, done, total);
        }
    }
}

/// <summary>What to run. Exactly one of the last three is set.</summary>
/// <param name="DueOn">A scheduled run.</param>
/// <param name="Follows">A run after this import.</param>
/// <param name="Claimed">A row that stands already: run-now, or an interrupted one.</param>
public sealed record JobOrder(string Job, string Platform, DateOnly? DueOn = null, Guid? Follows = null, RunId? Claimed = null);

/// <summary>A job that failed with words an administrator can act on; anything else thrown is shown as "unexpected".</summary>
internal sealed class JobFailedException(string message, Exception? inner = null) : Exception(message, inner);

using Hangfire;
using Hangfire.Server;
using Hangfire.States;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// The only entry point of runs. Hangfire calls it on schedule and on demand. What the job owes is stored in our tables and claiming a
/// row decides who runs it, so an extra trigger finds nothing to do.
/// </summary>
internal sealed class JobTrigger(DueRuns due, RunJob runs, CatchUp catchUp, JobSchedule schedule)
{
    /// <param name="context">Set by Hangfire; null when the call is recorded.</param>
    /// <param name="ct">Set by Hangfire: cancelled when the program stops or the trigger is deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0} ({1})")]
    public async Task RunAsync(string job, string platform, PerformContext? context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var trigger = context.BackgroundJob.Id;
        if (await due.OfAsync(job, platform, ct) is not { } order)
        {
            return;
        }

        var status = await runs.RunAsync(order, ct, () => context.Connection.GetStateData(trigger)?.Name == DeletedState.StateName);
        if (status == RunStatus.Interrupted)
        {
            throw new OperationCanceledException(ct);
        }

        if (status == RunStatus.Cancelled)
        {
            schedule.Delete(trigger);
        }

        await catchUp.TriggerOwedAsync(ct);
        if (status == RunStatus.Failed)
        {
            throw new JobFailedException("The run failed; the Jobs page says why.");
        }
    }
}

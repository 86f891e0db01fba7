using Hangfire;
using Hangfire.Server;
using Hangfire.States;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// The one way into a run: Hangfire calls it when the clock says so, and when somebody pulled the trigger. What the job owes stands in our
/// tables; one claim of one row
/// decides who does it, so a trigger too many finds nothing to do.
/// </summary>
internal sealed class JobTrigger(DueRuns due, RunJob runs, CatchUp catchUp, JobSchedule schedule)
{
    /// <param name="context">Hangfire passes its own; null is how the call is written down.</param>
    /// <param name="ct">Hangfire's: the program stops, or the trigger was deleted.</param>
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

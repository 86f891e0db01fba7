using System.Globalization;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace LicenseDashboard.Application.Jobs;

/// <summary>The bridge from the scheduler: one Quartz job for each job and platform, so that Quartz itself never runs two of a kind at once.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(RunJob runs, DueRuns due, CatchUpSignal signal, IHostApplicationLifetime lifetime) : IJob
{
    private const string DueKey = "due";
    private const string FollowsKey = "follows";
    private const string ClaimedKey = "claimed";

    public static JobKey KeyOf(string job, string platform) => new(job, platform);

    public static JobDataMap Data(JobOrder order)
    {
        var data = new JobDataMap();
        if (order.DueOn is { } day)
        {
            data[DueKey] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (order.Follows is { } follows)
        {
            data[FollowsKey] = follows.ToString();
        }

        if (order.Claimed is { } run)
        {
            data[ClaimedKey] = run.Value.ToString();
        }

        return data;
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var (job, platform) = (context.JobDetail.Key.Name, context.JobDetail.Key.Group);
        var data = context.MergedJobDataMap;
        var order = new JobOrder(
            job, platform,
            data.TryGetString(DueKey, out var day) && day is not null ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            data.TryGetString(FollowsKey, out var follows) && follows is not null ? Guid.Parse(follows) : null,
            data.TryGetString(ClaimedKey, out var run) && run is not null ? new RunId(Guid.Parse(run)) : null);
        if (order is { DueOn: null, Follows: null, Claimed: null })
        {
            // The clock fired. Catch-up knows the due day and whether something has to go first.
            order = (await due.RunAsync(stopping.Token)).FirstOrDefault(o => o.Job == job && o.Platform == platform);
        }

        if (order is not null)
        {
            await runs.RunAsync(order, stopping.Token);
        }

        signal.Wake();
    }
}

/// <summary>Wakes the catch-up when a run has ended, so that what waited for it starts at once.</summary>
internal sealed class CatchUpSignal : WakeSignal;

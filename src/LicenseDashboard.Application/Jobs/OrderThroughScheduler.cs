using Quartz;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Writes orders into the scheduler's store, from where the leading instance takes them.</summary>
internal sealed class OrderThroughScheduler(ISchedulerFactory schedulers) : IOrderJobs
{
    /// <summary>The trigger is named after the order: ordering twice before it ran is one run.</summary>
    public async Task OrderAsync(JobOrder order, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var job = QuartzJob.KeyOf(order.Job, order.Platform);
        var key = new TriggerKey($"{order.Job}:{order.DueOn:yyyy-MM-dd}{order.Follows}{order.Claimed?.Value}", order.Platform);
        if (await scheduler.Exists(job, ct))
        {
            await scheduler.ScheduleTrigger(TriggerBuilder.Create(scheduler.TimeProvider).ForJob(job).WithIdentity(key).UsingJobData(QuartzJob.Data(order)).StartNow().Build(), TriggerConflict.Keep, ct);
        }
    }
}

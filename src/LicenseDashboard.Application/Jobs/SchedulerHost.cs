using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Starts the scheduler once the application database stands and, on SQLite, once this instance leads; then, every few seconds and whenever a run ends, orders what is due.
/// </summary>
internal sealed partial class SchedulerHost(
    ISchedulerFactory schedulers, IEnumerable<IJobWork> works, JobClaims claims, DueRuns due, CatchUpSignal signal, IOrderJobs orders, JobStore store,
    IDbContextFactory<LicenseDb> dbs, DatabaseStart database, TimeProvider clock, ILogger<SchedulerHost> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);
    private readonly LeaderLock? _leader = store.SqlServer ? null : new LeaderLock(store.LeaderLockPath);
    private readonly Lock _stopping = new();
    private IScheduler? _scheduler;
    private Task? _stopped;

    /// <summary>Whoever asks waits for the one end: a host may be told to stop from two sides, and whoever returned early would take the services away from work that still ends.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopping)
        {
            return _stopped ??= EndAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        _leader?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            var leads = _leader is null || _leader.TryTake();
            while (!leads)
            {
                await Task.Delay(Tick, clock, stoppingToken);
                leads = _leader!.TryTake();
            }

            await LeadAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is { } scheduler)
        {
            // Running work has seen the program stop and is waited for, so that the next leader finds its rows closed; the lock goes last.
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }

        _leader?.Dispose();
    }

    private async Task LeadAsync(CancellationToken ct)
    {
        Leads();
        _scheduler = await schedulers.GetScheduler(ct);
        await claims.BuryAsync(othersAreDead: !store.SqlServer, ct);
        await ScheduleAsync(_scheduler, ct);
        await _scheduler.Start(ct);
        while (true)
        {
            try
            {
                await claims.BuryAsync(othersAreDead: false, ct);
                foreach (var order in await due.RunAsync(ct))
                {
                    await orders.OrderAsync(order, ct);
                }
            }
            catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException or SchedulerException)
            {
                CatchUpFailed(e);
            }

            await signal.WaitAsync(Tick, clock, ct);
        }
    }

    private async Task ScheduleAsync(IScheduler scheduler, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var platform in await db.Platforms.AsNoTracking().ToListAsync(ct))
        {
            foreach (var plan in works.Select(w => w.Plan))
            {
                await scheduler.AddJob(JobBuilder.Create<QuartzJob>().WithIdentity(QuartzJob.KeyOf(plan.Name, platform.Name)).StoreDurably().Build(), AddJobOptions.Replacing, ct);
                if (plan.Cron is not { } cron)
                {
                    continue;
                }

                // Missed times are caught up by DueRuns, which knows what has succeeded; the scheduler itself lets them go.
                var trigger = TriggerBuilder.Create(scheduler.TimeProvider).ForJob(QuartzJob.KeyOf(plan.Name, platform.Name)).WithIdentity(plan.Name, platform.Name)
                    .WithCronSchedule(cron, c => c.InTimeZone(platform.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)).Build();
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, ct);
            }
        }
    }

    [LoggerMessage(2010, LogLevel.Information, "This instance runs the jobs")]
    private partial void Leads();

    [LoggerMessage(2011, LogLevel.Warning, "Could not order the runs that are due; the next look is in two seconds")]
    private partial void CatchUpFailed(Exception exception);
}

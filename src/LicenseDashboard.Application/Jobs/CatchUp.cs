using System.Data.Common;
using Hangfire.Server;
using Hangfire.Storage;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>How often Hangfire checks its schedule, and how often this program looks for work without a trigger.</summary>
internal sealed record JobPace(TimeSpan Times, TimeSpan Watch)
{
    /// <summary>Polling in memory is free.</summary>
    public static JobPace Alone { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

    public static JobPace Shared { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
}

/// <summary>
/// Triggers every job that owes a run: at the start, when a run has ended, and periodically for cases without another trigger: a run
/// whose instance died, one that has rested after a failure, an order on an instance that doesn't lead, a changed clock.
/// </summary>
internal sealed partial class CatchUp(
    IEnumerable<IJobWork> works,
    JobClaims claims,
    DueRuns due,
    JobSchedule schedule,
    JobPace pace,
    IDbContextFactory<LicenseDb> dbs,
    ILogger<CatchUp> log
) : IBackgroundProcessAsync
{
    public async Task ExecuteAsync(BackgroundProcessContext context)
    {
        await Task.Delay(pace.Watch, context.StoppingToken);
        await WatchAsync(othersAreDead: false, context.StoppingToken);
    }

    /// <param name="othersAreDead">True for a new leader on SQLite: no other instance can be running a job.</param>
    public async Task WatchAsync(bool othersAreDead, CancellationToken ct)
    {
        await claims.BuryAsync(othersAreDead, ct);
        await claims.RetireAsync([.. works.Select(work => work.Plan.Name)], ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        schedule.Mend(await db.Platforms.AsNoTracking().ToListAsync(ct), [.. works.Select(work => work.Plan)]);
        await TriggerOwedAsync(ct);
    }

    public async Task TriggerOwedAsync(CancellationToken ct)
    {
        try
        {
            foreach (var order in await due.RunAsync(ct))
            {
                schedule.Trigger(order.Job, order.Platform);
            }
        }
        catch (Exception e) when (IsTransient(e))
        {
            Later(e);
        }
    }

    /// <summary>Temporary errors of the database or Hangfire's tables; the next pass retries.</summary>
    public static bool IsTransient(Exception e) =>
        e is DbException or DbUpdateException or RetryLimitExceededException or DistributedLockTimeoutException;

    [LoggerMessage(2011, LogLevel.Warning, "Could not order the runs that are due; the next watch does")]
    private partial void Later(Exception exception);
}

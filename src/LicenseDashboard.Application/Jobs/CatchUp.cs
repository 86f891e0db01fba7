using System.Data.Common;
using Hangfire.Server;
using Hangfire.Storage;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>How often Hangfire looks at its times, and this program for what no trigger comes for.</summary>
internal sealed record JobPace(TimeSpan Times, TimeSpan Watch)
{
    /// <summary>In memory a look costs nothing.</summary>
    public static JobPace Alone { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

    public static JobPace Shared { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
}

/// <summary>
/// Pulls the trigger of every job that owes a run: at the start, when a run has ended, and in a quiet watch for what has no other trigger:
/// a run whose instance died, one
/// that has rested after a failure, an order given to an instance that doesn't lead, a clock that jumped.
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

    /// <summary>What the database or Hangfire's tables may say for a while; the next look tries again.</summary>
    public static bool IsTransient(Exception e) =>
        e is DbException or DbUpdateException or RetryLimitExceededException or DistributedLockTimeoutException;

    [LoggerMessage(2011, LogLevel.Warning, "Could not order the runs that are due; the next watch does")]
    private partial void Later(Exception exception);
}

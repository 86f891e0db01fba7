using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// What should be running now and is not: due runs that have not succeeded, runs that follow an import, and run-now rows that were interrupted. This is our own
/// catch-up: the scheduler's triggers only make it prompt, and a missed one costs nothing.
/// </summary>
public sealed class DueRuns(IEnumerable<IJobWork> works, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <summary>A failed run rests so long before it is tried again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<JobOrder>> RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var orders = new List<JobOrder>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            foreach (var work in works)
            {
                if (await DueAsync(db, platform, work.Plan, ct) is { } order && await MayGoAsync(db, platform, work.Plan, ct))
                {
                    orders.Add(order);
                }
                else if (await InterruptedAsync(db, platform, work.Plan, ct) is { } again)
                {
                    orders.Add(again);
                }
            }
        }

        return orders;
    }

    private async Task<JobOrder?> DueAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        if (plan.DueBy(platform, clock.GetUtcNow()) is { } due)
        {
            var run = await Of(db, platform, plan.Name).Where(r => r.DueOn == due).SingleOrDefaultAsync(ct);
            return IsDue(run) ? new JobOrder(plan.Name, platform.Name, DueOn: due) : null;
        }

        if (await FollowedAsync(db, platform, plan, ct) is not { } follows)
        {
            return null;
        }

        var follower = await Of(db, platform, plan.Name).Where(r => r.Follows == follows).SingleOrDefaultAsync(ct);
        return IsDue(follower) ? new JobOrder(plan.Name, platform.Name, Follows: follows) : null;
    }

    /// <summary>
    /// The import that ended last. A directory is not followed while usage is due or being pulled, which is followed itself, nor before
    /// usage has arrived once: there is nothing to judge by.
    /// </summary>
    private async Task<Guid?> FollowedAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var ended = db.ImportRuns.AsNoTracking().Where(r => r.PlatformKey == platform.Key && r.EndedAt != null
            && r.Status != RunStatus.Running && r.Status != RunStatus.Interrupted);
        var usage = await ended.Where(r => r.Kind == ImportKinds.Usage).OrderByDescending(r => r.EndedAt).FirstOrDefaultAsync(ct);
        if (usage is null || plan.Cadence == JobCadence.AfterUsage)
        {
            return usage?.Id.Value;
        }

        var directory = await ended.Where(r => r.Kind == ImportKinds.Directory && r.Status == RunStatus.Succeeded)
            .OrderByDescending(r => r.EndedAt).FirstOrDefaultAsync(ct);
        if (directory is null || directory.EndedAt < usage.EndedAt)
        {
            return usage.Id.Value;
        }

        foreach (var pull in new[] { Plan(ImportKinds.Directory), Plan(ImportKinds.Usage) }.OfType<JobPlan>())
        {
            if (await IsAheadAsync(db, platform, pull, ct))
            {
                return usage.Id.Value;
            }
        }

        return directory.Id.Value;
    }

    private bool IsDue(JobRun? run) => run is null || run.Status switch
    {
        RunStatus.Interrupted => true,
        RunStatus.Failed => run.EndedAt is not { } ended || clock.GetUtcNow().UtcDateTime - ended >= Rest,
        RunStatus.Running or RunStatus.Succeeded or RunStatus.Cancelled => false,
    };

    /// <summary>
    /// A job waits while the one before it is due or running, and until it has succeeded once; a failure of today's does not hold it up. Where that one follows imports, it is also waited for while an
    /// import is: after a pause the rules have looked at the last import, but not at the one that is still to come.
    /// </summary>
    private async Task<bool> MayGoAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        if (Plan(plan.After) is not { } before)
        {
            return true;
        }

        return !await IsAheadAsync(db, platform, before, ct)
            && !(before.Cadence is JobCadence.AfterImport or JobCadence.AfterUsage && Plan(ImportKinds.Usage) is { } import
                && await IsAheadAsync(db, platform, import, ct))
            && await Of(db, platform, before.Name).AnyAsync(r => r.Status == RunStatus.Succeeded, ct);
    }

    /// <summary>Due or running. One that failed rests before it is due again, and who waits goes on meanwhile.</summary>
    private async Task<bool> IsAheadAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct) =>
        await Of(db, platform, plan.Name).AnyAsync(r => r.Status == RunStatus.Running, ct) || await DueAsync(db, platform, plan, ct) is not null;

    private JobPlan? Plan(string? name) => works.SingleOrDefault(work => work.Plan.Name == name)?.Plan;

    private async Task<JobOrder?> InterruptedAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var yesterday = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        var last = await Of(db, platform, plan.Name).Where(r => r.StartedAt > yesterday).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(ct);
        return last is { Status: RunStatus.Interrupted, DueOn: null, Follows: null } ? new JobOrder(plan.Name, platform.Name, Claimed: last.Id) : null;
    }

    private static IQueryable<JobRun> Of(LicenseDb db, Platform platform, string job) => db.JobRuns.AsNoTracking().Where(r => r.PlatformKey == platform.Key && r.Job == job);
}

using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>The next run of a job without a manual request.</summary>
/// <param name="At">Null if not known yet because it follows something.</param>
/// <param name="WaitsFor">Title of the job that has to end first; null if none.</param>
/// <param name="Retries">True if it repeats the last run, which failed.</param>
internal readonly record struct NextRun(DateTimeOffset? At, string? WaitsFor, bool Retries = false);

/// <summary>
/// Determines what should be running now but isn't: ordered runs, due runs that have not succeeded, runs that follow an import, and
/// interrupted manual runs. Triggers ask here what to do, so an extra trigger does nothing and a missed one only delays until the next
/// pass.
/// </summary>
public sealed class DueRuns(IEnumerable<IJobWork> works, IDbContextFactory<LicenseDb> dbs, VendorReach reach, TimeProvider clock)
{
    /// <summary>Delay before a failed run is tried again, unless the vendor could not be reached and is back sooner.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<JobOrder>> RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var orders = new List<JobOrder>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            foreach (var work in works)
            {
                if (await OwedAsync(db, platform, work.Plan, ct) is { } order)
                {
                    orders.Add(order);
                }
            }
        }

        return orders;
    }

    /// <summary>What one job owes one platform now; null if nothing, or if there is no such job or platform.</summary>
    public async Task<JobOrder?> OfAsync(string job, string platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return Plan(job) is { } plan && await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, ct) is { } of
            ? await OwedAsync(db, of, plan, ct)
            : null;
    }

    /// <summary>A job runs once at a time; while it is running, it owes nothing.</summary>
    private async Task<JobOrder?> OwedAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        if (await Of(db, platform, plan.Name).FirstOrDefaultAsync(r => r.Status == RunStatus.Running, ct) is { } running)
        {
            return running.Instance == JobRun.Nobody ? new JobOrder(plan.Name, platform.Name, Claimed: running.Id) : null;
        }

        return await DueAsync(db, platform, plan, ct) is { } order && await MayGoAsync(db, platform, plan, ct)
            ? order
            : await InterruptedAsync(db, platform, plan, ct);
    }

    /// <summary>When the next run of the job starts automatically, and what it waits for.</summary>
    internal async Task<NextRun> NextAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (scheduled, open) = (plan.NextAfter(platform, now), await OpenAsync(db, platform, plan, ct));
        if (open is not { } run || ReadyAt(platform, run.Run, now) is not { } ready || scheduled <= ready)
        {
            return new NextRun(scheduled, null);
        }

        if (ready > now)
        {
            return new NextRun(ready, null, Retries: true);
        }

        return await MayGoAsync(db, platform, plan, ct)
            ? new NextRun(now, null, run.Run?.Status == RunStatus.Failed)
            : new NextRun(null, Plan(plan.After)?.Title);
    }

    private async Task<JobOrder?> DueAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct) =>
        await OpenAsync(db, platform, plan, ct) is { } open && ReadyAt(platform, open.Run, clock.GetUtcNow()) <= clock.GetUtcNow()
            ? open.Order
            : null;

    /// <summary>The last run that the job owes, with its row if it has started; null if it owes none.</summary>
    private async Task<(JobOrder Order, JobRun? Run)?> OpenAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        if (plan.DueBy(platform, clock.GetUtcNow()) is { } due)
        {
            var run = await Of(db, platform, plan.Name).Where(r => r.DueOn == due).SingleOrDefaultAsync(ct);
            return (new JobOrder(plan.Name, platform.Name, DueOn: due), run);
        }

        if (await FollowedAsync(db, platform, plan, ct) is not { } follows)
        {
            return null;
        }

        var follower = await Of(db, platform, plan.Name).Where(r => r.Follows == follows).SingleOrDefaultAsync(ct);
        return (new JobOrder(plan.Name, platform.Name, Follows: follows), follower);
    }

    /// <summary>
    /// The import that ended last. An import that ended while the clock was ahead must not hide later ones. A directory import is not
    /// followed while usage is due or being pulled, which will be followed itself, nor before usage has arrived once, because there is
    /// nothing to evaluate.
    /// </summary>
    private async Task<Guid?> FollowedAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var ended = db
            .ImportRuns.AsNoTracking()
            .Where(r =>
                r.PlatformKey == platform.Key && r.EndedAt <= now && r.Status != RunStatus.Running && r.Status != RunStatus.Interrupted
            );
        var usage = await ended.Where(r => r.Kind == ImportKinds.Usage).OrderByDescending(r => r.EndedAt).FirstOrDefaultAsync(ct);
        if (usage is null || plan.Cadence == JobCadence.AfterUsage)
        {
            return usage?.Id.Value;
        }

        var directory = await ended
            .Where(r => r.Kind == ImportKinds.Directory && r.Status == RunStatus.Succeeded)
            .OrderByDescending(r => r.EndedAt)
            .FirstOrDefaultAsync(ct);
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

    /// <summary>
    /// From when the run may start, or start again; null if it is running or finished. A failure dated after now (the clock was set back)
    /// has rested long enough, and so has one of an outage that is over.
    /// </summary>
    private DateTimeOffset? ReadyAt(Platform platform, JobRun? run, DateTimeOffset now) =>
        run switch
        {
            null or { Status: RunStatus.Interrupted } or { Status: RunStatus.Failed, EndedAt: null } => DateTimeOffset.MinValue,
            { Status: RunStatus.Failed, EndedAt: { } ended } when ended > now.UtcDateTime || reach.IsOver(platform.Name, ended) =>
                DateTimeOffset.MinValue,
            { Status: RunStatus.Failed, EndedAt: { } ended } => new DateTimeOffset(DateTime.SpecifyKind(ended, DateTimeKind.Utc)) + Rest,
            _ => null,
        };

    /// <summary>
    /// A job waits while the job before it is due or running, and until that job has succeeded once; a failure today doesn't block it. If
    /// the earlier job follows imports, it also waits for a pending import: after a pause, the rules have processed the last import but
    /// not the next one.
    /// </summary>
    private async Task<bool> MayGoAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        if (Plan(plan.After) is not { } before)
        {
            return true;
        }

        return !await IsAheadAsync(db, platform, before, ct)
            && !(
                before.Cadence is JobCadence.AfterImport or JobCadence.AfterUsage
                && Plan(ImportKinds.Usage) is { } import
                && await IsAheadAsync(db, platform, import, ct)
            )
            && await Of(db, platform, before.Name).AnyAsync(r => r.Status == RunStatus.Succeeded, ct);
    }

    /// <summary>Due or running. A failed job rests before it is due again, and the waiting job proceeds in the meantime.</summary>
    private async Task<bool> IsAheadAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct) =>
        await Of(db, platform, plan.Name).AnyAsync(r => r.Status == RunStatus.Running, ct)
        || await DueAsync(db, platform, plan, ct) is not null;

    private JobPlan? Plan(string? name) => works.SingleOrDefault(work => work.Plan.Name == name)?.Plan;

    private async Task<JobOrder?> InterruptedAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var yesterday = now.AddDays(-1);
        var last = await Of(db, platform, plan.Name)
            .Where(r => r.StartedAt > yesterday && r.StartedAt <= now)
            .OrderByDescending(r => r.StartedAt)
            .FirstOrDefaultAsync(ct);
        return last is { Status: RunStatus.Interrupted, DueOn: null, Follows: null }
            ? new JobOrder(plan.Name, platform.Name, Claimed: last.Id)
            : null;
    }

    private static IQueryable<JobRun> Of(LicenseDb db, Platform platform, string job) =>
        db.JobRuns.AsNoTracking().Where(r => r.PlatformKey == platform.Key && r.Job == job);
}

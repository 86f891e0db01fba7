using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>The next run of a job that nobody has to ask for.</summary>
/// <param name="At">Null: not known yet, because it follows something.</param>
/// <param name="WaitsFor">Title of the job that has to end first; null: none.</param>
internal readonly record struct NextRun(DateTimeOffset? At, string? WaitsFor);

/// <summary>
/// What should be running now and is not: runs that somebody ordered, due runs that have not succeeded, runs that follow an import, and
/// run-now rows that were
/// interrupted. A trigger asks here what it is for, so one too many does nothing, and a missed one costs no more than the time until the
/// next look.
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
                if (await OwedAsync(db, platform, work.Plan, ct) is { } order)
                {
                    orders.Add(order);
                }
            }
        }

        return orders;
    }

    /// <summary>What one job owes one platform now; null: nothing, or there is no such job or platform.</summary>
    public async Task<JobOrder?> OfAsync(string job, string platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return Plan(job) is { } plan && await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, ct) is { } of
            ? await OwedAsync(db, of, plan, ct)
            : null;
    }

    /// <summary>One run of a job at a time: while one runs it owes nothing.</summary>
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

    /// <summary>When the job's next run starts by itself, and what it waits for.</summary>
    internal async Task<NextRun> NextAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (scheduled, open) = (plan.NextAfter(platform, now), await OpenAsync(db, platform, plan, ct));
        if (open is not { } run || ReadyAt(run.Run, now) is not { } ready || scheduled <= ready)
        {
            return new NextRun(scheduled, null);
        }

        if (ready > now)
        {
            return new NextRun(ready, null);
        }

        return await MayGoAsync(db, platform, plan, ct) ? new NextRun(now, null) : new NextRun(null, Plan(plan.After)?.Title);
    }

    private async Task<JobOrder?> DueAsync(LicenseDb db, Platform platform, JobPlan plan, CancellationToken ct) =>
        await OpenAsync(db, platform, plan, ct) is { } open && ReadyAt(open.Run, clock.GetUtcNow()) <= clock.GetUtcNow()
            ? open.Order
            : null;

    /// <summary>The run that the job owes last, with its row if it was begun; null when it owes none.</summary>
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
    /// The import that ended last. One that ended when the clock was ahead must not hide those that came after. A directory is not followed
    /// while usage is due or being pulled, which is followed itself, nor before
    /// usage has arrived once: there is nothing to judge by.
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
    /// From when it may be begun, or again; null: it is running or over. A failure that lies ahead of a clock that was set back has rested.
    /// </summary>
    private static DateTimeOffset? ReadyAt(JobRun? run, DateTimeOffset now) =>
        run switch
        {
            null or { Status: RunStatus.Interrupted } or { Status: RunStatus.Failed, EndedAt: null } => DateTimeOffset.MinValue,
            { Status: RunStatus.Failed, EndedAt: { } ended } when ended > now.UtcDateTime => DateTimeOffset.MinValue,
            { Status: RunStatus.Failed, EndedAt: { } ended } => new DateTimeOffset(DateTime.SpecifyKind(ended, DateTimeKind.Utc)) + Rest,
            _ => null,
        };

    /// <summary>
    /// A job waits while the one before it is due or running, and until it has succeeded once; a failure of today's does not hold it up.
    /// Where that one follows imports, it is also waited for while an
    /// import is: after a pause the rules have looked at the last import, but not at the one that is still to come.
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

    /// <summary>Due or running. One that failed rests before it is due again, and who waits goes on meanwhile.</summary>
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

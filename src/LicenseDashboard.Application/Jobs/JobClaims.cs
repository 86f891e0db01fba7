using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Uses the rows of <see cref="JobRun"/> as claims, so that a run happens once, no matter who requests it and how often.</summary>
public sealed class JobClaims(IDbContextFactory<LicenseDb> dbs, JobInstance instance, TimeProvider clock)
{
    /// <summary>Message in the row of a cancelled run.</summary>
    public const string Cancelled = "Cancelled.";

    /// <summary>Message in the row of an unfinished run whose job no longer exists.</summary>
    public const string NoSuchJob = "This job no longer exists in this version, so the run does not continue.";

    /// <summary>The process start these claims belong to.</summary>
    public Guid Instance => instance.Id;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The run to execute, or null if it succeeded, was cancelled by a person, or is being executed.</summary>
    public async Task<JobRun?> ClaimAsync(JobOrder order, int platformKey, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync(
                async token =>
                {
                    await TakeTurnsAsync(db, platformKey, token);
                    var run = await Find(db.JobRuns, order, platformKey).AsNoTracking().SingleOrDefaultAsync(token);
                    if (
                        (run is null && order.Claimed is not null)
                        || await IsAnotherRunningAsync(db, order.Job, platformKey, run?.Id, token)
                    )
                    {
                        return null;
                    }

                    if (run is null)
                    {
                        run = New(order.Job, platformKey, order.DueOn, order.Follows);
                        db.JobRuns.Add(run);
                        await db.SaveChangesAsync(token);
                        return run;
                    }

                    return IsOpen(run) && await TakeAsync(db, run, token) ? run : null;
                },
                ct
            );
        }
        catch (DbUpdateException) when (order.Claimed is null)
        {
            // Another instance was first, according to the unique index. Any other error shows again when the row is read.
            return await Find(db.JobRuns, order, platformKey).AsNoTracking().AnyAsync(ct)
                ? null
                : throw new JobFailedException("The run could not be recorded.");
        }
    }

    /// <summary>
    /// Serializes claims and orders of a platform until the transaction ends; otherwise two callers could both see nothing.
    /// </summary>
    public static Task TakeTurnsAsync(LicenseDb db, int platformKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Platforms.Where(p => p.Key == platformKey).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), ct);
    }

    /// <param name="begun">False if only ordered; the first instance to take it starts it.</param>
    public JobRun New(string job, int platformKey, DateOnly? dueOn, Guid? follows, bool begun = true) =>
        new()
        {
            Job = job,
            PlatformKey = platformKey,
            DueOn = dueOn,
            Follows = follows,
            StartedAt = Now,
            HeartbeatAt = Now,
            Instance = begun ? instance.Id : JobRun.Nobody,
            Status = RunStatus.Running,
        };

    /// <summary>False if the row is no longer running: cancelled by a person, or considered dead.</summary>
    public async Task<bool> BeatAsync(RunId id, (string Step, int Done, int Total) progress, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var step = progress.Step.Length > 256 ? progress.Step[..256] : progress.Step;
        return await db.InTransactionAsync(
                token =>
                    db.JobRuns.Where(r => r.Id == id && r.Status == RunStatus.Running && r.Instance == instance.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(r => r.HeartbeatAt, Now)
                                    .SetProperty(r => r.Step, step)
                                    .SetProperty(r => r.StepsDone, progress.Done)
                                    .SetProperty(r => r.StepsTotal, progress.Total),
                            token
                        ),
                ct
            ) == 1;
    }

    /// <summary>Marks runs whose process is gone, so that they can be claimed again.</summary>
    /// <param name="othersAreDead">True on SQLite for a new leader: no one else can be running anything.</param>
    public async Task<int> BuryAsync(bool othersAreDead, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (silent, ahead) = (Now - JobInstance.DeadAfter, Now + JobInstance.DeadAfter);
        return await db.InTransactionAsync(
            async token =>
            {
                // The clock was set back. A live run renews its heartbeat within seconds; a dead one would seem alive until the clock has
                // caught up.
                await db
                    .JobRuns.Where(r => r.Status == RunStatus.Running && r.HeartbeatAt > ahead)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.HeartbeatAt, Now), token);
                return await db
                    .JobRuns.Where(r =>
                        r.Status == RunStatus.Running
                        && r.Instance != JobRun.Nobody
                        && (r.HeartbeatAt < silent || (othersAreDead && r.Instance != instance.Id))
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RunStatus.Interrupted)
                                .SetProperty(r => r.EndedAt, Now)
                                .SetProperty(r => r.Failure, "Interrupted by a restart. The next run continues from the imported data."),
                        token
                    );
            },
            ct
        );
    }

    /// <summary>Closes unfinished runs of jobs that existed in an earlier version.</summary>
    /// <param name="jobs">Names of existing jobs.</param>
    public async Task<int> RetireAsync(IReadOnlyCollection<string> jobs, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var unfinished = db.JobRuns.Where(r =>
            !jobs.Contains(r.Job) && (r.Status == RunStatus.Interrupted || (r.Status == RunStatus.Running && r.Instance == JobRun.Nobody))
        );
        return !await unfinished.AnyAsync(ct)
            ? 0
            : await db.InTransactionAsync(
                token =>
                    unfinished.ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RunStatus.Cancelled)
                                .SetProperty(r => r.EndedAt, Now)
                                .SetProperty(r => r.Failure, NoSuchJob),
                        token
                    ),
                ct
            );
    }

    private static IQueryable<JobRun> Find(IQueryable<JobRun> runs, JobOrder order, int platformKey) =>
        order switch
        {
            { Claimed: { } id } => runs.Where(r => r.Id == id),
            { DueOn: { } due } => runs.Where(r => r.Job == order.Job && r.PlatformKey == platformKey && r.DueOn == due),
            { Follows: { } import } => runs.Where(r => r.Job == order.Job && r.PlatformKey == platformKey && r.Follows == import),
            _ => throw new ArgumentException("An order names a due day, an import or a run.", nameof(order)),
        };

    private static Task<bool> IsAnotherRunningAsync(LicenseDb db, string job, int platformKey, RunId? own, CancellationToken ct) =>
        db.JobRuns.AnyAsync(r => r.PlatformKey == platformKey && r.Job == job && r.Status == RunStatus.Running && r.Id != own, ct);

    /// <summary>A manual run's row has the status running before anybody executes it; the first instance takes it.</summary>
    private bool IsOpen(JobRun run) =>
        run.Status switch
        {
            RunStatus.Failed or RunStatus.Interrupted => true,
            RunStatus.Running => run.Instance == JobRun.Nobody || run.HeartbeatAt < Now - JobInstance.DeadAfter,
            RunStatus.Succeeded or RunStatus.Cancelled => false,
        };

    private async Task<bool> TakeAsync(LicenseDb db, JobRun run, CancellationToken ct) =>
        await db
            .JobRuns.Where(r => r.Id == run.Id && r.Status == run.Status && r.HeartbeatAt == run.HeartbeatAt && r.Instance == run.Instance)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.Status, RunStatus.Running)
                        .SetProperty(r => r.Instance, instance.Id)
                        .SetProperty(r => r.HeartbeatAt, Now)
                        .SetProperty(r => r.EndedAt, (DateTime?)null)
                        .SetProperty(r => r.Failure, ""),
                ct
            ) == 1;
}

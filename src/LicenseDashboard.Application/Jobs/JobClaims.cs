using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>The rows of <see cref="JobRun"/> as a claim on work: what makes a run happen once, whoever asks for it and however often.</summary>
public sealed class JobClaims(IDbContextFactory<LicenseDb> dbs, JobInstance instance, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The run to execute, or null when it has succeeded, was cancelled by a person, or somebody is doing it.</summary>
    public async Task<JobRun?> ClaimAsync(JobOrder order, int platformKey, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync(async token =>
            {
                var run = await Find(db.JobRuns, order, platformKey).AsNoTracking().SingleOrDefaultAsync(token);
                if (run is null && order.Claimed is not null)
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

                return IsOpen(run, order) && await TakeAsync(db, run, token) ? run : null;
            }, ct);
        }
        catch (DbUpdateException) when (order.Claimed is null)
        {
            // Another instance was first: the unique index says so. Anything else shows again when the row is read.
            return await Find(db.JobRuns, order, platformKey).AsNoTracking().AnyAsync(ct) ? null : throw new JobFailedException("The run could not be recorded.");
        }
    }

    public JobRun New(string job, int platformKey, DateOnly? dueOn, Guid? follows) => new()
    {
        Job = job,
        PlatformKey = platformKey,
        DueOn = dueOn,
        Follows = follows,
        StartedAt = Now,
        HeartbeatAt = Now,
        Instance = instance.Id,
        Status = RunStatus.Running,
    };

    /// <summary>False when the row is no longer running: a person cancelled it, or it was taken for dead.</summary>
    public async Task<bool> BeatAsync(RunId id, (string Step, int Done, int Total) progress, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var step = progress.Step.Length > 256 ? progress.Step[..256] : progress.Step;
        return await db.InTransactionAsync(token => db.JobRuns.Where(r => r.Id == id && r.Status == RunStatus.Running && r.Instance == instance.Id)
            .ExecuteUpdateAsync(set => set
                .SetProperty(r => r.HeartbeatAt, Now)
                .SetProperty(r => r.Step, step)
                .SetProperty(r => r.StepsDone, progress.Done)
                .SetProperty(r => r.StepsTotal, progress.Total), token), ct) == 1;
    }

    /// <summary>Marks runs whose process is gone, so that they can be taken again.</summary>
    /// <param name="othersAreDead">True on SQLite for whoever has just become the leader: nobody else can be running anything.</param>
    public async Task<int> BuryAsync(bool othersAreDead, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var silent = Now - JobInstance.DeadAfter;
        return await db.InTransactionAsync(token => db.JobRuns
            .Where(r => r.Status == RunStatus.Running && (r.HeartbeatAt < silent || (othersAreDead && r.Instance != instance.Id)))
            .ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Status, RunStatus.Interrupted)
                .SetProperty(r => r.EndedAt, Now)
                .SetProperty(r => r.Failure, "The program ended before the run did; it goes on from what is stored."), token), ct);
    }

    private static IQueryable<JobRun> Find(IQueryable<JobRun> runs, JobOrder order, int platformKey) => order switch
    {
        { Claimed: { } id } => runs.Where(r => r.Id == id),
        { DueOn: { } due } => runs.Where(r => r.Job == order.Job && r.PlatformKey == platformKey && r.DueOn == due),
        { Follows: { } import } => runs.Where(r => r.Job == order.Job && r.PlatformKey == platformKey && r.Follows == import),
        _ => throw new ArgumentException("An order names a due day, an import or a run.", nameof(order)),
    };

    /// <summary>A row made by run-now is running before anybody does it; its own order may take it.</summary>
    private bool IsOpen(JobRun run, JobOrder order) => run.Status switch
    {
        RunStatus.Failed or RunStatus.Interrupted => true,
        RunStatus.Running => order.Claimed is not null || run.HeartbeatAt < Now - JobInstance.DeadAfter,
        RunStatus.Succeeded or RunStatus.Cancelled => false,
    };

    private async Task<bool> TakeAsync(LicenseDb db, JobRun run, CancellationToken ct) => await db.JobRuns
        .Where(r => r.Id == run.Id && r.Status == run.Status && r.HeartbeatAt == run.HeartbeatAt)
        .ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RunStatus.Running)
            .SetProperty(r => r.Instance, instance.Id)
            .SetProperty(r => r.HeartbeatAt, Now)
            .SetProperty(r => r.EndedAt, (DateTime?)null)
            .SetProperty(r => r.Failure, ""), ct) == 1;
}

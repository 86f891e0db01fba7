using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Cancels a run. Its instance is told immediately or sees the row within seconds. What is stored is kept, and a later run continues from
/// there.
/// </summary>
public sealed class CancelRun(IOrderJobs orders, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task<Outcome<RunStatus>> RunAsync(Viewer viewer, RunId id, CancellationToken ct)
    {
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden("Only an administrator, or a token with the scope operate, can cancel a run.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var job = (Name: "", Platform: "");
        var outcome = await db.InTransactionAsync<Outcome<RunStatus>>(
            async token =>
            {
                if (await db.JobRuns.SingleOrDefaultAsync(r => r.Id == id, token) is not { } run)
                {
                    return Refusal.NotFound("Run not found.");
                }

                if (run.Status != RunStatus.Running)
                {
                    return new Refusal("not-running", $"The run has ended: {run.Status}.");
                }

                var now = clock.GetUtcNow().UtcDateTime;
                (run.Status, run.EndedAt, run.Failure) = (RunStatus.Cancelled, now, JobClaims.Cancelled);
                job = (run.Job, await db.Platforms.Where(p => p.Key == run.PlatformKey).Select(p => p.Name).SingleAsync(token));
                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = now,
                            Actor = viewer.Actor,
                            Action = "job.cancelled",
                            Subject = "run:" + id.Value,
                            PlatformKey = run.PlatformKey,
                            From = nameof(RunStatus.Running),
                            To = nameof(RunStatus.Cancelled),
                            Detail = run.Job,
                        },
                    ],
                    token
                );
                return RunStatus.Cancelled;
            },
            ct
        );
        if (outcome.Refusal is null)
        {
            await orders.EndAsync(job.Name, job.Platform, ct);
        }

        return outcome;
    }
}

using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Starts a job for one platform immediately. Refused only while it is running. A manual run has its own key, so today's scheduled run is
/// not affected.
/// </summary>
public sealed class RunNow(
    IEnumerable<IJobWork> works,
    JobClaims claims,
    IOrderJobs orders,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    public async Task<Outcome<RunId>> RunAsync(Viewer viewer, string platformName, string job, CancellationToken ct)
    {
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden("Only an administrator, or a token with the scope operate, can run jobs.");
        }

        if (works.All(w => w.Plan.Name != job))
        {
            return Refusal.NotFound($"Job '{job}' not found.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var outcome = await db.InTransactionAsync<Outcome<RunId>>(
            async token =>
            {
                if (
                    await db.Platforms.Where(p => p.Name == platformName).Select(p => (int?)p.Key).SingleOrDefaultAsync(token)
                    is not { } platform
                )
                {
                    return Refusal.NotFound($"Platform '{platformName}' not found.");
                }

                await JobClaims.TakeTurnsAsync(db, platform, token);
                if (await db.JobRuns.AnyAsync(r => r.PlatformKey == platform && r.Job == job && r.Status == RunStatus.Running, token))
                {
                    return new Refusal("running", "This job is already running. Wait for it to end, or cancel it.");
                }

                var run = claims.New(job, platform, dueOn: null, follows: null, begun: false);
                run.Step = "Waiting to start";
                db.JobRuns.Add(run);
                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = clock.GetUtcNow().UtcDateTime,
                            Actor = viewer.Actor,
                            Action = "job.ordered",
                            Subject = "run:" + run.Id.Value,
                            PlatformKey = platform,
                            To = nameof(RunStatus.Running),
                            Detail = job,
                        },
                    ],
                    token
                );
                return run.Id;
            },
            ct
        );
        if (outcome.Refusal is null)
        {
            await orders.OrderAsync(new JobOrder(job, platformName, Claimed: outcome.Value), ct);
        }

        return outcome;
    }
}

/// <summary>Notifies the instance that runs the jobs. The rows contain the same information; this only makes it prompt.</summary>
public interface IOrderJobs
{
    Task OrderAsync(JobOrder order, CancellationToken ct);

    /// <summary>Ends the current work of a job.</summary>
    Task EndAsync(string job, string platform, CancellationToken ct);
}

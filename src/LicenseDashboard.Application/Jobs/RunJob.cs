using System.Diagnostics;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Executes one order: claim, heartbeat, work with bounded retries, result. Independent of Hangfire, so that tests can use it, too.
/// </summary>
internal sealed partial class RunJob(
    IEnumerable<IJobWork> works,
    JobClaims claims,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock,
    ILogger<RunJob> log
)
{
    public const int Tries = 3;
    public static readonly ActivitySource Source = new("LicenseDashboard.Jobs");

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietBeat = TimeSpan.FromSeconds(5);

    /// <summary>How the run ended; null if there was nothing to claim. A failed run is recorded in its row, not thrown.</summary>
    /// <param name="ct">Ends the run.</param>
    /// <param name="isCancelled">
    /// After <paramref name="ct"/> ended the run: true if someone cancelled it; otherwise the program is stopping and the run continues
    /// later.
    /// </param>
    public async Task<RunStatus?> RunAsync(JobOrder order, CancellationToken ct, Func<bool>? isCancelled = null)
    {
        var work =
            works.SingleOrDefault(w => w.Plan.Name == order.Job)
            ?? throw new ArgumentException($"Job '{order.Job}' not found.", nameof(order));
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Name == order.Platform, ct);
        if (await claims.ClaimAsync(order, platform.Key, ct) is not { } run)
        {
            return null;
        }

        using var span = Source.StartActivity(order.Job);
        span?.SetTag("platform", platform.Name);
        span?.SetTag("run", run.Id.Value);
        Started(order.Job, run.Id.Value, platform.Name);
        var context = new JobContext(platform, run.Id, run.DueOn, run.Follows, Viewer.Job(order.Job), new JobProgress());
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(context, cancelled, ended.Token);
        var (status, summary, failure) = await TryAsync(work, context, ct, cancelled.Token);
        if (status == RunStatus.Interrupted && isCancelled?.Invoke() == true)
        {
            (status, failure) = (RunStatus.Cancelled, JobClaims.Cancelled);
        }

        await ended.CancelAsync();
        await beating;
        return await CloseAsync(context, order.Job, status, summary, failure);
    }

    private async Task<(RunStatus Status, string Summary, string Failure)> TryAsync(
        IJobWork work,
        JobContext context,
        CancellationToken stopping,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (RunStatus.Succeeded, await work.RunAsync(context, ct), "");
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return (RunStatus.Interrupted, "", "LicenseDashboard was stopped. The run continues at the next start.");
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return (RunStatus.Cancelled, "", JobClaims.Cancelled);
            }
            catch (Exception e)
            {
                var words = e is JobFailedException or VendorException
                    ? e.Message
                    : $"Unexpected: {e.GetType().Name}. The log has the details under run {context.Run.Value}.";
                TryFailed(e, work.Plan.Name, context.Run.Value, attempt, Tries);
                if (attempt == Tries || e is VendorException { NotServed: true })
                {
                    return (RunStatus.Failed, "", words);
                }

                context.Progress.Again($"Try {attempt + 1} of {Tries}");
            }

            try
            {
                await Task.Delay(TimeSpan.FromSeconds(5 * attempt), clock, ct);
            }
            catch (OperationCanceledException)
            {
                // The next round finds out which of the two tokens it was.
            }
        }
    }

    /// <summary>
    /// Renews the heartbeat and stores the progress. Ends the run if its row is no longer running, which lets any instance cancel it.
    /// </summary>
    private async Task BeatAsync(JobContext context, CancellationTokenSource cancelled, CancellationToken ended)
    {
        var last = ("", 0, 0);
        var beatAt = clock.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, clock, ended);
                var now = context.Progress.Now;
                if (now == last && clock.GetElapsedTime(beatAt) < QuietBeat)
                {
                    continue;
                }

                if (!await claims.BeatAsync(context.Run, now, ended))
                {
                    await cancelled.CancelAsync();
                    return;
                }

                last = now;
                beatAt = clock.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (CatchUp.IsTransient(e))
            {
                // A missed heartbeat does no harm: the row counts as alive for a minute.
                BeatMissed(e, context.Run.Value);
            }
        }
    }

    /// <summary>The final status: a run cancelled in the meantime stays cancelled.</summary>
    private async Task<RunStatus> CloseAsync(JobContext context, string job, RunStatus status, string summary, string failure)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (step, done, total) = context.Progress.Now;

        // Not cancellable: the next run depends on the result.
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        var closed = await db.InTransactionAsync(
            async ct =>
            {
                // If this instance was considered dead, another may be executing the run.
                var open = await db.JobRuns.SingleOrDefaultAsync(
                    r =>
                        r.Id == context.Run
                        && r.Instance == claims.Instance
                        && (r.Status == RunStatus.Running || r.Status == RunStatus.Cancelled),
                    ct
                );
                if (open is null)
                {
                    return status;
                }

                open.Status = open.Status == RunStatus.Cancelled ? RunStatus.Cancelled : status;
                open.EndedAt = now;
                (open.Step, open.StepsDone, open.StepsTotal) = (Cut(step, 256), done, total);
                (open.Summary, open.Failure) = (Cut(summary, 1000), Cut(failure, 2000));
                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = now,
                            Actor = context.Viewer.Actor,
                            Action = "job.ended",
                            Subject = "run:" + context.Run.Value,
                            PlatformKey = context.Platform.Key,
                            From = nameof(RunStatus.Running),
                            To = open.Status.ToString(),
                            Detail = job,
                        },
                    ],
                    ct
                );
                return open.Status;
            },
            CancellationToken.None
        );
        Ended(job, context.Run.Value, closed);
        return closed;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    [LoggerMessage(2000, LogLevel.Information, "Job {Job} started for {Platform}: run {Run}")]
    private partial void Started(string job, Guid run, string platform);

    [LoggerMessage(2001, LogLevel.Information, "Job {Job} ended: run {Run} {Status}")]
    private partial void Ended(string job, Guid run, RunStatus status);

    [LoggerMessage(2002, LogLevel.Warning, "Job {Job}, run {Run}: try {Attempt} of {Tries} failed")]
    private partial void TryFailed(Exception exception, string job, Guid run, int attempt, int tries);

    [LoggerMessage(2003, LogLevel.Warning, "Run {Run} could not renew its heartbeat")]
    private partial void BeatMissed(Exception exception, Guid run);
}

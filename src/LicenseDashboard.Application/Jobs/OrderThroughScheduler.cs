using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// The order is already a row; triggering the job only makes it prompt. An instance that doesn't lead has no triggers, and the leader
/// finds the row on its next pass.
/// </summary>
internal sealed partial class OrderThroughScheduler(JobSchedule schedule, ILogger<OrderThroughScheduler> log) : IOrderJobs
{
    public Task OrderAsync(JobOrder order, CancellationToken ct) => TryAsync(order.Job, order.Platform, schedule.Trigger);

    public Task EndAsync(string job, string platform, CancellationToken ct) => TryAsync(job, platform, schedule.End);

    /// <summary>Hangfire's calls block on the database.</summary>
    private Task TryAsync(string job, string platform, Action<string, string> call) =>
        Task.Run(() =>
        {
            try
            {
                call(job, platform);
            }
            catch (Exception e) when (CatchUp.IsTransient(e))
            {
                NotPrompt(e, job, platform);
            }
        });

    [LoggerMessage(
        2015,
        LogLevel.Warning,
        "Hangfire could not be notified of job {Job} for {Platform}; the periodic check or the run's next heartbeat picks it up"
    )]
    private partial void NotPrompt(Exception exception, string job, string platform);
}

using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Audit;

/// <summary>
/// Notifies open pages of changes by anyone: a person in another browser, a job, another instance. Every change is audited, so it only
/// watches the last audit number. One small read per second serves all pages of this process.
/// </summary>
public sealed partial class ChangeFeed(
    IDbContextFactory<LicenseDb> dbs,
    DatabaseStart database,
    TimeProvider clock,
    ILogger<ChangeFeed> log
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Raised on a worker thread; components must use their own dispatcher.</summary>
    public event Action? Changed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.RunAsync(stoppingToken);
        long seen = 0;
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            try
            {
                await using var db = await dbs.CreateDbContextAsync(stoppingToken);
                var last = await db.Set<AuditHead>().Select(head => head.Sequence).SingleAsync(stoppingToken);
                if (last != seen)
                {
                    seen = last;
                    Changed?.Invoke();
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                NotRead(failure);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1101, LogLevel.Warning, "The last audit number could not be read; trying again in a second")]
    private partial void NotRead(Exception failure);
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Notices;

/// <summary>
/// Sends what can't wait for the next morning: as soon as it is written, and every half minute for what another instance wrote and didn't
/// send. Deliveries are taken one by one, so several instances don't send one twice.
/// </summary>
internal sealed partial class UrgentSender(
    SendDigests send,
    UrgentSignal signal,
    DatabaseStart database,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock,
    ILogger<UrgentSender> log
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);
    private static readonly Viewer _self = Viewer.Job("live");

    /// <summary>Sends the deliveries of urgent digests that are due, and with them others of their platform.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = db.NoticeDeliveries.Where(d => d.Status == DeliveryStatus.Pending && d.DueAt <= now).Select(d => d.DigestId);
        var platforms = await db
            .Platforms.AsNoTracking()
            .Where(p => db.Digests.Any(d => d.PlatformKey == p.Key && d.Kind == DigestKind.PoolAlert && waiting.Contains(d.Id)))
            .ToListAsync(ct);
        foreach (var platform in platforms)
        {
            await send.RunAsync(_self, platform, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            while (true)
            {
                try
                {
                    await RoundAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException)
                {
                    NotSent(fault);
                }

                await signal.WaitAsync(Pace, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; deliveries wait in their rows.
        }
    }

    [LoggerMessage(8102, LogLevel.Warning, "Urgent notices could not be sent; trying again in a moment")]
    private partial void NotSent(Exception exception);
}

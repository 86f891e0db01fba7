using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Platforms;

/// <summary>
/// Tells other instances which vendors this one can't reach, and learns it from them: the instance that imports and changes notices an
/// outage first, while people look at pages of another.
/// </summary>
internal sealed partial class ShareOutages(
    VendorReach reach,
    JobInstance instance,
    IDbContextFactory<LicenseDb> dbs,
    DatabaseStart database,
    TimeProvider clock,
    ILogger<ShareOutages> log
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly OutageSignal _signal = new();
    private bool _told;

    /// <summary>Writes what this instance sees and reads what the others see.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var own = reach.Own;
        if (own.Count > 0 || _told)
        {
            await TellAsync(db, own, ct);
            _told = own.Count > 0;
        }

        // A report that is not renewed at its next try comes from an instance that has died.
        var renewed = clock.GetUtcNow().UtcDateTime - VendorReach.Pause;
        var others = await db
            .OutageReports.AsNoTracking()
            .Where(report => report.Instance != instance.Id && report.NextTryAt > renewed)
            .Join(db.Platforms, report => report.PlatformKey, platform => platform.Key, (report, platform) => new { report, platform.Name })
            .ToListAsync(ct);
        reach.Hear([
            .. others.Select(each => new Outage(
                each.Name,
                each.report.Since,
                each.report.NextTryAt,
                new MissedAnswer(each.report.Route, each.report.Status, each.report.Error),
                each.report.Attempts
            )),
        ]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.RunAsync(stoppingToken);
        reach.Changed += _signal.Wake;
        try
        {
            while (true)
            {
                try
                {
                    await RoundAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    NotShared(fault);
                }

                await _signal.WaitAsync(Pace, clock, stoppingToken);
            }
        }
        finally
        {
            reach.Changed -= _signal.Wake;
        }
    }

    private async Task TellAsync(LicenseDb db, IReadOnlyList<Outage> own, CancellationToken ct)
    {
        var names = own.Select(outage => outage.Platform).ToList();
        var keys = await db.Platforms.Where(p => names.Contains(p.Name)).ToDictionaryAsync(p => p.Name, p => p.Key, ct);
        await db.InTransactionAsync(
            async token =>
            {
                db.ChangeTracker.Clear(); // of a try that the database broke off
                await db.OutageReports.Where(report => report.Instance == instance.Id).ExecuteDeleteAsync(token);
                db.OutageReports.AddRange(
                    own.Where(outage => keys.ContainsKey(outage.Platform))
                        .Select(outage => new OutageReport
                        {
                            PlatformKey = keys[outage.Platform],
                            Instance = instance.Id,
                            Since = outage.Since,
                            NextTryAt = outage.NextTryAt,
                            Attempts = outage.Attempts,
                            Route = Cut(outage.Last.Route, PlatformTables.MostRoute),
                            Status = outage.Last.Status,
                            Error = Cut(outage.Last.Error, PlatformTables.MostError),
                        })
                );
                await db
                    .OutageReports.Where(report => report.NextTryAt < clock.GetUtcNow().UtcDateTime.AddDays(-1))
                    .ExecuteDeleteAsync(token);
                await db.SaveChangesAsync(token);
            },
            ct
        );
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    [LoggerMessage(1210, LogLevel.Warning, "Outages could not be shared with other instances; trying again in a moment")]
    private partial void NotShared(Exception exception);

    private sealed class OutageSignal : WakeSignal;
}

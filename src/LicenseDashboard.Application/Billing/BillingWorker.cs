using System.Data.Common;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Billing;

/// <summary>Set when the audit has a new entry.</summary>
internal sealed class BillingSignal : WakeSignal;

/// <summary>
/// Prices a platform's rows again, and keeps its bills, after whatever changes them: an evaluation, a decision, an exemption, a contract,
/// an import. All of these are audited, so it follows the audit, on the one instance that leads, and waits a moment so that a row of
/// decisions is priced once. Idle, it does nothing.
/// </summary>
internal sealed partial class BillingWorker(
    LoadBillingFacts load,
    PriceRows price,
    KeepBills keep,
    IEnumerable<IFollowBills> followers,
    ChangeFeed changes,
    DatabaseStart database,
    ILicenseDbProvider provider,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock,
    ILogger<BillingWorker> log
) : BackgroundService
{
    private static readonly TimeSpan _debounce = TimeSpan.FromSeconds(2);

    /// <summary>For a leader that was lost together with what it had heard.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(5);

    private static readonly Viewer _self = Viewer.Job("bills");

    /// <summary>Beginnings of the actions that bills and prices depend on.</summary>
    private static readonly string[] _relevant =
    [
        "recommendation",
        "reclamation",
        "remediation.verified",
        "remediation.restored",
        "exemption",
        "tag",
        "contract",
        "leaver",
        "ingest.ended",
    ];

    private readonly BillingSignal _signal = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            changes.Changed += _signal.Wake;
            await using var leadership = provider.Lead("bills");
            long? seen = null;
            while (true)
            {
                var began = clock.GetTimestamp();
                if (!await leadership.LeadsAsync(stoppingToken))
                {
                    seen = null;
                }
                else if (await TryRoundAsync(seen, stoppingToken) is { } read)
                {
                    seen = read;
                }

                // A large platform takes at most half of the time.
                var took = clock.GetElapsedTime(began);
                await _signal.WaitAsync(_idle, clock, stoppingToken);
                await Task.Delay(Later(_debounce, took), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; the next start prices everything once.
        }
        finally
        {
            changes.Changed -= _signal.Wake;
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>One look at the audit, and what follows from it.</summary>
    /// <param name="seen">Last entry known; null: everything may have changed.</param>
    /// <returns>Last entry read.</returns>
    internal async Task<long> RoundAsync(long? seen, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var last = await db.Set<AuditHead>().Select(head => head.Sequence).SingleAsync(ct);
        var platforms = await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct);
        var touched = seen is { } known ? await TouchedAsync(db, known, last, ct) : null;
        foreach (var platform in platforms.Where(each => touched is null || touched.Contains(each.Key)))
        {
            var loaded = await load.ReadAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct);
            var rows = await price.RunAsync(_self, platform, ct, loaded);
            await keep.RunAsync(_self, platform, ct, loaded);
            foreach (var follower in followers)
            {
                await follower.RunAsync(_self, platform, ct);
            }

            Priced(platform.Name, rows);
        }

        return last;
    }

    /// <returns>Keys of platforms; null if a change belongs to none and so may belong to any.</returns>
    private static async Task<HashSet<int>?> TouchedAsync(LicenseDb db, long after, long through, CancellationToken ct)
    {
        var entries = await db
            .Audit.Where(entry => entry.Sequence > after && entry.Sequence <= through && !entry.Action.StartsWith(BillingWords.Prefix))
            .Select(entry => new { entry.Action, entry.PlatformKey })
            .Distinct()
            .ToListAsync(ct);
        var relevant = entries.Where(entry => _relevant.Any(word => entry.Action.StartsWith(word, StringComparison.Ordinal))).ToList();
        return relevant.Exists(entry => entry.PlatformKey is null) ? null : [.. relevant.Select(entry => entry.PlatformKey!.Value)];
    }

    private async Task<long?> TryRoundAsync(long? seen, CancellationToken ct)
    {
        try
        {
            return await RoundAsync(seen, ct);
        }
        catch (Exception fault) when (fault is DbUpdateException or DbException)
        {
            RoundFailed(fault);
            _signal.Wake();
            return null;
        }
    }

    [LoggerMessage(9301, LogLevel.Information, "Priced {Platform}: {Rows} rows have new figures")]
    private partial void Priced(string platform, int rows);

    [LoggerMessage(9302, LogLevel.Warning, "Rows could not be priced; trying again in a moment")]
    private partial void RoundFailed(Exception exception);
}

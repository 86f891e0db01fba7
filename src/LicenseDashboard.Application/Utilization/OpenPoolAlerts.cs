using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The open alerts of a platform, read again only when the feed says that one has changed.</summary>
internal sealed class OpenPoolAlerts(IDbContextFactory<LicenseDb> dbs) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<int, (long Tick, IReadOnlyList<PoolAlert> Alerts)> _known = [];

    /// <summary>The highest threshold raised for each pool.</summary>
    public async Task<IReadOnlyDictionary<(string Sku, int Division), int>> OfAsync(LivePicture picture, CancellationToken ct) =>
        (await ListAsync(picture, ct))
            .GroupBy(alert => (alert.Sku, alert.DivisionKey))
            .ToDictionary(pool => pool.Key, pool => pool.Max(alert => alert.Threshold));

    public async Task<IReadOnlyList<PoolAlert>> ListAsync(LivePicture picture, CancellationToken ct)
    {
        var (platform, tick) = (picture.Roster.Platform.Key, picture.Feed?.AlertTick ?? 0);
        await _reading.WaitAsync(ct);
        try
        {
            if (!_known.TryGetValue(platform, out var known) || known.Tick != tick)
            {
                await using var db = await dbs.CreateDbContextAsync(ct);
                var alerts = await db
                    .PoolAlerts.AsNoTracking()
                    .Where(a => a.PlatformKey == platform && a.ClearedAt == null)
                    .ToListAsync(ct);
                _known[platform] = known = (tick, alerts);
            }

            return known.Alerts;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The levels of one day by SKU and division, as stored.</summary>
internal sealed class DayLevels(LevelDay day, IReadOnlyDictionary<(int Sku, int Division), Levels> cells)
{
    public LevelDay Day { get; } = day;

    public bool IsEmpty => cells.Count == 0;

    public Levels Whole => cells.GetValueOrDefault((UtilizationLevel.AllSkus, UtilizationLevel.AllDivisions)) ?? new Levels(Day.Slots);

    /// <summary>
    /// The sum over divisions. A slot is known if any division is known in it, because all are sampled at once; a SKU that nobody held in
    /// a division has no cell there, which is zero.
    /// </summary>
    /// <param name="division">Null: all of them.</param>
    public Levels Of(int sku, int? division)
    {
        var sum = new Levels(Day.Slots);
        var everyone = Cells(UtilizationLevel.AllSkus, division).ToList();
        var holders = sku == UtilizationLevel.AllSkus ? everyone : Cells(sku, division).ToList();
        for (var slot = 0; slot < Day.Slots; slot++)
        {
            if (everyone.Exists(cell => cell.IsKnown(slot)))
            {
                sum.Raise(slot, holders.Aggregate(default(Level), (total, cell) => total + (cell[slot] ?? default)));
            }
        }

        return sum;
    }

    private IEnumerable<Levels> Cells(int sku, int? division) =>
        cells
            .Where(cell =>
                cell.Key.Sku == sku
                && cell.Key.Division != UtilizationLevel.AllDivisions
                && (division is null || cell.Key.Division == division)
            )
            .Select(cell => cell.Value);
}

/// <summary>
/// Days of levels in memory: past ones because they don't change any more, today's until the feed says that it wrote. So a curve that is
/// open on many pages is read once.
/// </summary>
internal sealed class LevelBook(IDbContextFactory<LicenseDb> dbs) : IDisposable
{
    /// <summary>A day of 10 divisions and 7 SKUs is about 300 KiB.</summary>
    private const int MostDays = 40;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<(int Platform, DateOnly Day), (long Tick, long Used, DayLevels Levels)> _days = [];
    private long _uses;

    /// <param name="today">It and yesterday, whose last slot is written after midnight, can still change.</param>
    public async Task<DayLevels> DayAsync(LivePicture picture, DateOnly day, DateOnly today, CancellationToken ct)
    {
        var platform = picture.Roster.Platform;
        var tick = day < today.AddDays(-1) ? 0 : picture.Feed?.LevelTick ?? 0;
        await _reading.WaitAsync(ct);
        try
        {
            if (_days.TryGetValue((platform.Key, day), out var known) && known.Tick == tick)
            {
                _days[(platform.Key, day)] = known with { Used = ++_uses };
                return known.Levels;
            }

            await using var db = await dbs.CreateDbContextAsync(ct);
            var levels = await ReadAsync(db, platform.Key, new LevelDay(platform.Zone, day), ct);
            _days[(platform.Key, day)] = (tick, ++_uses, levels);
            if (_days.Count > MostDays)
            {
                _days.Remove(_days.MinBy(each => each.Value.Used).Key);
            }

            return levels;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    internal static async Task<DayLevels> ReadAsync(LicenseDb db, int platform, LevelDay day, CancellationToken ct)
    {
        var stored = FactDay.Of(day.Day);
        var rows = await db
            .UtilizationLevels.AsNoTracking()
            .Where(l => l.PlatformKey == platform && l.Day == stored)
            .Select(l => new
            {
                l.SkuKey,
                l.DivisionKey,
                l.Packed,
            })
            .ToListAsync(ct);
        return new DayLevels(day, rows.ToDictionary(l => (l.SkuKey, l.DivisionKey), l => Levels.Unpack(l.Packed, day.Slots)));
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// Samples of now, kept as the highest of each slot until they are written. A write merges them into what is stored, so nothing is lost
/// or counted twice if two instances write the same slot.
/// </summary>
internal sealed class LevelKeeper(LiveRoster roster)
{
    /// <summary>For how long levels are kept: a year, and the month to compare with it.</summary>
    public const int KeptMonths = 13;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Day, int Sku, int Division), Levels> _unwritten = [];

    public bool IsDirty
    {
        get
        {
            lock (_gate)
            {
                return _unwritten.Count > 0;
            }
        }
    }

    /// <summary>A sample of the vendor's own totals, if they are complete: half of them would read as fewer people idle.</summary>
    public void SampleTotals(LiveFeedState feed, DateTimeOffset now)
    {
        if (feed.Waiting is { } waiting)
        {
            var level = new Level(feed.SignedIn, feed.OnQueue, feed.IdleAtKeyboard + waiting);
            Raise(now, [((UtilizationLevel.AllSkus, UtilizationLevel.AllDivisions), level)]);
        }
    }

    /// <summary>A sample of everyone, by SKU and division. Zero is a level too: no one was signed in.</summary>
    public void SamplePeople(LivePerson[] people, DateTimeOffset now)
    {
        var cells = new Dictionary<(int Sku, int Division), LiveTally>();
        for (var index = 0; index < people.Length; index++)
        {
            var division = roster.Places[index].Division;
            Add(cells, UtilizationLevel.AllSkus, division, people[index]);
            foreach (var sku in roster.LicenseOf(index).SkuKeys)
            {
                Add(cells, sku, division, people[index]);
            }
        }

        Raise(now, cells.Select(cell => (cell.Key, cell.Value.Level)));
    }

    /// <summary>What was sampled since the last call, to be written. Give it back if the write fails.</summary>
    public Dictionary<(int Day, int Sku, int Division), Levels> Take()
    {
        lock (_gate)
        {
            var samples = new Dictionary<(int Day, int Sku, int Division), Levels>(_unwritten);
            _unwritten.Clear();
            return samples;
        }
    }

    public void GiveBack(Dictionary<(int Day, int Sku, int Division), Levels> samples)
    {
        lock (_gate)
        {
            foreach (var (key, levels) in samples)
            {
                if (_unwritten.TryGetValue(key, out var newer))
                {
                    levels.Merge(newer);
                }

                _unwritten[key] = levels;
            }
        }
    }

    /// <summary>Merges samples into what is stored. Part of the caller's transaction.</summary>
    public static async Task WriteAsync(
        LicenseDb db,
        Platform platform,
        Dictionary<(int Day, int Sku, int Division), Levels> samples,
        CancellationToken ct
    )
    {
        foreach (var day in samples.GroupBy(sample => sample.Key.Day))
        {
            var slots = new LevelDay(platform.Zone, FactDay.ToDate(day.Key)).Slots;
            var stored = await db
                .UtilizationLevels.Where(l => l.PlatformKey == platform.Key && l.Day == day.Key)
                .ToDictionaryAsync(l => (l.SkuKey, l.DivisionKey), ct);
            foreach (var ((_, sku, division), levels) in day)
            {
                if (stored.TryGetValue((sku, division), out var row))
                {
                    var merged = Levels.Unpack(row.Packed, slots);
                    merged.Merge(levels);
                    row.Packed = merged.Pack();
                }
                else
                {
                    db.UtilizationLevels.Add(
                        new UtilizationLevel
                        {
                            PlatformKey = platform.Key,
                            Day = day.Key,
                            SkuKey = sku,
                            DivisionKey = division,
                            Packed = levels.Pack(),
                        }
                    );
                }
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private static void Add(Dictionary<(int Sku, int Division), LiveTally> cells, int sku, int division, in LivePerson person) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(cells, (sku, division), out _).Add(person);

    private void Raise(DateTimeOffset now, IEnumerable<((int Sku, int Division) Cell, Level Level)> samples)
    {
        var day = LevelDay.Of(roster.Platform.Zone, now);
        if (day.SlotOf(now.ToUnixTimeSeconds()) is not { } slot)
        {
            return;
        }

        var stored = FactDay.Of(day.Day);
        lock (_gate)
        {
            foreach (var ((sku, division), level) in samples)
            {
                var key = (stored, sku, division);
                if (!_unwritten.TryGetValue(key, out var levels))
                {
                    _unwritten[key] = levels = new Levels(day.Slots);
                }

                levels.Raise(slot, level);
            }
        }
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>Cells of a row of <see cref="PersonDays"/>; null if it is deleted.</summary>
internal sealed record DaysChange(int PersonKey, long[]? Cells);

/// <summary>Computes which rows of <see cref="PersonDays"/> a pull changes.</summary>
internal sealed class PresenceRollup(LicenseDb db, IBulkWriter bulk, TimeZoneInfo zone, HashSet<int> people)
{
    private const int Person = 0;
    public const int OnQueue = 5;

    /// <summary>
    /// By person. Compares everybody, not only people whose sessions changed, because an interrupted replacement may have changed
    /// sessions without getting here.
    /// </summary>
    public async Task<List<DaysChange>> ChangesAsync(PresenceSeen seen, CancellationToken ct)
    {
        var stored = await StoredAsync(ct);
        var unsure = new HashSet<int>();
        var wanted = new SortedDictionary<int, PresentDays>();
        foreach (var person in stored.Keys.Concat(seen.Present.Keys).Distinct())
        {
            var now = seen.Present.GetValueOrDefault(person);
            var days = stored.TryGetValue(person, out var held) ? PresentDays.Of(held).Replaced(seen.Days.First, seen.Days.Last, now) : now;
            wanted[person] = days ?? default;
            if (days is null)
            {
                unsure.Add(person);
            }
        }

        if (unsure.Count > 0)
        {
            var told = await FromSessionsAsync(unsure, ct);
            foreach (var person in unsure)
            {
                wanted[person] = told.GetValueOrDefault(person);
            }
        }

        return
        [
            .. wanted
                .Select(pair => Change(pair.Key, pair.Value, stored.GetValueOrDefault(pair.Key), LastOnQueue(pair.Key)))
                .OfType<DaysChange>(),
        ];

        // Sessions don't show queue time, so this never moves back. A day that is too late only makes it less certain that no one handled
        // anything.
        long LastOnQueue(int person)
        {
            var before = stored.TryGetValue(person, out var held) ? held[OnQueue] : BulkShape.Null;
            return seen.OnQueue.TryGetValue(person, out var now) ? Math.Max(before, now) : before;
        }
    }

    public async Task<Dictionary<int, long[]>> StoredAsync(CancellationToken ct)
    {
        var cells = await bulk.ScanAsync(FactShapes.PersonDays, "1 = 1", ct);
        return cells
            .Chunk(FactShapes.PersonDays.Width)
            .Where(row => people.Contains((int)row[Person]))
            .ToDictionary(row => (int)row[Person]);
    }

    /// <summary>The days of some people from all their sessions, which are read once in order.</summary>
    public async Task<Dictionary<int, PresentDays>> FromSessionsAsync(HashSet<int> some, CancellationToken ct)
    {
        var days = new Dictionary<int, PresentDays>();
        var tally = new DayTally(zone);
        await foreach (
            var session in db.PresenceSessions.AsNoTracking().OrderBy(session => session.Start).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            if (some.Contains(session.PersonKey))
            {
                days[session.PersonKey] = tally.With(days.GetValueOrDefault(session.PersonKey), session.Start, session.End);
            }
        }

        return days;
    }

    /// <summary>The days of one person's sessions, in order of start.</summary>
    public static PresentDays DaysOf(IEnumerable<SessionRow> sessions, TimeZoneInfo zone)
    {
        var tally = new DayTally(zone);
        return sessions.Aggregate(default(PresentDays), (days, session) => tally.With(days, session.Start, session.End));
    }

    /// <summary>The local day of an instant.</summary>
    public static int DayOf(long instant, TimeZoneInfo zone) =>
        FactDay.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(instant), zone).DateTime));

    public static long[] CellsOf(PersonDays held) =>
        [held.PersonKey, held.LastDay, held.Recent, held.Earlier, held.FirstPresentOn, held.LastOnQueueOn ?? BulkShape.Null];

    public static async Task WriteAsync(IBulkWriter bulk, IReadOnlyCollection<DaysChange> changes, CancellationToken ct)
    {
        await bulk.DeleteAsync(
            FactShapes.PersonDays,
            changes.Where(change => change.Cells is null).Select(change => (long)change.PersonKey).ToArray(),
            ct
        );
        await bulk.UpsertAsync(FactShapes.PersonDays, changes.SelectMany(change => change.Cells ?? []).ToArray(), ct);
    }

    public static DaysChange? Change(int person, PresentDays wanted, long[]? stored, long onQueue)
    {
        if (wanted.IsEmpty)
        {
            return stored is null ? null : new DaysChange(person, null);
        }

        var cells = wanted.Cells(person, onQueue);
        return stored is not null && stored.AsSpan().SequenceEqual(cells) ? null : new DaysChange(person, cells);
    }
}

/// <summary>Adds sessions to days; sessions must be in order of start.</summary>
internal sealed class DayTally(TimeZoneInfo zone)
{
    private LocalDays? _calendar;

    public PresentDays With(PresentDays present, long start, long end)
    {
        if (_calendar is null || start < _calendar.Start || end > _calendar.End)
        {
            var from = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(start).UtcDateTime).AddDays(-2);
            _calendar = new LocalDays(zone, from, from.AddDays(64));
        }

        for (var day = _calendar.DayOf(start); day <= _calendar.DayOf(end - 1); day++)
        {
            present = present.With(day);
        }

        return present;
    }
}

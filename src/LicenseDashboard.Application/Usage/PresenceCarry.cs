using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Stores open stretches and changes what they cover outside the days of a pull. A person's open stretch, sessions and days change in one
/// transaction, so an interrupted run ends the same when repeated.
/// </summary>
internal sealed class PresenceCarry(
    LicenseDb db,
    IBulkWriter bulk,
    FactRange range,
    TimeZoneInfo zone,
    LocalDays days,
    long until,
    OpenPresence open
)
{
    private const int PeopleInTransaction = 50;

    /// <summary>
    /// If a stretch supposedly began earlier than this before the requested days, the days before are not changed until they are pulled
    /// themselves.
    /// </summary>
    private const long MostBefore = PresentDays.Window * 86400L;

    public async Task RunAsync(CancellationToken ct)
    {
        var changes = open.Changes.Concat(await DecideAsync(ct)).ToList();
        var outside = changes
            .Select(change => (Change: change, Edits: Outside(change)))
            .Where(one => one.Edits.Count > 0)
            .ToLookup(one => one.Change.PersonKey);
        var (upserts, deletes) = Memory(changes);
        foreach (var people in outside.Select(one => one.Key).Order().Chunk(PeopleInTransaction))
        {
            var some = people.ToHashSet();
            var theirs = outside.Where(one => some.Contains(one.Key)).SelectMany(one => one).ToList();
            var (kept, gone) = (upserts.FindAll(row => some.Contains(row.PersonKey)), deletes.FindAll(row => some.Contains(row.PersonKey)));
            await ApplyAsync(theirs, some, kept, gone, ct);
            upserts.RemoveAll(row => some.Contains(row.PersonKey));
            deletes.RemoveAll(row => some.Contains(row.PersonKey));
        }

        foreach (var some in upserts.Chunk(IBulkWriter.RowsPerTransaction))
        {
            await bulk.InTransactionAsync(token => RememberAsync(some, [], token), ct);
        }

        foreach (var some in deletes.Chunk(IBulkWriter.RowsPerTransaction))
        {
            await bulk.InTransactionAsync(token => RememberAsync([], some, token), ct);
        }
    }

    /// <summary>Later days are already stored: the first data of the person in them is where the stretch ended.</summary>
    private async Task<List<OpenChange>> DecideAsync(CancellationToken ct)
    {
        if (open.Undecided.Count == 0)
        {
            return [];
        }

        var (after, people) = (days.End, open.Undecided.Select(change => change.PersonKey).Distinct().ToList());
        var sessions = await db
            .PresenceSessions.Where(s => s.Start >= after && people.Contains(s.PersonKey))
            .GroupBy(s => s.PersonKey)
            .Select(s => new { s.Key, Start = s.Min(one => one.Start) })
            .ToDictionaryAsync(s => s.Key, s => s.Start, ct);
        var marks = await db
            .OpenStretches.Where(s => s.Start >= after && people.Contains(s.PersonKey))
            .GroupBy(s => s.PersonKey)
            .Select(s => new { s.Key, Start = s.Min(one => one.Start) })
            .ToDictionaryAsync(s => s.Key, s => s.Start, ct);
        return
        [
            .. open.Undecided.Select(change =>
                change with
                {
                    After = Math.Min(
                        sessions.GetValueOrDefault(change.PersonKey, PresenceStretch.NoEnd),
                        marks.GetValueOrDefault(change.PersonKey, PresenceStretch.NoEnd)
                    ),
                }
            ),
        ];
    }

    private (List<OpenStretch> Upserts, List<OpenStretch> Deletes) Memory(List<OpenChange> changes)
    {
        var upserts = changes
            .Where(change => change.IsKept && change.After != change.Before)
            .Select(change => Row(change.PersonKey, change.Start, change.Kind, change.After == PresenceStretch.NoEnd ? null : change.After))
            .ToList();
        var deletes = changes
            .Where(change => change is { IsKept: false, Before: not null })
            .Select(change => Row(change.PersonKey, change.Start, change.Kind, null))
            .ToList();
        var marks = open.KnownMarks.ToHashSet();
        upserts.AddRange(
            open.Marks.Where(mark => !marks.Remove(mark)).Select(mark => Row(mark.PersonKey, mark.Start, PresenceKind.Offline, null))
        );

        deletes.AddRange(marks.Select(mark => Row(mark.PersonKey, mark.Start, PresenceKind.Offline, null)));

        // A mark may now be a stretch at the same instant or vice versa; its row is replaced then.
        var replaced = upserts.Select(row => (row.PersonKey, row.Start)).ToHashSet();
        deletes.RemoveAll(row => replaced.Contains((row.PersonKey, row.Start)));
        return (upserts, deletes);
    }

    private static OpenStretch Row(int person, long start, PresenceKind kind, long? end) =>
        new()
        {
            PersonKey = person,
            Start = start,
            Kind = (int)kind,
            End = end,
        };

    /// <summary>Time gained or lost outside the days of the pull. There is nothing beyond the end of the data.</summary>
    private List<(long From, long To, bool Gained)> Outside(OpenChange change)
    {
        var (before, after) = (change.Before ?? change.Start, change.After ?? change.Start);
        var gained = after > before;
        var (from, to) = gained ? (before, Math.Min(after, until)) : (after, before);
        var first = gained ? Math.Max(from, days.Start - MostBefore) : from;
        List<(long From, long To, bool Gained)> edits =
        [
            (first, Math.Min(to, days.Start), gained),
            (Math.Max(from, days.End), until > days.End ? to : days.End, gained),
        ];
        return [.. edits.Where(edit => edit.From < edit.To)];
    }

    private async Task ApplyAsync(
        List<(OpenChange Change, List<(long From, long To, bool Gained)> Edits)> changes,
        HashSet<int> people,
        List<OpenStretch> upserts,
        List<OpenStretch> deletes,
        CancellationToken ct
    )
    {
        var all = await db.PresenceSessions.AsNoTracking().Where(s => people.Contains(s.PersonKey)).OrderBy(s => s.Start).ToListAsync(ct);
        var stored = all.ToLookup(s => s.PersonKey, s => new SessionRow(s.Start, s.PersonKey, s.End, s.IdleTail));
        var rollups = await db.PersonDays.AsNoTracking().Where(d => people.Contains(d.PersonKey)).ToDictionaryAsync(d => d.PersonKey, ct);
        var (written, removed, rollup) = (new List<SessionRow>(), new List<SessionRow>(), new List<DaysChange>());
        foreach (var person in people.Order())
        {
            var wanted = stored[person].ToList();
            long onQueue = rollups.GetValueOrDefault(person)?.LastOnQueueOn ?? BulkShape.Null;
            foreach (var (change, edits) in changes.Where(one => one.Change.PersonKey == person))
            {
                foreach (var (from, to, gained) in edits)
                {
                    if (gained)
                    {
                        wanted.Add(new SessionRow(from, person, to, change.Kind == PresenceKind.Idle ? (int)(to - from) : 0));
                        onQueue = change.Kind == PresenceKind.OnQueue ? Math.Max(onQueue, PresenceRollup.DayOf(to - 1, zone)) : onQueue;
                    }
                    else
                    {
                        wanted =
                        [
                            .. wanted
                                .SelectMany(row => new[] { row.Within(long.MinValue, from), row.Within(to, long.MaxValue) })
                                .OfType<SessionRow>(),
                        ];
                    }
                }
            }

            wanted.Sort();
            wanted = [.. SessionRow.Joined(wanted)];
            var kept = wanted.Select(row => row.Start).ToHashSet();
            var same = stored[person].ToHashSet();
            written.AddRange(wanted.Where(row => !same.Contains(row)));
            removed.AddRange(stored[person].Where(row => !kept.Contains(row.Start)));
            var cells = rollups.TryGetValue(person, out var held) ? PresenceRollup.CellsOf(held) : null;
            rollup.AddRange(
                new[] { PresenceRollup.Change(person, PresenceRollup.DaysOf(wanted, zone), cells, onQueue) }.OfType<DaysChange>()
            );
        }

        await bulk.InTransactionAsync(
            async token =>
            {
                var (keys, cells) = (
                    removed.Order().SelectMany(row => (long[])[row.Start, row.PersonKey]),
                    written.Order().SelectMany(Cells)
                );
                await bulk.DeleteAsync(FactShapes.PresenceSessions, keys.ToArray(), token);
                await bulk.UpsertAsync(FactShapes.PresenceSessions, cells.ToArray(), token);
                await PresenceRollup.WriteAsync(bulk, rollup, token);
                await range.ToldAsync(db, "PresenceSessions", written.Count, removed.Count, token);
                await RememberAsync(upserts, deletes, token);
            },
            ct
        );
    }

    private async Task RememberAsync(
        IReadOnlyCollection<OpenStretch> upserts,
        IReadOnlyCollection<OpenStretch> deletes,
        CancellationToken ct
    )
    {
        var keys = deletes.OrderBy(row => (row.PersonKey, row.Start)).SelectMany(row => (long[])[row.PersonKey, row.Start]);
        var cells = upserts
            .OrderBy(row => (row.PersonKey, row.Start))
            .SelectMany(row => (long[])[row.PersonKey, row.Start, row.Kind, row.End ?? BulkShape.Null]);
        await bulk.DeleteAsync(FactShapes.OpenStretches, keys.ToArray(), ct);
        await bulk.UpsertAsync(FactShapes.OpenStretches, cells.ToArray(), ct);
        await range.ToldAsync(db, "OpenStretches", upserts.Count, deletes.Count, ct);
    }

    private static long[] Cells(SessionRow row) => [row.Start, row.PersonKey, row.End, row.IdleTail];
}

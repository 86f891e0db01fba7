using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// What an open stretch covered before a pull and covers after it. Epoch seconds with exclusive ends; <see cref="PresenceStretch.NoEnd"/>
/// means to the end of the data.
/// </summary>
/// <param name="Before">Null if it was not known.</param>
/// <param name="After">Null if it no longer counts.</param>
internal sealed record OpenChange(int PersonKey, long Start, PresenceKind Kind, long? Before, long? After)
{
    /// <summary>True if it is kept for later pulls because the vendor still gives no end.</summary>
    public required bool IsKept { get; init; }
}

/// <summary>
/// Determines the ends of the stretches in one pull, and continues earlier ones that the vendor may not return again. A stretch without
/// an end lasts to the start of the person's next stretch, or to the end of the data. Stored stretches that the pull doesn't contradict
/// stay, because the vendor may return them under another day.
/// </summary>
internal sealed class OpenPresence
{
    private readonly LocalDays _days;
    private readonly long _until;
    private readonly SortedDictionary<int, List<OpenStretch>> _known;

    private OpenPresence(LocalDays days, long until, SortedDictionary<int, List<OpenStretch>> known) =>
        (_days, _until, _known) = (days, until, known);

    /// <summary>Filled while the resolved stretches are enumerated.</summary>
    public List<OpenChange> Changes { get; } = [];

    /// <summary>Stretches whose end is not shown by this pull or stored data; later days may contain the person's next stretch.</summary>
    public List<OpenChange> Undecided { get; } = [];

    /// <summary>OFFLINE stretches that begin within the days with nothing of the person before them.</summary>
    public List<(int PersonKey, long Start)> Marks { get; } = [];

    public IEnumerable<(int PersonKey, long Start)> KnownMarks =>
        _known.Values.SelectMany(all => all).Where(IsMark).Select(mark => (mark.PersonKey, mark.Start));

    public IEnumerable<OpenStretch> Known => _known.Values.SelectMany(all => all).Where(stretch => !IsMark(stretch));

    public static async Task<OpenPresence> ReadAsync(
        IBulkWriter bulk,
        LocalDays days,
        long until,
        HashSet<int> people,
        CancellationToken ct
    )
    {
        var cells = await bulk.ScanAsync(
            FactShapes.OpenStretches,
            "\"Start\" < @p0 AND (\"End\" IS NULL OR \"End\" > @p1)",
            ct,
            days.End,
            days.Start
        );
        var known = new SortedDictionary<int, List<OpenStretch>>();
        foreach (var row in cells.Chunk(FactShapes.OpenStretches.Width).Where(row => people.Contains((int)row[0])))
        {
            var stretch = new OpenStretch
            {
                PersonKey = (int)row[0],
                Start = row[1],
                Kind = (int)row[2],
                End = row[3] == BulkShape.Null ? null : row[3],
            };
            if (IsMark(stretch) && stretch.Start < days.Start)
            {
                continue;
            }

            if (!known.TryGetValue(stretch.PersonKey, out var held))
            {
                known[stretch.PersonKey] = held = [];
            }

            held.Add(stretch);
        }

        return new OpenPresence(days, until, known);
    }

    /// <summary>What counts within the days, limited to them, by person and start.</summary>
    /// <param name="sorted">The vendor's stretches, not limited.</param>
    public IEnumerable<PresenceStretch> Resolve(IEnumerable<PresenceStretch> sorted)
    {
        using var waiting = _known.GetEnumerator();
        var more = waiting.MoveNext();
        foreach (var mine in ByPerson(sorted))
        {
            var person = mine[0].PersonKey;
            for (; more && waiting.Current.Key < person; more = waiting.MoveNext())
            {
                foreach (var row in Resolve(waiting.Current.Key, [], waiting.Current.Value))
                {
                    yield return row;
                }
            }

            var known = more && waiting.Current.Key == person ? waiting.Current.Value : [];
            more = known.Count > 0 ? waiting.MoveNext() : more;
            foreach (var row in Resolve(person, mine, known))
            {
                yield return row;
            }
        }

        for (; more; more = waiting.MoveNext())
        {
            foreach (var row in Resolve(waiting.Current.Key, [], waiting.Current.Value))
            {
                yield return row;
            }
        }
    }

    private List<PresenceStretch> Resolve(int person, List<PresenceStretch> mine, List<OpenStretch> known)
    {
        var rows = mine.Where(row => row is { End: not PresenceStretch.NoEnd, Kind: not PresenceKind.Offline })
            .Select(Cut)
            .Where(row => row.Start < row.End)
            .ToList();
        var carried = known.Where(stretch => !IsMark(stretch)).ToList();
        var open = mine.Where(row => row is { End: PresenceStretch.NoEnd, Kind: not PresenceKind.Offline })
            .Select(row => (row.Start, row.Kind))
            .Concat(carried.Select(stretch => (stretch.Start, Kind: (PresenceKind)stretch.Kind)))
            .DistinctBy(one => one.Start)
            .OrderBy(one => one.Start)
            .ToList();
        if (open.Count > 0)
        {
            // What is known about later days is known for every stretch that was open when they were pulled.
            var beyond = carried.Where(stretch => stretch.End is null || stretch.End >= _days.End).ToList();
            var starts = mine.Select(row => row.Start).Concat(open.Select(one => one.Start)).Distinct().Order().ToList();
            foreach (var (start, kind) in open)
            {
                var before = carried.Find(stretch => stretch.Start == start);
                var change = Change(person, start, kind, before, mine, starts, beyond);
                if (
                    change.IsKept
                    && new PresenceStretch(person, start, Math.Min(change.After!.Value, _until), kind) is var piece
                    && Cut(piece) is var cut
                    && cut.Start < cut.End
                )
                {
                    rows.Add(cut);
                }
            }

            rows.Sort();
        }

        if (
            mine.Count > 0
            && mine[0] is { Kind: PresenceKind.Offline } first
            && first.Start >= _days.Start
            && !open.Exists(one => one.Start < first.Start)
        )
        {
            Marks.Add((person, first.Start));
        }

        return rows;
    }

    private OpenChange Change(
        int person,
        long start,
        PresenceKind kind,
        OpenStretch? before,
        List<PresenceStretch> mine,
        List<long> starts,
        List<OpenStretch> beyond
    )
    {
        long? was = before is null ? null : before.End ?? PresenceStretch.NoEnd;
        foreach (var row in mine)
        {
            // The vendor knows its end by now and returns it like any other.
            if (row.Start == start && (row.End != PresenceStretch.NoEnd || row.Kind == PresenceKind.Offline))
            {
                return Note(new OpenChange(person, start, kind, was, row.Kind == PresenceKind.Offline ? null : row.End) { IsKept = false });
            }
        }

        var next = starts.Find(other => other > start);
        long? kept = before?.End is { } end && (end < _days.Start || end >= _days.End) ? end : null;
        if (next > 0 || kept is not null)
        {
            return Note(
                new OpenChange(person, start, kind, was, Math.Min(next > 0 ? next : long.MaxValue, kept ?? long.MaxValue)) { IsKept = true }
            );
        }

        if (beyond.Count > 0 || _until <= _days.End)
        {
            return Note(
                new OpenChange(person, start, kind, was, beyond.Min(stretch => stretch.End) ?? PresenceStretch.NoEnd) { IsKept = true }
            );
        }

        var undecided = new OpenChange(person, start, kind, was, PresenceStretch.NoEnd) { IsKept = true };
        Undecided.Add(undecided);
        return undecided;
    }

    private OpenChange Note(OpenChange change)
    {
        Changes.Add(change);
        return change;
    }

    private PresenceStretch Cut(PresenceStretch row) =>
        row with
        {
            Start = Math.Max(row.Start, _days.Start),
            End = Math.Min(row.End, _days.End),
        };

    private static bool IsMark(OpenStretch stretch) => stretch.Kind == (int)PresenceKind.Offline;

    private static IEnumerable<List<PresenceStretch>> ByPerson(IEnumerable<PresenceStretch> sorted)
    {
        List<PresenceStretch> mine = [];
        foreach (var row in sorted)
        {
            if (mine.Count > 0 && mine[0].PersonKey != row.PersonKey)
            {
                yield return mine;
                mine = [];
            }

            mine.Add(row);
        }

        if (mine.Count > 0)
        {
            yield return mine;
        }
    }
}

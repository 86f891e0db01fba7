using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Stored data that touches the days of a replacement from outside: the parts of sessions before the first and after the last day stay.
/// </summary>
internal sealed class PresenceEdges
{
    private readonly SortedDictionary<int, List<SessionRow>> _pieces = [];

    /// <summary>Stored rows that start before the days and reach into them, in key order.</summary>
    public List<SessionRow> Before { get; private init; } = [];

    /// <summary>Stored rows that start in the first second after the days.</summary>
    public List<SessionRow> After { get; private init; } = [];

    public static async Task<PresenceEdges> ReadAsync(IBulkWriter bulk, LocalDays days, HashSet<int> people, CancellationToken ct)
    {
        var before = await bulk.ScanAsync(
            FactShapes.PresenceSessions,
            "\"Start\" >= @p0 AND \"Start\" < @p1 AND \"End\" >= @p1",
            ct,
            days.Start - SessionRow.Longest,
            days.Start
        );
        var beyond = await bulk.ScanAsync(
            FactShapes.PresenceSessions,
            "\"Start\" >= @p0 AND \"Start\" < @p1 AND \"End\" > @p1",
            ct,
            Math.Max(days.Start, days.End - SessionRow.Longest),
            days.End
        );
        var after = await bulk.ScanAsync(FactShapes.PresenceSessions, "\"Start\" = @p0", ct, days.End);
        var edges = new PresenceEdges { Before = Rows(before, people), After = Rows(after, people) };
        edges.Keep(edges.Before.Select(row => row.Within(long.MinValue, days.Start)));
        edges.Keep(edges.Before.Concat(Rows(beyond, people)).Concat(edges.After).Select(row => row.Within(days.End, long.MaxValue)));
        return edges;
    }

    /// <summary>The rows of a pull by person and start, merged with the kept pieces of the same people.</summary>
    public IEnumerable<SessionRow> Around(IEnumerable<SessionRow> rows)
    {
        using var kept = _pieces.Values.SelectMany(pieces => pieces).GetEnumerator();
        var more = kept.MoveNext();
        foreach (var row in rows)
        {
            for (; more && (kept.Current.PersonKey, kept.Current.Start).CompareTo((row.PersonKey, row.Start)) < 0; more = kept.MoveNext())
            {
                yield return kept.Current;
            }

            yield return row;
        }

        for (; more; more = kept.MoveNext())
        {
            yield return kept.Current;
        }
    }

    public static List<SessionRow> Rows(List<long> cells, HashSet<int> people)
    {
        var rows = new List<SessionRow>(cells.Count / 4);
        for (var at = 0; at < cells.Count; at += 4)
        {
            if (people.Contains((int)cells[at + 1]))
            {
                rows.Add(new SessionRow(cells[at], (int)cells[at + 1], cells[at + 2], (int)cells[at + 3]));
            }
        }

        return rows;
    }

    private void Keep(IEnumerable<SessionRow?> pieces)
    {
        foreach (var piece in pieces.OfType<SessionRow>())
        {
            if (!_pieces.TryGetValue(piece.PersonKey, out var held))
            {
                _pieces[piece.PersonKey] = held = [];
            }

            held.Add(piece);
        }
    }
}

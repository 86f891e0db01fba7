using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Writes differing sessions by start in blocks of time, then what open stretches cover elsewhere, then the days of each person, and the
/// coverage in the last transaction. In between, the days are not covered, so no one uses an outdated rollup.
/// </summary>
internal sealed class PresenceReplacement(
    LicenseDb db,
    IBulkWriter bulk,
    FactRange range,
    TimeZoneInfo zone,
    HashSet<int> people,
    PresenceEdges edges
)
{
    private const int BlocksInTransaction = 8;
    private const int RowsInTransaction = 6000;

    private readonly CoverageGap _coverage = new(db, bulk, range);
    private long _written;
    private long _removed;
    private long _unchanged;

    public async Task<FactChanges> RunAsync(IEnumerable<SessionRow> rows, PresenceSeen seen, PresenceCarry carry, CancellationToken ct)
    {
        await bulk.InTransactionAsync(_coverage.OpenAsync, ct);
        await WriteSessionsAsync(rows, seen.Days, ct);
        await carry.RunAsync(ct);
        var rollup = await new PresenceRollup(db, bulk, zone, people).ChangesAsync(seen, ct);
        do
        {
            var some = rollup.Take(IBulkWriter.RowsPerTransaction).ToList();
            rollup = rollup[some.Count..];
            await bulk.InTransactionAsync(
                async token =>
                {
                    await PresenceRollup.WriteAsync(bulk, some, token);
                    if (rollup.Count == 0)
                    {
                        await _coverage.CloseAsync(token);
                    }

                    await range.ToldAsync(db, "PersonDays", some.Count, 0, token);
                },
                ct
            );
        } while (rollup.Count > 0);
        return new FactChanges(_written, _removed, _unchanged);
    }

    private async Task WriteSessionsAsync(IEnumerable<SessionRow> rows, LocalDays days, CancellationToken ct)
    {
        // About two thousand starts per block, at five per day and person.
        var step = Math.Clamp(86400L * 400 / Math.Max(1, people.Count), 60, 86400);
        using var next = rows.GetEnumerator();
        var more = next.MoveNext();
        for (var from = days.Start; from <= days.End; )
        {
            var batch = new List<Block>();
            for (var count = 0; from <= days.End && batch.Count < BlocksInTransaction && count < RowsInTransaction; )
            {
                // The first block begins with sessions that reach in; the last one ends with those that start as the days end.
                var block = new Block(from == days.Start, from, from == days.End ? days.End + 1 : Math.Min(from + step, days.End), []);
                for (; more && next.Current.Start < block.To; more = next.MoveNext())
                {
                    block.Rows.Add(next.Current);
                }

                count += block.Rows.Count;
                batch.Add(block);
                from = block.To;
            }

            await WriteAsync(batch, days, ct);
        }
    }

    private async Task WriteAsync(List<Block> batch, LocalDays days, CancellationToken ct)
    {
        (long Written, long Removed, long Unchanged) counts = default;
        await bulk.InTransactionAsync(
            async token =>
            {
                var (upserts, deletes) = (new List<long>(), new List<long>());
                counts = default;
                foreach (var block in batch)
                {
                    var stored = await StoredAsync(block, days, token);
                    counts.Unchanged += Compare(block.Rows, stored, upserts, deletes);
                }

                await bulk.DeleteAsync(FactShapes.PresenceSessions, deletes.ToArray(), token);
                await bulk.UpsertAsync(FactShapes.PresenceSessions, upserts.ToArray(), token);
                (counts.Written, counts.Removed) = (upserts.Count / 4, deletes.Count / 2);
                await range.ToldAsync(db, "PresenceSessions", counts.Written, counts.Removed, token);
            },
            ct
        );
        _written += counts.Written;
        _removed += counts.Removed;
        _unchanged += counts.Unchanged;
    }

    private async Task<List<SessionRow>> StoredAsync(Block block, LocalDays days, CancellationToken ct)
    {
        if (block.From == days.End)
        {
            return edges.After;
        }

        var cells = await bulk.ScanAsync(FactShapes.PresenceSessions, "\"Start\" >= @p0 AND \"Start\" < @p1", ct, block.From, block.To);
        var rows = PresenceEdges.Rows(cells, people);
        return block.First ? [.. edges.Before, .. rows] : rows;
    }

    private static int Compare(List<SessionRow> wanted, List<SessionRow> stored, List<long> upserts, List<long> deletes)
    {
        var (w, s, unchanged) = (0, 0, 0);
        while (w < wanted.Count || s < stored.Count)
        {
            var order =
                w == wanted.Count ? 1
                : s == stored.Count ? -1
                : wanted[w].CompareTo(stored[s]);
            if (order > 0)
            {
                deletes.AddRange([stored[s].Start, stored[s++].PersonKey]);
                continue;
            }

            var row = wanted[w++];
            if (order == 0 && row == stored[s++])
            {
                unchanged++;
                continue;
            }

            upserts.AddRange([row.Start, row.PersonKey, row.End, row.IdleTail]);
        }

        return unchanged;
    }

    private sealed record Block(bool First, long From, long To, List<SessionRow> Rows);
}

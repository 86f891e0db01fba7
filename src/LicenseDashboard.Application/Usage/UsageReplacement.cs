using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Walks through the days in key order, in blocks of people, and writes only differences. Each transaction takes as many blocks as make
/// about 10,000 rows, and updates the rollup for its changes.
/// </summary>
internal sealed class UsageReplacement(LicenseDb db, IBulkWriter bulk, FactRange range, HashSet<int> features)
{
    private const int PeopleInBlock = 2048;
    private const int BlocksInTransaction = 8;
    private const int RowsInTransaction = IBulkWriter.RowsPerTransaction - (2 * PeopleInBlock);

    private readonly CoverageGap _coverage = new(db, bulk, range);
    private long _written;
    private long _removed;
    private long _unchanged;

    public async Task<FactChanges> RunAsync(IEnumerable<UsageRow> rows, CancellationToken ct)
    {
        var known = await KnownUses.ReadAsync(bulk, features, ct);
        var highest = await db.People.MaxAsync(person => (int?)person.Key, ct) ?? 0;
        var changes = new UsageChanges();
        var lists = Enumerable.Range(0, BlocksInTransaction).Select(_ => new List<UsageRow>()).ToList();
        using var next = rows.GetEnumerator();
        var more = next.MoveNext();
        using var blocks = Blocks(highest).GetEnumerator();
        var blocksLeft = blocks.MoveNext();
        for (var first = true; blocksLeft; first = false)
        {
            // Gathered before the transaction, which may be retried as a whole.
            var batch = new List<Block>();
            for (
                var count = 0;
                blocksLeft && batch.Count < BlocksInTransaction && count < RowsInTransaction;
                blocksLeft = blocks.MoveNext()
            )
            {
                var block = blocks.Current with { Rows = lists[batch.Count] };
                block.Rows.Clear();
                for (; more && block.Holds(next.Current); more = next.MoveNext())
                {
                    block.Rows.Add(next.Current);
                }

                count += block.Rows.Count;
                batch.Add(block);
            }

            var (opens, closes) = (first, !blocksLeft);
            var tried = false;
            await bulk.InTransactionAsync(
                async token =>
                {
                    // The records of a first attempt were rolled back with it.
                    known = tried ? await KnownUses.ReadAsync(bulk, features, token) : known;
                    tried = true;
                    changes.Clear();
                    if (opens)
                    {
                        await _coverage.OpenAsync(token);
                    }

                    foreach (var block in batch)
                    {
                        changes.Compare(block.Rows, await StoredAsync(block, token));
                    }

                    await changes.WriteAsync(bulk, known, token);
                    if (closes)
                    {
                        await _coverage.CloseAsync(token);
                    }

                    await range.ToldAsync(db, "UsageDays", changes.Written, changes.Removed, token);
                },
                ct
            );
            _written += changes.Written;
            _removed += changes.Removed;
            _unchanged += changes.Unchanged;
        }

        return new FactChanges(_written, _removed, _unchanged);
    }

    private IEnumerable<Block> Blocks(int highestPerson)
    {
        for (var day = FactDay.Of(range.From); day <= FactDay.Of(range.To); day++)
        {
            for (var person = 0; ; person += PeopleInBlock)
            {
                // The last block has no upper bound, because facts may refer to people who are no longer in the directory.
                var last = person + PeopleInBlock > highestPerson;
                yield return new Block(day, person == 0 ? int.MinValue : person, last ? int.MaxValue : person + PeopleInBlock - 1, []);
                if (last)
                {
                    break;
                }
            }
        }
    }

    private async Task<List<UsageRow>> StoredAsync(Block block, CancellationToken ct)
    {
        var cells = await bulk.ScanAsync(
            FactShapes.UsageDays,
            "\"Day\" = @p0 AND \"PersonKey\" BETWEEN @p1 AND @p2",
            ct,
            block.Day,
            block.FromPerson,
            block.ToPerson
        );
        var stored = new List<UsageRow>(cells.Count / 5);
        for (var at = 0; at < cells.Count; at += 5)
        {
            if (features.Contains((int)cells[at + 2]))
            {
                stored.Add(new UsageRow((int)cells[at], (int)cells[at + 1], (int)cells[at + 2], (int)cells[at + 3], (int)cells[at + 4]));
            }
        }

        return stored;
    }

    private sealed record Block(int Day, int FromPerson, int ToPerson, List<UsageRow> Rows)
    {
        public bool Holds(UsageRow row) => row.Day == Day && row.PersonKey <= ToPerson;
    }
}

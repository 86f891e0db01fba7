using System.Collections;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>What a write changed: added and changed rows as passed in, removed rows as stored.</summary>
public sealed record BulkChanges<T>(IReadOnlyList<T> Added, IReadOnlyList<T> Changed, IReadOnlyList<T> Removed)
{
    public int Count => Added.Count + Changed.Count + Removed.Count;
}

/// <summary>
/// Writes states of now, such as people and seats. What is already stored is not written again, so an unchanged night writes nothing.
/// </summary>
public sealed class SnapshotWriter(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    /// <summary>
    /// Makes what <paramref name="stored"/> selects equal to <paramref name="rows"/>, in transactions of at most 10,000 rows.
    /// <paramref name="within"/> runs in each of them with its changes. Of rows with the same key, the last one counts. After an
    /// interruption, repeating it does the rest.
    /// </summary>
    public Task<BulkChanges<T>> ReplaceAsync<T>(
        BulkTable<T> table,
        Func<LicenseDb, IQueryable<T>> stored,
        IReadOnlyCollection<T> rows,
        CancellationToken ct,
        Func<LicenseDb, BulkChanges<T>, CancellationToken, Task>? within = null
    )
        where T : class => WriteAsync(table, stored, rows, removes: true, within, ct);

    /// <summary>The same, but rows missing from <paramref name="rows"/> stay.</summary>
    public Task<BulkChanges<T>> UpsertAsync<T>(
        BulkTable<T> table,
        Func<LicenseDb, IQueryable<T>> stored,
        IReadOnlyCollection<T> rows,
        CancellationToken ct,
        Func<LicenseDb, BulkChanges<T>, CancellationToken, Task>? within = null
    )
        where T : class => WriteAsync(table, stored, rows, removes: false, within, ct);

    private async Task<BulkChanges<T>> WriteAsync<T>(
        BulkTable<T> table,
        Func<LicenseDb, IQueryable<T>> stored,
        IReadOnlyCollection<T> rows,
        bool removes,
        Func<LicenseDb, BulkChanges<T>, CancellationToken, Task>? within,
        CancellationToken ct
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(rows);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var columns = table.On(db.Model);
        var changes = await CompareAsync(columns, stored(db), rows, removes, ct);
        await using var bulk = provider.OpenBulk(db);
        foreach (var part in Parts(changes))
        {
            await bulk.InTransactionAsync(
                async token =>
                {
                    await bulk.DeleteAsync(columns.Shape, [.. part.Removed.Select(columns.Key)], token);
                    await bulk.UpsertAsync(columns.Shape, [.. part.Changed.Concat(part.Added).Select(columns.Cells)], token);
                    if (within is not null)
                    {
                        await within(db, part, token);
                    }
                },
                ct
            );
        }

        return changes;
    }

    private static async Task<BulkChanges<T>> CompareAsync<T>(
        BulkTable<T>.Columns columns,
        IQueryable<T> stored,
        IReadOnlyCollection<T> rows,
        bool removes,
        CancellationToken ct
    )
        where T : class
    {
        var wanted = new Dictionary<object?[], T>(SameCells.Instance);
        foreach (var row in rows)
        {
            wanted[columns.Key(row)] = row;
        }

        var (changed, removed) = (new List<T>(), new List<T>());
        await foreach (var held in stored.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (wanted.Remove(columns.Key(held), out var row))
            {
                if (!columns.Same(held, row))
                {
                    changed.Add(row);
                }
            }
            else if (removes)
            {
                removed.Add(held);
            }
        }

        return new BulkChanges<T>([.. wanted.Values], changed, removed);
    }

    private static IEnumerable<BulkChanges<T>> Parts<T>(BulkChanges<T> all)
    {
        foreach (var removed in all.Removed.Chunk(IBulkWriter.RowsPerTransaction))
        {
            yield return new BulkChanges<T>([], [], removed);
        }

        foreach (var changed in all.Changed.Chunk(IBulkWriter.RowsPerTransaction))
        {
            yield return new BulkChanges<T>([], changed, []);
        }

        foreach (var added in all.Added.Chunk(IBulkWriter.RowsPerTransaction))
        {
            yield return new BulkChanges<T>(added, [], []);
        }
    }

    private sealed class SameCells : IEqualityComparer<object?[]>
    {
        public static readonly SameCells Instance = new();

        public bool Equals(object?[]? x, object?[]? y) => StructuralComparisons.StructuralEqualityComparer.Equals(x, y);

        public int GetHashCode(object?[] obj)
        {
            var hash = new HashCode();
            foreach (var cell in obj)
            {
                hash.Add(cell);
            }

            return hash.ToHashCode();
        }
    }
}

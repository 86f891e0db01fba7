namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>
/// Writes many rows on one connection, in transactions of at most <see cref="RowsPerTransaction"/> that let short writers pass in between.
/// Rows should come sorted by key. Rows of facts are flat runs of integers, <see cref="BulkShape.Width"/> cells each; the others are arrays
/// of values as the database stores them.
/// </summary>
public interface IBulkWriter : IAsyncDisposable
{
    const int RowsPerTransaction = 10_000;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that has passed the gate. An exception rolls back this transaction only.
    /// </summary>
    Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct);

    ValueTask UpsertAsync(BulkShape shape, ReadOnlyMemory<long> cells, CancellationToken ct);

    ValueTask UpsertAsync(BulkShape shape, IReadOnlyList<object?[]> rows, CancellationToken ct);

    /// <summary>Deletes by key; a key of several cells is given in the order of the shape's key columns.</summary>
    ValueTask DeleteAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct);

    ValueTask DeleteAsync(BulkShape shape, IReadOnlyList<object?[]> keys, CancellationToken ct);

    /// <summary>The rows that have one of these keys, in the order of the keys.</summary>
    ValueTask<List<long>> FindAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct);

    /// <summary>The rows for which <paramref name="condition"/> holds, ordered by key; arguments are <c>@p0</c>, <c>@p1</c>, …</summary>
    ValueTask<List<long>> ScanAsync(BulkShape shape, string condition, CancellationToken ct, params long[] arguments);
}

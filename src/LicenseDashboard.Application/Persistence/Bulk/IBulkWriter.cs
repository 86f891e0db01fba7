namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>
/// Writes many rows on one connection, in transactions of at most <see cref="RowsPerTransaction"/> rows that let short writers pass in
/// between. Rows should be sorted by key. Fact rows are flat sequences of integers, <see cref="BulkShape.Width"/> cells each; other rows
/// are arrays of values as the database stores them.
/// </summary>
public interface IBulkWriter : IAsyncDisposable
{
    const int RowsPerTransaction = 10_000;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that has passed the gate. An exception rolls back only this transaction.
    /// </summary>
    Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct);

    ValueTask UpsertAsync(BulkShape shape, ReadOnlyMemory<long> cells, CancellationToken ct);

    ValueTask UpsertAsync(BulkShape shape, IReadOnlyList<object?[]> rows, CancellationToken ct);

    /// <summary>Deletes by key. Keys with several cells are given in the order of the key columns.</summary>
    ValueTask DeleteAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct);

    ValueTask DeleteAsync(BulkShape shape, IReadOnlyList<object?[]> keys, CancellationToken ct);

    /// <summary>The rows with one of these keys, in key order.</summary>
    ValueTask<List<long>> FindAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct);

    /// <summary>The rows that match <paramref name="condition"/>, ordered by key. Arguments are <c>@p0</c>, <c>@p1</c>, …</summary>
    ValueTask<List<long>> ScanAsync(BulkShape shape, string condition, CancellationToken ct, params long[] arguments);
}

using System.Data;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LicenseDashboard.SqlServer;

/// <summary>Bulk-copies rows into a staging table and moves them with two set-based statements.</summary>
internal sealed class SqlServerBulkWriter(LicenseDb db) : IBulkWriter
{
    public async Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct) =>
        await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async token =>
                {
                    db.ChangeTracker.Clear();
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    await work(token);
                    await transaction.CommitAsync(token);
                },
                ct
            );

    public ValueTask UpsertAsync(BulkShape shape, ReadOnlyMemory<long> cells, CancellationToken ct) =>
        UpsertAsync(shape, Table(shape.Columns, cells.Span), ct);

    public ValueTask UpsertAsync(BulkShape shape, IReadOnlyList<object?[]> rows, CancellationToken ct) =>
        UpsertAsync(shape, Table(shape.Columns, rows), ct);

    public ValueTask DeleteAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct) =>
        DeleteAsync(shape, Table(shape.Key, keys.Span), ct);

    public ValueTask DeleteAsync(BulkShape shape, IReadOnlyList<object?[]> keys, CancellationToken ct) =>
        DeleteAsync(shape, Table(shape.Key, keys), ct);

    public async ValueTask<List<long>> FindAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct)
    {
        var found = new List<long>();
        if (!keys.IsEmpty)
        {
            await StageAsync(shape, Table(shape.Key, keys.Span), keysOnly: true, ct);
            await ReadAsync(BulkStatements.Find(shape), [], found, ct);
            await ExecuteAsync(BulkStatements.Drop, ct);
        }

        return found;
    }

    public async ValueTask<List<long>> ScanAsync(BulkShape shape, string condition, CancellationToken ct, params long[] arguments)
    {
        var found = new List<long>();
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await ReadAsync(BulkStatements.Scan(shape, condition), arguments, found, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return found;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask UpsertAsync(BulkShape shape, DataTable rows, CancellationToken ct)
    {
        using (rows)
        {
            if (rows.Rows.Count > 0)
            {
                await StageAsync(shape, rows, keysOnly: false, ct);
                await ExecuteAsync(BulkStatements.Update(shape) + BulkStatements.Insert(shape) + BulkStatements.Drop, ct);
            }
        }
    }

    private async ValueTask DeleteAsync(BulkShape shape, DataTable keys, CancellationToken ct)
    {
        using (keys)
        {
            if (keys.Rows.Count > 0)
            {
                await StageAsync(shape, keys, keysOnly: true, ct);
                await ExecuteAsync(BulkStatements.Delete(shape) + BulkStatements.Drop, ct);
            }
        }
    }

    private async Task StageAsync(BulkShape shape, DataTable rows, bool keysOnly, CancellationToken ct)
    {
        await ExecuteAsync(BulkStatements.Stage(shape, keysOnly), ct);
        using var copy = new SqlBulkCopy((SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.TableLock, Transaction())
        {
            DestinationTableName = BulkStatements.Staging,
        };
        await copy.WriteToServerAsync(rows, ct);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task ReadAsync(string sql, long[] arguments, List<long> into, CancellationToken ct)
    {
        await using var command = Command(sql);
        for (var at = 0; at < arguments.Length; at++)
        {
            command.Parameters.Add(new SqlParameter(FormattableString.Invariant($"@p{at}"), SqlDbType.BigInt) { Value = arguments[at] });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                into.Add(
                    reader.IsDBNull(column)
                        ? BulkShape.Null
                        : Convert.ToInt64(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)
                );
            }
        }
    }

    private SqlCommand Command(string sql)
    {
        var command = ((SqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction();
        return command;
    }

    private SqlTransaction? Transaction() => (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private static DataTable Table(IReadOnlyList<BulkColumn> columns, ReadOnlySpan<long> cells)
    {
        var table = Columns(columns, _ => typeof(long));
        for (; cells.Length > 0; cells = cells[columns.Count..])
        {
            var row = table.NewRow();
            for (var at = 0; at < columns.Count; at++)
            {
                row[at] = columns[at].Nullable && cells[at] == BulkShape.Null ? DBNull.Value : cells[at];
            }

            table.Rows.Add(row);
        }

        return table;
    }

    private static DataTable Table(IReadOnlyList<BulkColumn> columns, IReadOnlyList<object?[]> rows)
    {
        var table = Columns(
            columns,
            at => rows.Select(row => row[at]).FirstOrDefault(cell => cell is not null) is { } cell ? Copied(cell).GetType() : typeof(string)
        );
        foreach (var row in rows)
        {
            table.Rows.Add([.. row.Select(cell => cell is null ? DBNull.Value : Copied(cell))]);
        }

        return table;
    }

    /// <summary>A bulk copy accepts a day only as an instant; the column converts it back.</summary>
    private static object Copied(object cell) => cell is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : cell;

    private static DataTable Columns(IReadOnlyList<BulkColumn> columns, Func<int, Type> typeOf)
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        for (var at = 0; at < columns.Count; at++)
        {
            table.Columns.Add(columns[at].Name, typeOf(at));
        }

        return table;
    }
}

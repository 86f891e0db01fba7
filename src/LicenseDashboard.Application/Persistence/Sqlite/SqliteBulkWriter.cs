using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static LicenseDashboard.Application.Persistence.Bulk.BulkShape;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// Writes hundreds of rows per statement, the rest in tens and ones. Statements stay prepared until the writer is disposed.
/// </summary>
internal sealed class SqliteBulkWriter(LicenseDb db, SqliteProvider provider) : IBulkWriter
{
    private readonly Dictionary<string, RawStatement> _statements = [];
    private readonly Dictionary<(BulkShape Shape, int Rows, uint Shared), RawStatement> _upserts = new();
    private bool _open;

    public async Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await OpenAsync(ct);
        await using var pass = await provider.Gate.EnterAsync(WriteKind.Bulk, ct);
        await using var transaction = await provider.BeginWriteAsync(db, ct);
        await work(ct);
        await transaction.CommitAsync(ct);
    }

    public ValueTask UpsertAsync(BulkShape shape, ReadOnlyMemory<long> cells, CancellationToken ct)
    {
        for (var rest = cells.Span; rest.Length > 0; )
        {
            var rows = RowsThatFit(rest.Length / shape.Width);
            var some = rest[..(rows * shape.Width)];
            var shared = rows == 1 ? 0 : UpsertText.SharedColumns(some, shape.Width);
            var statement = Upsert(shape, rows, shared);
            statement.BindRows(some, shape, shared);
            statement.Run();
            rest = rest[(rows * shape.Width)..];
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask UpsertAsync(BulkShape shape, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        for (var done = 0; done < rows.Count; )
        {
            var count = RowsThatFit(rows.Count - done);
            var statement = Upsert(shape, count, shared: 0);
            for (var row = 0; row < count; row++)
            {
                BindRow(statement, rows[done + row], row * shape.Width);
            }

            statement.Run();
            done += count;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct)
    {
        var statement = Statement($"DELETE FROM {Quote(shape.Table)} WHERE {KeyCondition(shape)}");
        for (var rest = keys.Span; rest.Length > 0; rest = rest[shape.Key.Count..])
        {
            statement.Bind(rest[..shape.Key.Count]);
            statement.Run();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(BulkShape shape, IReadOnlyList<object?[]> keys, CancellationToken ct)
    {
        var statement = Statement($"DELETE FROM {Quote(shape.Table)} WHERE {KeyCondition(shape)}");
        foreach (var key in keys)
        {
            BindRow(statement, key, 0);
            statement.Run();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<List<long>> FindAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct)
    {
        var found = new List<long>();
        var statement = Statement($"SELECT {shape.Names()} FROM {Quote(shape.Table)} WHERE {KeyCondition(shape)}");
        for (var rest = keys.Span; rest.Length > 0; rest = rest[shape.Key.Count..])
        {
            statement.Bind(rest[..shape.Key.Count]);
            statement.Read(found);
        }

        return new(found);
    }

    public async ValueTask<List<long>> ScanAsync(BulkShape shape, string condition, CancellationToken ct, params long[] arguments)
    {
        await OpenAsync(ct);
        var found = new List<long>();
        var statement = Statement(
            $"SELECT {shape.Names()} FROM {Quote(shape.Table)} WHERE {condition} ORDER BY "
                + $"{string.Join(", ", shape.Key.Select(column => Quote(column.Name)))}"
        );
        statement.BindNamed(arguments);
        statement.Read(found);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _upserts.Clear();
        if (_open)
        {
            _open = false;
            await db.Database.CloseConnectionAsync();
        }
    }

    private static int RowsThatFit(int rows) =>
        rows >= 100 ? 100
        : rows >= 10 ? 10
        : 1;

    private static void BindRow(RawStatement statement, object?[] cells, int offset)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            statement.Bind(offset + at + 1, cells[at]);
        }
    }

    private static string KeyCondition(BulkShape shape) =>
        string.Join(" AND ", shape.Key.Select((column, at) => $"{Quote(column.Name)} = ?{at + 1}"));

    private async Task OpenAsync(CancellationToken ct)
    {
        if (!_open)
        {
            await db.Database.OpenConnectionAsync(ct);
            _open = true;
            SqliteConnections.SetUpForBulk((SqliteConnection)db.Database.GetDbConnection());
        }
    }

    private RawStatement Upsert(BulkShape shape, int rows, uint shared)
    {
        if (!_upserts.TryGetValue((shape, rows, shared), out var statement))
        {
            _upserts[(shape, rows, shared)] = statement = Statement(UpsertText.Of(shape, rows, shared));
        }

        return statement;
    }

    private RawStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = new RawStatement(((SqliteConnection)db.Database.GetDbConnection()).Handle!, sql);
        }

        return statement;
    }
}

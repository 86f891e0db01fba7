using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// A prepared statement bound by position. The driver's commands look up every parameter by name, which costs more than the write.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;

    public RawStatement(sqlite3 handle, string sql)
    {
        _handle = handle;
        Check(sqlite3_prepare_v3(handle, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public int Columns => sqlite3_column_count(_statement);

    /// <summary>Binds one cell; positions start at 1.</summary>
    public void Bind(int position, long value) => Check(sqlite3_bind_int64(_statement, position, value));

    public void Bind(int position, object? value) =>
        Check(
            value switch
            {
                null => sqlite3_bind_null(_statement, position),
                string text => sqlite3_bind_text(_statement, position, text),
                byte[] bytes => sqlite3_bind_blob(_statement, position, bytes),
                double real => sqlite3_bind_double(_statement, position, real),
                bool flag => sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
                int number => sqlite3_bind_int64(_statement, position, number),
                long number => sqlite3_bind_int64(_statement, position, number),
                // In the driver's format, so that both can read it.
                DateOnly day => sqlite3_bind_text(
                    _statement,
                    position,
                    day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                ),
                DateTime instant => sqlite3_bind_text(
                    _statement,
                    position,
                    instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture)
                ),
                Guid id => sqlite3_bind_text(_statement, position, id.ToString().ToUpperInvariant()),
                _ => throw new NotSupportedException($"Bulk writes don't know how SQLite stores {value.GetType()}."),
            }
        );

    public void Bind(ReadOnlySpan<long> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            Bind(at + 1, cells[at]);
        }
    }

    /// <summary>Columns shared by all rows come first, as numbered by <see cref="UpsertText"/>.</summary>
    public void BindRows(ReadOnlySpan<long> cells, BulkShape shape, uint shared)
    {
        var position = 1;
        for (var column = 0; column < shape.Width; column++)
        {
            if (UpsertText.IsShared(shared, column))
            {
                Bind(position++, cells[column], shape, column);
            }
        }

        for (var row = 0; row < cells.Length; row += shape.Width)
        {
            for (var column = 0; column < shape.Width; column++)
            {
                if (!UpsertText.IsShared(shared, column))
                {
                    Bind(position++, cells[row + column], shape, column);
                }
            }
        }
    }

    /// <summary>Binds <c>@p0</c>, <c>@p1</c>, … wherever they occur in the text.</summary>
    public void BindNamed(ReadOnlySpan<long> arguments)
    {
        for (var at = 0; at < arguments.Length; at++)
        {
            if (sqlite3_bind_parameter_index(_statement, FormattableString.Invariant($"@p{at}")) is > 0 and var position)
            {
                Bind(position, arguments[at]);
            }
        }
    }

    private void Bind(int position, long value, BulkShape shape, int column) =>
        Check(
            value == BulkShape.Null && shape.Columns[column].Nullable
                ? sqlite3_bind_null(_statement, position)
                : sqlite3_bind_int64(_statement, position, value)
        );

    public void Run()
    {
        var code = sqlite3_step(_statement);
        _ = sqlite3_reset(_statement);
        if (code is not (SQLITE_DONE or SQLITE_ROW))
        {
            Check(code);
        }
    }

    /// <summary>Appends the result rows, with null as <see cref="BulkShape.Null"/>.</summary>
    public void Read(List<long> into)
    {
        try
        {
            var columns = Columns;
            int code;
            while ((code = sqlite3_step(_statement)) == SQLITE_ROW)
            {
                for (var column = 0; column < columns; column++)
                {
                    into.Add(
                        sqlite3_column_type(_statement, column) == SQLITE_NULL ? BulkShape.Null : sqlite3_column_int64(_statement, column)
                    );
                }
            }

            if (code != SQLITE_DONE)
            {
                Check(code);
            }
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != SQLITE_OK)
        {
            throw new SqliteException($"SQLite Error {code}: '{sqlite3_errmsg(_handle).utf8_to_string()}'.", code & 0xff, code);
        }
    }
}

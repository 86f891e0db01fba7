using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static SQLitePCL.raw;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// Configures every connection when it opens. Must not write: EF probes the file with a read-only connection, and the journal mode is set
/// once per start.
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    private const int BusyMilliseconds = 5000;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes the write lock for an open transaction that has not read yet. The driver would poll every 150 ms, which gives it no chance
    /// against bulk writers of another process.
    /// </summary>
    public static async Task TakeWriteLockAsync(SqliteConnection connection, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        var handle = connection.Handle!;
        var started = time.GetTimestamp();
        try
        {
            _ = sqlite3_busy_timeout(handle, 0);
            while (true)
            {
                // Changes no row, but a statement that could takes the lock.
                var code = sqlite3_exec(handle, "DELETE FROM \"__EFMigrationsHistory\" WHERE 0");
                if (code == SQLITE_OK)
                {
                    return;
                }

                if ((code & 0xff) is not (SQLITE_BUSY or SQLITE_LOCKED) || time.GetElapsedTime(started) > patience)
                {
                    throw new SqliteException($"SQLite Error {code}: '{sqlite3_errmsg(handle).utf8_to_string()}'.", code & 0xff, code);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(2), ct);
            }
        }
        finally
        {
            _ = sqlite3_busy_timeout(handle, BusyMilliseconds);
        }
    }

    /// <summary>
    /// Bulk writers change the same rollup pages in every transaction; a longer log copies them into the file less often. The settings
    /// stay with the pooled connection, where they do no harm.
    /// </summary>
    public static void SetUpForBulk(SqliteConnection connection) =>
        _ = sqlite3_exec(connection.Handle!, "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-32000");

    private static void SetUp(SqliteConnection connection)
    {
        _ = sqlite3_busy_timeout(connection.Handle!, BusyMilliseconds);
        _ = sqlite3_exec(connection.Handle!, "PRAGMA synchronous=NORMAL");
    }
}

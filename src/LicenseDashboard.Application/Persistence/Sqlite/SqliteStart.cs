using LicenseDashboard.Core.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static SQLitePCL.raw;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// Serializes starts with an operating system lock. EF's own migration lock is a row that a killed start leaves behind and that every
/// later start would wait for; the holder of our lock may delete it.
/// </summary>
internal static class SqliteStart
{
    public static async Task RunAsync(LicenseDb db, string file, bool migrate, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var alone =
                await LockFile.TakeAsync(file + ".migrate.lock", patience, time, ct)
                ?? throw new StartRefusedException(
                    $"Another start holds {file}.migrate.lock. Wait until it has finished, or end that process, then start again."
                );
            db.Database.SetCommandTimeout(patience);
            await PrepareAsync(db, file, migrate, ct);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new StartRefusedException(
                $"The folder of {file} can't be written: {fault.Message} Give this program write access, or name another file "
                    + "in ConnectionStrings:LicenseDashboard.",
                fault
            );
        }
        catch (SqliteException fault)
        {
            throw new StartRefusedException(Words(fault, file), fault);
        }
    }

    private static async Task PrepareAsync(LicenseDb db, string file, bool migrate, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // Here the command timeout determines how long to wait.
            _ = sqlite3_busy_timeout(((SqliteConnection)db.Database.GetDbConnection()).Handle!, 0);
            await RefuseForeignAsync(db, file, ct);
            var mode = await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode=WAL").ToListAsync(ct);
            if (mode is not ["wal"])
            {
                throw new StartRefusedException(
                    $"{file} is in a location where SQLite can't keep a write-ahead log (a network folder?). Name a file on a local disk "
                        + "in ConnectionStrings:LicenseDashboard."
                );
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        // Migrate takes its lock even if nothing is pending.
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        if (!migrate)
        {
            throw new StartRefusedException(
                $"{file} lacks {pending.Count} migration(s), first {pending[0]}, and Database:MigrateOnStart is false. Set it "
                    + "to true, or migrate by hand."
            );
        }

        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
    }

    private static async Task RefuseForeignAsync(LicenseDb db, string file, CancellationToken ct)
    {
        var tables = await db
            .Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'")
            .ToListAsync(ct);
        if (!tables.Contains("__EFMigrationsHistory"))
        {
            // EF creates its lock table before the history, so a start killed in between leaves only that table.
            if (tables.Any(table => table is not "__EFMigrationsLock" && !table.StartsWith("sqlite_", StringComparison.Ordinal)))
            {
                throw new StartRefusedException(
                    $"{file} is the database of another program. Name another file in ConnectionStrings:LicenseDashboard; "
                        + "nothing was changed."
                );
            }

            return;
        }

        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).FirstOrDefault(applied => !known.Contains(applied)) is { } newer)
        {
            throw new StartRefusedException(
                $"{file} was made by a newer version of this program (migration {newer}). Start that version, or restore a "
                    + "backup; nothing was changed."
            );
        }
    }

    private static string Words(SqliteException fault, string file) =>
        fault.SqliteErrorCode switch
        {
            SQLITE_NOTADB or SQLITE_CORRUPT =>
                $"{file} is not a SQLite database, or is damaged. Restore a backup, or move it away to start with an empty "
                    + "one; nothing was changed.",
            SQLITE_BUSY or SQLITE_LOCKED =>
                $"{file} is locked by another program. Close it there (a database browser, a backup), then start again; "
                    + "nothing was changed.",
            SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM =>
                $"{file} can't be opened for writing. Give this program write access to the file and its folder, or name "
                    + "another file in ConnectionStrings:LicenseDashboard.",
            SQLITE_FULL => $"The disk of {file} is full. Free some space, then start again.",
            _ => $"{file} can't be used: {fault.Message}",
        };
}

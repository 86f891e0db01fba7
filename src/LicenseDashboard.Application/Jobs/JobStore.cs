using LicenseDashboard.Application.Persistence.Sqlite;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Where the scheduler keeps what is its own: on SQL Server tables in the same database; on SQLite nothing but the lock of whoever leads.
/// </summary>
/// <param name="ConnectionString">Of the application database.</param>
public sealed record JobStore(bool SqlServer, string ConnectionString)
{
    public string LeaderLockPath => SqliteFiles.Beside(ConnectionString, "scheduler.lock");

    /// <summary>Earlier versions kept a second database beside the first; nothing reads it any more.</summary>
    public void DeleteRetiredFiles()
    {
        foreach (var end in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(SqliteFiles.Beside(ConnectionString, "jobs.db" + end));
        }
    }
}

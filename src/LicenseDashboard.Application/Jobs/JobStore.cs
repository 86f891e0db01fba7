using LicenseDashboard.Application.Persistence.Sqlite;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Where the scheduler keeps its own data: on SQL Server in tables of the same database; on SQLite only the leader lock.</summary>
/// <param name="ConnectionString">Of the application database.</param>
public sealed record JobStore(bool SqlServer, string ConnectionString)
{
    public string LeaderLockPath => SqliteFiles.Beside(ConnectionString, "scheduler.lock");

    /// <summary>Deletes the second database file of earlier versions, which is no longer read.</summary>
    public void DeleteRetiredFiles()
    {
        foreach (var end in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(SqliteFiles.Beside(ConnectionString, "jobs.db" + end));
        }
    }
}

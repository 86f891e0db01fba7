using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Where the scheduler keeps its own tables: on SQL Server the same database, clustered; on SQLite a file of its own beside it, because a start waited up to 18 s behind bulk writes in a shared one.</summary>
/// <param name="ConnectionString">Of the application database.</param>
public sealed record JobStore(bool SqlServer, string ConnectionString)
{
    public string SchedulerConnectionString => SqlServer ? ConnectionString : new SqliteConnectionStringBuilder { DataSource = Beside("jobs.db") }.ConnectionString;

    public string LeaderLockPath => Beside("scheduler.lock");

    private string Beside(string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource))!, file);
}

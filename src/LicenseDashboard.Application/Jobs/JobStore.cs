using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Sqlite;
using Microsoft.Extensions.Configuration;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Where the scheduler keeps its own data: on SQL Server in tables of the same database; on SQLite only the leader lock.</summary>
/// <param name="ConnectionString">Of the application database.</param>
public sealed record JobStore(bool SqlServer, string ConnectionString)
{
    /// <summary>The store beside the database that <c>AddPersistence</c> uses with the same settings.</summary>
    public static JobStore From(IConfiguration configuration, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var connection = configuration.GetConnectionString(DatabaseOptions.ConnectionName) ?? DatabaseOptions.DefaultConnection;
        if (PersistenceServices.KindOf(configuration) == DatabaseKind.SqlServer)
        {
            return new JobStore(SqlServer: true, connection);
        }

        return new JobStore(SqlServer: false, SqliteFiles.Rooted(connection, contentRoot));
    }

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

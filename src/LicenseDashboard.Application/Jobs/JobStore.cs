using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Sqlite;
using Microsoft.Extensions.Configuration;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Where the scheduler keeps what is its own: on SQL Server tables in the same database; on SQLite nothing but the lock of whoever leads.
/// </summary>
/// <param name="ConnectionString">Of the application database.</param>
public sealed record JobStore(bool SqlServer, string ConnectionString)
{
    /// <summary>Beside the database that <c>AddPersistence</c> takes from the same settings.</summary>
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

    /// <summary>Earlier versions kept a second database beside the first; nothing reads it any more.</summary>
    public void DeleteRetiredFiles()
    {
        foreach (var end in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(SqliteFiles.Beside(ConnectionString, "jobs.db" + end));
        }
    }
}

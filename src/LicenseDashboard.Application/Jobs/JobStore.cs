using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Sqlite;
using Microsoft.Extensions.Configuration;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Where the scheduler keeps its own tables: on SQL Server the same database, clustered; on SQLite a file of its own beside it, because a start waited up to 18 s behind bulk writes in a shared one.</summary>
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

    public string SchedulerConnectionString => SqlServer ? ConnectionString : SqliteFiles.Connection(SqliteFiles.Beside(ConnectionString, "jobs.db"));

    public string LeaderLockPath => SqliteFiles.Beside(ConnectionString, "scheduler.lock");
}

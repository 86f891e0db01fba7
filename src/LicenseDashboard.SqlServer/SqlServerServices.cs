using Hangfire;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.SqlServer;

public static class SqlServerServices
{
    /// <summary>Enables <c>Database:Provider=SqlServer</c>. Does nothing while another provider is configured.</summary>
    public static IServiceCollection AddSqlServer(this IServiceCollection services, DatabaseOptions database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return services
            .AddKeyedSingleton<ILicenseDbProvider>(
                DatabaseKind.SqlServer,
                (_, _) => new SqlServerProvider(Given(database.ConnectionString), database)
            )
            .AddKeyedSingleton<JobStorage>(DatabaseKind.SqlServer, (_, _) => HangfireTables.Storage(Given(database.ConnectionString)));
    }

    private static string Given(string connection) =>
        string.IsNullOrWhiteSpace(connection)
            ? throw new StartRefusedException(
                "ConnectionStrings:LicenseDashboard is missing; with Database:Provider=SqlServer it names the server and database."
            )
            : connection;
}

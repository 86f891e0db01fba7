using Hangfire;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.SqlServer;

public static class SqlServerServices
{
    /// <summary>Enables <c>Database:Provider=SqlServer</c>. Does nothing while another provider is configured.</summary>
    public static IServiceCollection AddSqlServer(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var connection = configuration.GetConnectionString(DatabaseOptions.ConnectionName);
        return services
            .AddKeyedSingleton<ILicenseDbProvider>(
                DatabaseKind.SqlServer,
                (all, _) => new SqlServerProvider(Given(connection), all.GetRequiredService<IOptions<DatabaseOptions>>().Value)
            )
            .AddKeyedSingleton<JobStorage>(DatabaseKind.SqlServer, (_, _) => HangfireTables.Storage(Given(connection)));
    }

    private static string Given(string? connection) =>
        string.IsNullOrWhiteSpace(connection)
            ? throw new StartRefusedException(
                "ConnectionStrings:LicenseDashboard is missing; with Database:Provider=SqlServer it names the server and database."
            )
            : connection;
}

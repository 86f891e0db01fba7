using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Persistence;

public static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions database)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(database);
        services.AddSingleton(database);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddKeyedSingleton<ILicenseDbProvider>(
            DatabaseKind.Sqlite,
            (all, _) =>
                new SqliteProvider(
                    database,
                    all.GetService<IHostEnvironment>()?.ContentRootPath ?? System.IO.Directory.GetCurrentDirectory(),
                    all.GetRequiredService<TimeProvider>()
                )
        );
        services.AddSingleton(all =>
            all.GetKeyedService<ILicenseDbProvider>(database.Provider)
            ?? throw new InvalidOperationException(
                $"No database provider is registered for {database.Provider}; the composition root adds it."
            )
        );
        services.AddDbContextFactory<LicenseDb>(
            (all, options) =>
            {
                all.GetRequiredService<ILicenseDbProvider>().Configure(options);
                options.AddInterceptors(new Versions());
            }
        );
        services.AddSingleton<SnapshotWriter>().AddSingleton<UsageWriter>().AddSingleton<PresenceWriter>().AddSingleton<RebuildRollups>();
        services.AddSingleton<DatabaseStart>();
        services.AddHostedService(all => all.GetRequiredService<DatabaseStart>());
        return services;
    }
}

using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Application.Persistence;

public static class PersistenceServices
{
    /// <summary>
    /// The database configured by <c>Database:Provider</c> and <c>ConnectionStrings:LicenseDashboard</c>. By default a file under
    /// <c>data/</c> in the content root.
    /// </summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        var kind = KindOf(configuration);
        var connection = configuration.GetConnectionString(DatabaseOptions.ConnectionName);
        services.AddKeyedSingleton<ILicenseDbProvider>(
            DatabaseKind.Sqlite,
            (all, _) =>
                new SqliteProvider(
                    connection ?? DatabaseOptions.DefaultConnection,
                    all.GetService<IHostEnvironment>()?.ContentRootPath ?? System.IO.Directory.GetCurrentDirectory(),
                    all.GetRequiredService<IOptions<DatabaseOptions>>().Value,
                    all.GetRequiredService<TimeProvider>()
                )
        );
        services.AddSingleton(all =>
            all.GetKeyedService<ILicenseDbProvider>(kind)
            ?? throw new InvalidOperationException($"No database provider is registered for {kind}; the composition root adds it.")
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

    public static DatabaseKind KindOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var name = configuration[DatabaseOptions.Section + ":" + nameof(DatabaseOptions.Provider)];
        return string.IsNullOrWhiteSpace(name) ? DatabaseKind.Sqlite
            : Enum.TryParse<DatabaseKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind
            : throw new StartRefusedException(
                $"Database:Provider is \"{name}\"; it must be {nameof(DatabaseKind.Sqlite)} or {nameof(DatabaseKind.SqlServer)}."
            );
    }
}

using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Platforms;

public static class PlatformsSetup
{
    /// <summary>Call it after AddPersistence and before AddJobs: hosted services start in the order they are added.</summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services, IReadOnlyList<PlatformSettings> platforms)
    {
        services.AddSingleton(platforms);
        services.AddSingleton<EnsurePlatforms>();
        services.AddHostedService<EnsurePlatformsAtStart>();
        return services;
    }

    private sealed class EnsurePlatformsAtStart(DatabaseStart database, EnsurePlatforms ensure) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await database.RunAsync(cancellationToken);
            await ensure.RunAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

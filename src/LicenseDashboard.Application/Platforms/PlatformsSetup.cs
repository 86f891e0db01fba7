using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Platforms;

public static class PlatformsSetup
{
    /// <summary>Tracks whether vendors can be reached. Connectors report it; pages and workers read it.</summary>
    public static IServiceCollection AddVendorReach(this IServiceCollection services)
    {
        services.TryAddSingleton<VendorReach>();
        services.TryAddSingleton<INoteReach>(all => all.GetRequiredService<VendorReach>());
        return services;
    }

    /// <summary>Call it after AddPersistence and before AddJobs, because hosted services start in the order they are added.</summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services, IReadOnlyList<PlatformSeed> platforms) =>
        services
            .AddSingleton(platforms)
            .AddAtStart<EnsurePlatforms>((ensure, ct) => ensure.RunAsync(ct))
            .AddVendorReach()
            .AddHostedService<ReachWatch>()
            .AddSingleton<ShareOutages>()
            .AddHostedService(all => all.GetRequiredService<ShareOutages>());
}

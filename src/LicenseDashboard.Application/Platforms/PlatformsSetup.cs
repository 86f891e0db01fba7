using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Platforms;

public static class PlatformsSetup
{
    /// <summary>Call it after AddPersistence and before AddJobs, because hosted services start in the order they are added.</summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services, IReadOnlyList<PlatformSeed> platforms) =>
        services.AddSingleton(platforms).AddAtStart<EnsurePlatforms>((ensure, ct) => ensure.RunAsync(ct));
}

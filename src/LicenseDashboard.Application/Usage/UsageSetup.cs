using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Usage;

internal static class UsageSetup
{
    /// <summary>Registers the mapping of usage, unless one is registered already. Needs the catalogue.</summary>
    public static IServiceCollection AddSignalMap(this IServiceCollection services)
    {
        services.TryAddSingleton(all => new SignalMap(all.GetRequiredService<Catalogue>()));
        return services;
    }
}

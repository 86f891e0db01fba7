using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Rightsizing.Guards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Rightsizing;

public static class RightsizingSetup
{
    /// <summary>
    /// Needs persistence, the connectors and the catalogue. Register <see cref="ClientOwners"/> first if the account is known.
    /// </summary>
    /// <param name="limits">Thresholds of the guards; null means the defaults.</param>
    public static IServiceCollection AddRightsizing(this IServiceCollection services, RightsizingOptions? limits = null)
    {
        services.AddSingleton(limits ?? new RightsizingOptions());
        services.TryAddSingleton(ClientOwners.None);
        return services
            .AddSignalMap()
            .AddSingleton<Entitlements>()
            .AddSingleton<ConfirmPlans>()
            .AddSingleton<StoreVerdicts>()
            .AddSingleton<FreshnessReport>()
            .AddSingleton<UtilizationExport>();
    }
}

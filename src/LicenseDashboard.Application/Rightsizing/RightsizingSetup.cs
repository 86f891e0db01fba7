using LicenseDashboard.Application.Estate;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Rightsizing;

public static class RightsizingSetup
{
    /// <summary>Needs persistence, the connectors and the catalogue. Register <see cref="ClientOwners"/> before it where an account is known.</summary>
    public static IServiceCollection AddRightsizing(this IServiceCollection services)
    {
        services.TryAddSingleton(ClientOwners.None);
        return services.AddSingleton<Entitlements>().AddSingleton<ConfirmPlans>().AddSingleton<StoreVerdicts>().AddSingleton<FreshnessReport>().AddSingleton<UtilizationExport>();
    }
}

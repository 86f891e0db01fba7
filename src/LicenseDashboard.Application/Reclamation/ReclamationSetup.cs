using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation;

public static class ReclamationSetup
{
    /// <summary>The policies. Needs persistence.</summary>
    /// <param name="requests">How the identity provider is asked; null: it can't be.</param>
    public static IServiceCollection AddReclamation(this IServiceCollection services, IdentityRequestRoute? requests = null) =>
        services.AddSingleton(requests ?? IdentityRequestRoute.None).AddSingleton<ChangePolicy>().AddSingleton<PolicyList>().AddSingleton<SignalCoverage>();
}

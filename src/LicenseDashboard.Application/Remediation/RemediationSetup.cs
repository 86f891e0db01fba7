using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Remediation;

public static class RemediationSetup
{
    /// <summary>
    /// Includes the worker, which starts with the host. Needs persistence, the connectors, the catalogue, the reclamation (which tracks
    /// leavers' items) and, if the identity provider can be asked, a way to send requests.
    /// </summary>
    /// <param name="requests">How the identity provider is asked; null if it can't be.</param>
    public static IServiceCollection AddRemediation(
        this IServiceCollection services,
        RemediationOptions? options = null,
        IdentityRequestRoute? requests = null
    )
    {
        services.AddSingleton(options ?? new RemediationOptions());
        services.TryAddSingleton(requests ?? IdentityRequestRoute.None);
        return services
            .AddSignalMap()
            .AddVendorReach()
            .AddSingleton<RemediationSignal>()
            .AddSingleton<IPlanRemediation, PlanRemediation>()
            .AddSingleton<RecentUsage>()
            .AddSingleton<FreshSigns>()
            .AddSingleton<FreshCheck>()
            .AddSingleton<RemediationMoves>()
            .AddSingleton<ClaimRemediations>()
            .AddSingleton<AskIdentityProvider>()
            .AddSingleton<CarryOutRemediation>()
            .AddSingleton<RestoreRemediation>()
            .AddSingleton<RetryRemediation>()
            .AddSingleton<ConfirmNothingDone>()
            .AddSingleton<GiveUpRemediation>()
            .AddSingleton<VerifyHandedOver>()
            .AddSingleton<RemediationList>()
            .AddJob<VerifyJob>()
            .AddSingleton<RemediationWorker>()
            .AddHostedService(all => all.GetRequiredService<RemediationWorker>());
    }
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation.Leavers;
using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Remediation;

public static class RemediationSetup
{
    /// <summary>With its worker, which starts with the host. Needs persistence, the connectors and the catalogue; where the identity provider can be asked, its route before and its way out.</summary>
    public static IServiceCollection AddRemediation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RemediationOptions>().Bind(configuration.GetSection(RemediationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(IdentityRequestRoute.None);
        return services
            .AddSignalMap()
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
            .AddSingleton<RestoreReclamation>()
            .AddSingleton<ReclamationList>()
            .AddSingleton<SavingTotals>()
            .AddSingleton<WaitingOn>()
            .AddSingleton<Attention>()
            .AddJob<VerifyJob>()
            .AddLeaverPlanning()
            .AddSingleton<RemediationWorker>()
            .AddHostedService(all => all.GetRequiredService<RemediationWorker>());
    }
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation.Leavers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Remediation;

public static class RemediationSetup
{
    /// <summary>With its worker, which starts with the host. Needs persistence, the connectors and the catalogue.</summary>
    public static IServiceCollection AddRemediation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RemediationOptions>().Bind(configuration.GetSection(RemediationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<RemediationSignal>()
            .AddSingleton<IPlanRemediation, PlanRemediation>()
            .AddSingleton<RecentUsage>()
            .AddSingleton<ClaimRemediations>()
            .AddSingleton<AskIdentityProvider>()
            .AddSingleton<CarryOutRemediation>()
            .AddSingleton<RestoreRemediation>()
            .AddSingleton<RetryRemediation>()
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

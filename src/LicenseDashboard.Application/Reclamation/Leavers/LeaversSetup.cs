using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Application.Recommendations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation.Leavers;

public static class LeaversSetup
{
    /// <summary>Stores reports about leavers from providers and rosters. Needs persistence and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddLeavers(this IServiceCollection services) =>
        services
            .AddSingleton<LeaverSignal>()
            .AddSingleton<ReportLeavers>()
            .AddSingleton<IHearLeavers, HearLeavers>()
            .AddSingleton<PreviewRoster>()
            .AddSingleton(all => new ApplyRoster(
                all.GetRequiredService<IDbContextFactory<LicenseDb>>(),
                all.GetRequiredService<PreviewRoster>(),
                all.GetRequiredService<ReportLeavers>(),
                all.GetRequiredService<ExemptionWrites>(),
                all.GetRequiredService<LeaverSignal>(),
                all.GetRequiredService<TimeProvider>()
            ));

    /// <summary>Plans what happens to leavers, with a worker that starts with the host.</summary>
    internal static IServiceCollection AddLeaverPlanning(this IServiceCollection services) =>
        services
            .AddSingleton<ReclaimLeaver>()
            .AddSingleton(all => new PlanLeavers(
                all.GetRequiredService<IDbContextFactory<LicenseDb>>(),
                all.GetRequiredService<ReclaimLeaver>(),
                all.GetRequiredService<IPlanRemediation>(),
                all.GetRequiredService<ReportLeavers>(),
                all.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<LeaverList>()
            .AddSingleton<LeaverSurges>()
            .AddSingleton<ReleaseLeaver>()
            .AddSingleton<DismissLeaver>()
            .AddSingleton<ChooseLeaver>()
            .AddSingleton<RestoreLeaver>()
            .AddHostedService<LeaverWorker>();
}

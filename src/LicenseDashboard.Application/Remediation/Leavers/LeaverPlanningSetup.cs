using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Remediation.Leavers;

internal static class LeaverPlanningSetup
{
    /// <summary>With the worker, which starts with the host.</summary>
    public static IServiceCollection AddLeaverPlanning(this IServiceCollection services) => services
        .AddSingleton(all => new PlanLeavers(
            all.GetRequiredService<IDbContextFactory<LicenseDb>>(), all.GetRequiredService<ReclaimLeaver>(), all.GetRequiredService<IPlanRemediation>(), all.GetRequiredService<ReportLeavers>(),
            all.GetRequiredService<TimeProvider>()))
        .AddSingleton<ISeatsComingBack, SeatsComingBack>()
        .AddSingleton<LeaverList>()
        .AddSingleton<ReleaseLeaver>()
        .AddSingleton<DismissLeaver>()
        .AddSingleton<ChooseLeaver>()
        .AddSingleton<RestoreLeaver>()
        .AddHostedService<LeaverWorker>();
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Remediation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation;

public static class ReclamationSetup
{
    /// <summary>
    /// Policies, unused seats and the planning of leavers, with its worker. Needs persistence, remediation and the catalogue; reports
    /// about leavers are stored by <see cref="LeaversSetup.AddLeavers"/>.
    /// </summary>
    public static IServiceCollection AddReclamation(this IServiceCollection services) =>
        services
            .AddSingleton<IHearRemediations, LeaverFollows>()
            .AddSingleton<ChangePolicy>()
            .AddSingleton<PolicyList>()
            .AddSingleton<PreviewPolicy>()
            .AddSingleton<PolicyHistory>()
            .AddSingleton<SignalCoverage>()
            .AddSingleton<RaiseReclamations>()
            .AddSingleton<TakeDueSeats>()
            .AddSingleton<AdvanceReclamations>()
            .AddSingleton(all => new ReleaseReclamations(
                all.GetRequiredService<IDbContextFactory<LicenseDb>>(),
                all.GetRequiredService<TakeDueSeats>(),
                all.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<NeverSeenList>()
            .AddSingleton<AllowAccount>()
            .AddSingleton<RestoreReclamation>()
            .AddSingleton<ReclamationList>()
            .AddJob<ReclamationJob>()
            .AddLeaverPlanning();
}

using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation.Leavers;

public static class LeaversSetup
{
    /// <summary>Who has gone, as providers and rosters say. Needs persistence, an <see cref="ISeatsComingBack"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddLeavers(this IServiceCollection services) => services
        .AddSingleton<LeaverSignal>()
        .AddSingleton<ReportLeavers>()
        .AddSingleton<IHearLeavers, HearLeavers>()
        .AddSingleton(all => new PreviewRoster(
            all.GetRequiredService<IDbContextFactory<LicenseDb>>(), all.GetRequiredService<ISeatsComingBack>(),
                all.GetRequiredService<TimeProvider>()))
        .AddSingleton(all => new ApplyRoster(
            all.GetRequiredService<IDbContextFactory<LicenseDb>>(), all.GetRequiredService<PreviewRoster>(), all.GetRequiredService<ReportLeavers>(), all.GetRequiredService<ExemptionWrites>(),
            all.GetRequiredService<LeaverSignal>(), all.GetRequiredService<TimeProvider>()));
}

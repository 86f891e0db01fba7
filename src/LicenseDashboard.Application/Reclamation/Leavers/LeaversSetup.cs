using LicenseDashboard.Application.Directory.Identities;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation.Leavers;

public static class LeaversSetup
{
    /// <summary>Who has gone, as providers and rosters say. Needs persistence and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddLeavers(this IServiceCollection services) => services
        .AddSingleton<LeaverSignal>()
        .AddSingleton<ReportLeavers>()
        .AddSingleton<IHearLeavers, HearLeavers>();
}

using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Spend;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Overview;

public static class OverviewSetup
{
    public static IServiceCollection AddOverview(this IServiceCollection services) =>
        services
            .AddSingleton<SavingTotals>()
            .AddSingleton<RealizedTotals>()
            .AddSingleton<WaitingOn>()
            .AddSingleton<Attention>()
            .AddSingleton<Outages>()
            .AddSingleton<SeatsAsOf>()
            .AddVendorReach()
            .AddSpend();
}

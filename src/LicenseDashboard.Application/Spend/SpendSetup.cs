using LicenseDashboard.Application.Spend.Focus;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Spend;

public static class SpendSetup
{
    /// <summary>Needs the catalogue.</summary>
    public static IServiceCollection AddSpend(this IServiceCollection services) =>
        services
            .AddSingleton<SpendByMonth>()
            .AddSingleton<Chargeback>()
            .AddSingleton<SpendCauses>()
            .AddSingleton<SpendForecast>()
            .AddSingleton<SavingsCalendar>()
            .AddSingleton<SetBudget>()
            .AddSingleton<SetReserve>()
            .AddSingleton<FocusExport>();
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Billing;

public static class BillingSetup
{
    /// <summary>Needs the catalogue, persistence and the features that write facts and rows. Call it before AddJobs.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services, BillingOptions? options = null) =>
        services.AddBillingUseCases(options).AddJob<BillsJob>().AddHostedService<BillingWorker>();

    /// <summary>Everything but what runs by itself, for programs and tests that call it.</summary>
    public static IServiceCollection AddBillingUseCases(this IServiceCollection services, BillingOptions? options = null) =>
        services
            .AddSingleton(options ?? new BillingOptions())
            .AddSingleton<LoadBillingFacts>()
            .AddSingleton<BillWriter>()
            .AddSingleton<KeepBills>()
            .AddSingleton<PriceRows>()
            .AddSingleton<LoadTwoBills>()
            .AddSingleton<IPriceSelections, CashOfSelection>();
}

using LicenseDashboard.Application.Billing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Ledger;

public static class LedgerSetup
{
    /// <summary>Needs billing.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.TryAddSingleton<IVendorQuantities, NoInvoices>();
        return services
            .AddSingleton<PriceVerified>()
            .AddSingleton<PostRealized>()
            .AddSingleton<PostLedger>()
            .AddSingleton<IFollowBills>(all => all.GetRequiredService<PostLedger>())
            .AddSingleton<LedgerList>();
    }
}

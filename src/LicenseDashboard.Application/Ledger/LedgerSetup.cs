using LicenseDashboard.Application.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Ledger;

public static class LedgerSetup
{
    /// <summary>Needs billing and invoices.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services) =>
        services
            .AddSingleton<PriceVerified>()
            .AddSingleton<PostRealized>()
            .AddSingleton<PostLedger>()
            .AddSingleton<IFollowBills>(all => all.GetRequiredService<PostLedger>())
            .AddSingleton<LedgerList>();
}

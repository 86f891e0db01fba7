using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Contracts;

public static class ContractsSetup
{
    /// <summary>Call it after AddPlatforms and before AddJobs, because hosted services start in the order they are added.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services, IReadOnlyList<ConfiguredContract> contracts) =>
        services
            .AddSingleton(contracts)
            .AddSingleton<CatalogueInForce>()
            .AddSingleton<ContractList>()
            .AddSingleton<ContractHistory>()
            .AddSingleton<SaveContract>()
            .AddSingleton<RemoveContract>()
            .AddSingleton<ImportContracts>()
            .AddSingleton<InvoiceProductList>()
            .AddSingleton<MapInvoiceProduct>()
            .AddAtStart<EnsureContracts>((ensure, ct) => ensure.RunAsync(ct))
            .AddAtStart<EnsureInvoiceProducts>((ensure, ct) => ensure.RunAsync(ct))
            .AddAtStart<ConfiguredDifferences>((differences, ct) => differences.WarnAsync(ct));
}

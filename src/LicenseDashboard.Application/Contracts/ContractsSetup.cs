using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Contracts;

public static class ContractsSetup
{
    /// <summary>Call it after AddPlatforms and before AddJobs, because hosted services start in the order they are added.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services, IReadOnlyList<ConfiguredContract> contracts) =>
        services.AddSingleton(contracts).AddSingleton<CatalogueInForce>().AddAtStart<EnsureContracts>((ensure, ct) => ensure.RunAsync(ct));
}

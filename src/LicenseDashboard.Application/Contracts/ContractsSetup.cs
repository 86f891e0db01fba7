using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Contracts;

public static class ContractsSetup
{
    /// <summary>Call it after AddPlatforms and before AddJobs: hosted services start in the order they are added.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services, IReadOnlyList<ContractSettings> contracts)
    {
        services.AddSingleton(contracts);
        services.AddSingleton<EnsureContracts>();
        services.AddHostedService<EnsureContractsAtStart>();
        return services;
    }

    private sealed class EnsureContractsAtStart(DatabaseStart database, EnsureContracts ensure) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await database.RunAsync(cancellationToken);
            await ensure.RunAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

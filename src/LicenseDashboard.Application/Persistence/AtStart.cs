using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Persistence;

internal static class AtStart
{
    /// <summary>
    /// Runs once at the start of the host, after the database is ready. Hosted services start in the order they are added.
    /// </summary>
    public static IServiceCollection AddAtStart<T>(this IServiceCollection services, Func<T, CancellationToken, Task> run)
        where T : class =>
        services
            .AddSingleton<T>()
            .AddSingleton<IHostedService>(all => new Service<T>(all.GetRequiredService<DatabaseStart>(), all.GetRequiredService<T>(), run));

    private sealed class Service<T>(DatabaseStart database, T work, Func<T, CancellationToken, Task> run) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await database.RunAsync(cancellationToken);
            await run(work, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Ingestion.Checks;

internal static class ChecksSetup
{
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.AddSingleton<CheckOrders>();
        services.AddSingleton<StartCheck>();
        services.AddSingleton<RunCheck>();
        services.AddSingleton<CheckList>();
        return services.AddHostedService<CheckWorker>();
    }
}

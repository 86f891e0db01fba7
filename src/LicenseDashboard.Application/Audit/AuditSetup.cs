using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Audit;

public static class AuditSetup
{
    /// <summary>Needs persistence.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<ChangeFeed>().AddHostedService(all => all.GetRequiredService<ChangeFeed>());
}

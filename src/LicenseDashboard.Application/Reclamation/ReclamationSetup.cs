using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reclamation;

public static class ReclamationSetup
{
    /// <summary>The policies. Needs persistence.</summary>
    public static IServiceCollection AddReclamation(this IServiceCollection services) => services.AddSingleton<ChangePolicy>().AddSingleton<PolicyList>().AddSingleton<SignalCoverage>();
}

namespace LicenseDashboard.Web.Utilization;

internal static class UtilizationPages
{
    public static IServiceCollection AddUtilizationPages(this IServiceCollection services) => services.AddScoped<UtilizationData>();
}

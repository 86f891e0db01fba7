namespace LicenseDashboard.Web.Overview;

internal static class OverviewPages
{
    public static IServiceCollection AddOverviewPages(this IServiceCollection services) => services.AddScoped<OverviewData>();
}

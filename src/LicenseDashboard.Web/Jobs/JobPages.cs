namespace LicenseDashboard.Web.Jobs;

internal static class JobPages
{
    public static IServiceCollection AddJobPages(this IServiceCollection services) => services.AddScoped<JobsData>().AddJobDashboard();
}

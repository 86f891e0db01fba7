namespace LicenseDashboard.Web.Recommendations;

internal static class RecommendationPages
{
    public static IServiceCollection AddRecommendationPages(this IServiceCollection services) =>
        services.AddScoped<DowngradesData>().AddScoped<DowngradesDecisions>().AddScoped<SeasonExemption>();
}

namespace LicenseDashboard.Web.Exemptions;

internal static class ExemptionPages
{
    public static IServiceCollection AddExemptionPages(this IServiceCollection services) =>
        services.AddScoped<ExemptionsData>().AddScoped<ExemptionActions>().AddScoped<TagActions>().AddScoped<ExemptionHistories>();
}

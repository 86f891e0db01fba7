namespace LicenseDashboard.Web.Spend;

internal static class SpendPages
{
    public static IServiceCollection AddSpendPages(this IServiceCollection services) =>
        services.AddScoped<SpendData>().AddScoped<SpendActions>().AddScoped<SpendCardData>();
}

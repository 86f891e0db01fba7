namespace LicenseDashboard.Web.Search;

internal static class SearchPages
{
    public static IServiceCollection AddSearchPages(this IServiceCollection services) => services.AddScoped<SearchData>();
}

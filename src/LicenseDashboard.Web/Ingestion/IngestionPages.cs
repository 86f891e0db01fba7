namespace LicenseDashboard.Web.Ingestion;

internal static class IngestionPages
{
    public static IServiceCollection AddIngestionPages(this IServiceCollection services) =>
        services.AddScoped<CheckData>().AddScoped<IngestWatch>();
}

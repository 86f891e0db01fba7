namespace LicenseDashboard.Web.Reclamation;

internal static class ReclamationPages
{
    public static IServiceCollection AddReclamationPages(this IServiceCollection services) =>
        services.AddScoped<ReclamationData>().AddScoped<LeaversData>();
}

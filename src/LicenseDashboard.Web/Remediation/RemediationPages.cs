namespace LicenseDashboard.Web.Remediation;

internal static class RemediationPages
{
    public static IServiceCollection AddRemediationPages(this IServiceCollection services) => services.AddScoped<RemediationsData>();
}

using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Ingestion;
using LicenseDashboard.Web.Jobs;
using LicenseDashboard.Web.Notices;
using LicenseDashboard.Web.Overview;
using LicenseDashboard.Web.People;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Settings;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Services of the pages beyond the use cases, by feature.</summary>
internal static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddOverviewPages()
            .AddRecommendationPages()
            .AddRemediationPages()
            .AddReclamationPages()
            .AddPeoplePages()
            .AddExemptionPages()
            .AddJobPages()
            .AddSettingsPages()
            .AddNoticePages()
            .AddCheckPages();
}

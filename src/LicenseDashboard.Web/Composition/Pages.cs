using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Ingestion;
using LicenseDashboard.Web.Invoices;
using LicenseDashboard.Web.Jobs;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Notices;
using LicenseDashboard.Web.Overview;
using LicenseDashboard.Web.People;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Search;
using LicenseDashboard.Web.Settings;
using LicenseDashboard.Web.Spend;
using LicenseDashboard.Web.Utilization;

namespace LicenseDashboard.Web.Composition;

/// <summary>Services of the pages beyond the use cases, by feature.</summary>
internal static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services, HostSettings settings) =>
        services
            .AddSingleton(TopBar(settings.IsDemo))
            .AddOverviewPages()
            .AddContractPages()
            .AddRecommendationPages()
            .AddRemediationPages()
            .AddReclamationPages()
            .AddPeoplePages()
            .AddSearchPages()
            .AddUtilizationPages()
            .AddSpendPages()
            .AddExemptionPages()
            .AddInvoicePages()
            .AddJobPages()
            .AddSettingsPages(all => ShownSettings.Of(settings, all.GetRequiredService<IPlatformSource>()))
            .AddNoticePages()
            .AddIngestionPages();

    private static TopBarSlots TopBar(bool demo) =>
        new(
            [typeof(SearchBar)],
            demo
                ? [typeof(Freshness), typeof(DemoMark), typeof(AlertBell), typeof(ThemeMenu), typeof(PersonaMenu)]
                : [typeof(Freshness), typeof(AlertBell), typeof(ThemeMenu)]
        )
        {
            Below = [typeof(OutageBar)],
        };
}

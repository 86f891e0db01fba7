using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Directory.Scim;
using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Ingestion;
using LicenseDashboard.Web.Invoices;
using LicenseDashboard.Web.Jobs;
using LicenseDashboard.Web.Ledger;
using LicenseDashboard.Web.Overview;
using LicenseDashboard.Web.People;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Reviews;
using LicenseDashboard.Web.Rightsizing;
using LicenseDashboard.Web.Spend;
using LicenseDashboard.Web.Utilization;
using Microsoft.AspNetCore.Authentication;

namespace LicenseDashboard.Web.Composition;

internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services, HostSettings settings)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenSignIn>(ApiTokenSignIn.SchemeName, null);
        return services.AddSingleton(new ApiTokens(settings.ApiTokens)).AddApiDocument().AddScim(settings.Scim);
    }

    public static void MapApi(this WebApplication app, HostSettings settings)
    {
        var platform = QueryField.Word("platform", "Platform key.", settings.Keys.All);
        var api = app.MapGroup(ApiRoutes.Prefix + "/v1").AddEndpointFilter<QueryDoor>();
        api.MapRecommendations(platform)
            .MapRemediations(platform)
            .MapReclamations(platform)
            .MapReviews(platform)
            .MapUsers(platform)
            .MapUtilization(platform)
            .MapLedger(platform)
            .MapCatalogue()
            .MapContracts(platform);
        api.MapImports(platform)
            .MapFreshness(platform)
            .MapJobs(platform)
            .MapSummary(platform)
            .MapExports(platform)
            .MapExemptions(platform)
            .MapInvoices(platform)
            .MapSpend(platform);
        app.MapScim();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}

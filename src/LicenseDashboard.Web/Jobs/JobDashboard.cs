using Hangfire;
using Hangfire.Dashboard;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Jobs;

/// <summary>
/// Hangfire's own pages, read-only for administrators: their buttons would bypass our audit, and the Jobs page has all permitted actions.
/// </summary>
internal static class JobDashboard
{
    private const string Path = "/hangfire";

    /// <summary>The style sheet that its graph adds to the page.</summary>
    public static ForeignStyles Styles { get; } = new(Path, "'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='");

    /// <summary>Only the services that the pages need; Hangfire's full registration would start a second scheduler.</summary>
    public static IServiceCollection AddJobDashboard(this IServiceCollection services) =>
        services.AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration).AddSingleton(DashboardRoutes.Routes);

    public static void MapJobDashboard(this WebApplication app) =>
        app.MapHangfireDashboard(
                Path,
                new DashboardOptions
                {
                    AsyncAuthorization = [new Administrators()],
                    IsReadOnlyFunc = _ => true,
                    DisplayStorageConnectionString = false,
                    DashboardTitle = "LicenseDashboard jobs",
                    AppPath = "/jobs",
                }
            )
            .RequireAuthorization();

    private sealed class Administrators : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var request = context.GetHttpContext();
            var viewer = await request.RequestServices.GetRequiredService<CurrentViewer>().ForAsync(request.User, request.RequestAborted);
            return viewer.Has(ViewerRoles.Administrator);
        }
    }
}

using Hangfire;
using Hangfire.Dashboard;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Jobs;

/// <summary>
/// Hangfire's own pages, for administrators to look at. They only show: their buttons would change triggers past our audit, and the Jobs
/// page has what an administrator may do.
/// </summary>
internal static class JobDashboard
{
    private const string Path = "/hangfire";

    /// <summary>The sheet that its graph writes into the page.</summary>
    public static ForeignStyles Styles { get; } = new(Path, "'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='");

    /// <summary>What the pages ask for; the rest of Hangfire's registrations would make a second scheduler beside ours.</summary>
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

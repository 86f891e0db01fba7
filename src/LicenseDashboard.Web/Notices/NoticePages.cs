namespace LicenseDashboard.Web.Notices;

internal static class NoticePages
{
    public static IServiceCollection AddNoticePages(this IServiceCollection services) => services.AddScoped<NoticesData>();
}

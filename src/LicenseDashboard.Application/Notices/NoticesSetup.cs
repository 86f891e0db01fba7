using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Utilization.Feed;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Notices;

public static class NoticesSetup
{
    /// <summary>Needs the channels of the route to be registered.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services, NoticeRoute route) =>
        services
            .AddSingleton(route)
            .AddSingleton<PrepareDigests>()
            .AddSingleton<SendDigests>()
            .AddSingleton<DigestList>()
            .AddSingleton<SendAgain>()
            .AddSingleton<UrgentSignal>()
            .AddSingleton<IHearPoolAlerts, PoolNotices>()
            .AddHostedService<UrgentSender>()
            .AddJob<NoticeJob>();
}

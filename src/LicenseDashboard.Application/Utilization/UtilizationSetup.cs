using LicenseDashboard.Application.Utilization.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Utilization;

public static class UtilizationSetup
{
    /// <summary>Needs persistence, platforms, a catalogue, and the connectors.</summary>
    public static IServiceCollection AddUtilization(this IServiceCollection services, UtilizationOptions options)
    {
        services.AddUtilizationReads(options);
        services.AddUtilizationFeed().AddSingleton<LiveFeed>();
        services.AddHostedService(all => all.GetRequiredService<LiveFeed>());
        services.AddHostedService(all => all.GetRequiredService<LiveBoard>());
        return services;
    }

    /// <summary>The parts of a feed without the worker that runs it.</summary>
    internal static IServiceCollection AddUtilizationFeed(this IServiceCollection services) =>
        services.AddSingleton<FeedStore>().AddSingleton<JudgePools>().AddSingleton<FeedTools>();

    /// <summary>The read models without workers, for programs and tests that move them by hand.</summary>
    public static IServiceCollection AddUtilizationReads(this IServiceCollection services, UtilizationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<LoadRoster>()
            .AddSingleton<LiveBoard>()
            .AddSingleton<LiveBooks>()
            .AddSingleton<LevelBook>()
            .AddSingleton<OpenPoolAlerts>()
            .AddSingleton<ReadNow>()
            .AddSingleton<ReadPeople>()
            .AddSingleton<ReadCurves>()
            .AddSingleton<ReadAlerts>()
            .AddSingleton<IUtilization, UtilizationReads>();
    }
}

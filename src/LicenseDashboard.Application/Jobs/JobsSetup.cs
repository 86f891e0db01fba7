using Hangfire;
using Hangfire.InMemory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Application.Jobs;

public static class JobsSetup
{
    /// <summary>
    /// The scheduler and its read model. Needs persistence and a <see cref="TimeProvider"/>. Jobs are added with
    /// <see cref="AddJob{TWork}"/>. On SQL Server, the provider supplies Hangfire's storage; otherwise it is in memory, because due days,
    /// history and leadership are kept in our own tables and files.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, JobStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        GlobalConfiguration
            .Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings();
        services.AddSingleton(store);
        services.TryAddSingleton(store.SqlServer ? JobPace.Shared : JobPace.Alone);
        services.AddJobUseCases();
        services.TryAddSingleton(_ => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(7) }));
        services.TryAddSingleton<JobStorage>(all =>
            store.SqlServer
                ? all.GetRequiredKeyedService<JobStorage>(DatabaseKind.SqlServer)
                : new OwnClockStorage(all.GetRequiredService<InMemoryStorage>())
        );
        services.AddSingleton<JobSchedule>().AddSingleton<CatchUp>().AddSingleton<JobTrigger>();
        services.AddSingleton<IOrderJobs, OrderThroughScheduler>();
        services.AddHostedService<SchedulerHost>();
        return services;
    }

    /// <summary>Everything but the scheduler, for programs and tests that execute runs themselves.</summary>
    public static IServiceCollection AddJobUseCases(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddVendorReach();
        services.TryAddSingleton<JobInstance>();
        services.TryAddSingleton<JobClaims>();
        services.TryAddSingleton<DueRuns>();
        services.TryAddSingleton<RunJob>();
        services.TryAddSingleton<RunNow>();
        services.TryAddSingleton<CancelRun>();
        services.TryAddSingleton<JobList>();
        services.TryAddSingleton<JobStrips>();
        services.TryAddSingleton<ScheduleNotes>();
        return services;
    }

    public static IServiceCollection AddJob<TWork>(this IServiceCollection services)
        where TWork : class, IJobWork => services.AddSingleton<IJobWork, TWork>();
}

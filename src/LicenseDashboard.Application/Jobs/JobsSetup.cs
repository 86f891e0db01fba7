using LicenseDashboard.Application.Persistence.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace LicenseDashboard.Application.Jobs;

public static class JobsSetup
{
    /// <summary>The scheduler and its read model. Needs persistence, and a <see cref="TimeProvider"/>. Jobs are added one by one with <see cref="AddJob{TWork}"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, JobStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        services.AddSingleton(store);
        services.AddJobUseCases();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "LicenseDashboard";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(persistent =>
            {
                if (store.SqlServer)
                {
                    persistent.UseSqlServer(store.SchedulerConnectionString);
                    persistent.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    persistent.UseSqlite(SqliteFiles.Factory, store.SchedulerConnectionString);
                }

                persistent.ProvisionSchema();
                persistent.UseExecutionHistory();
            });
        });
        services.AddQuartzExecutionHistory(history => history.Retention = TimeSpan.FromDays(30));
        services.AddSingleton<IOrderJobs, OrderThroughScheduler>();
        services.AddHostedService<SchedulerHost>();
        return services;
    }

    /// <summary>Everything but the scheduler, for programs and tests that execute runs themselves.</summary>
    public static IServiceCollection AddJobUseCases(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JobInstance>();
        services.TryAddSingleton<JobClaims>();
        services.TryAddSingleton<DueRuns>();
        services.TryAddSingleton<RunJob>();
        services.TryAddSingleton<RunNow>();
        services.TryAddSingleton<CancelRun>();
        services.TryAddSingleton<JobList>();
        services.TryAddSingleton<CatchUpSignal>();
        return services;
    }

    public static IServiceCollection AddJob<TWork>(this IServiceCollection services)
        where TWork : class, IJobWork =>
        services.AddSingleton<IJobWork, TWork>();
}

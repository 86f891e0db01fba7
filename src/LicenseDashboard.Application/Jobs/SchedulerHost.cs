using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Server;
using Hangfire.States;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Starts Hangfire's server once the application database is ready and, on SQLite, once this instance leads. On other instances it never
/// starts.
/// </summary>
internal sealed partial class SchedulerHost(
    JobStorage storage,
    JobSchedule schedule,
    CatchUp catchUp,
    JobPace pace,
    JobStore store,
    IServiceScopeFactory scopes,
    IDbContextFactory<LicenseDb> dbs,
    DatabaseStart database,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILoggerFactory loggers,
    ILogger<SchedulerHost> log
) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Maximum number of concurrent jobs per platform: two imports and one follow-up.</summary>
    private const int WorkersPerPlatform = 3;
    private const int MostWorkers = 20;

    private readonly LeaderLock? _leader = store.SqlServer ? null : new LeaderLock(store.LeaderLockPath);
    private readonly Lock _stopping = new();
    private IDisposable? _speaker;
    private BackgroundProcessingServer? _server;
    private Task? _stopped;

    /// <summary>
    /// All callers wait for the same shutdown: the host may stop it from two sides, and an early return would dispose services while work
    /// is still ending.
    /// </summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopping)
        {
            return _stopped ??= EndAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        _server?.Dispose();
        _speaker?.Dispose();
        _leader?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            while (_leader?.TryTake() == false || !await TryLeadAsync(stoppingToken))
            {
                await Task.Delay(Tick, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_server is { } server)
        {
            // Running work sees the shutdown and is awaited, so that the next leader finds its rows closed; the lock is released last.
            server.SendStop();
            try
            {
                await server.WaitForShutdownAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                StillRunning();
            }
        }

        _speaker?.Dispose();
        _leader?.Dispose();
    }

    /// <summary>False if the database is temporarily unavailable.</summary>
    private async Task<bool> TryLeadAsync(CancellationToken ct)
    {
        try
        {
            _speaker ??= SchedulerLog.SpeakThrough(loggers);
            if (_leader is not null)
            {
                store.DeleteRetiredFiles();
            }

            await catchUp.WatchAsync(othersAreDead: !store.SqlServer, ct);
            await using var db = await dbs.CreateDbContextAsync(ct);
            var platforms = await db.Platforms.CountAsync(ct);
            ct.ThrowIfCancellationRequested();
            _server = Serve(Math.Clamp(platforms * WorkersPerPlatform, WorkersPerPlatform, MostWorkers));
            lifetime.ApplicationStopping.Register(() => _server.SendStop());
            Leads();
            return true;
        }
        catch (Exception e) when (CatchUp.IsTransient(e))
        {
            NotYet(e);
            return false;
        }
    }

    private BackgroundProcessingServer Serve(int workers)
    {
        var performer = new BackgroundJobPerformer(schedule.Filters, new AspNetCoreJobActivator(scopes), TaskScheduler.Default);
        var worker = new Worker(new[] { JobSchedule.Queue }, performer, new BackgroundJobStateChanger(schedule.Filters));
        var times = new RecurringJobScheduler(schedule.Factory, pace.Times, schedule.TimeZones, schedule.Now);
        return new BackgroundProcessingServer(
            storage,
            [worker.UseBackgroundPool(workers), times.UseBackgroundPool(1), catchUp.UseBackgroundPool(1, 1)],
            new Dictionary<string, object> { ["Queues"] = new[] { JobSchedule.Queue }, ["WorkerCount"] = workers },
            new BackgroundProcessingServerOptions
            {
                StopTimeout = TimeSpan.Zero, // what runs can be interrupted at any point: no need to wait before its token is cancelled
                ShutdownTimeout = TimeSpan.FromSeconds(25), // below the host's own 30 s
                CancellationCheckInterval = TimeSpan.FromSeconds(2),
            }
        );
    }

    [LoggerMessage(2010, LogLevel.Information, "This instance runs the jobs")]
    private partial void Leads();

    [LoggerMessage(2017, LogLevel.Warning, "The host waits no longer for running work; the next leader takes it up")]
    private partial void StillRunning();

    [LoggerMessage(2016, LogLevel.Warning, "The jobs can't start yet; the next try is in two seconds")]
    private partial void NotYet(Exception exception);
}

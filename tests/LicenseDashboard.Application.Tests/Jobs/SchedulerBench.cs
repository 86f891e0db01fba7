using Hangfire;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>
/// A database with one platform, jobs that do what a test says, and as many starts of the program, with Hangfire, as a test makes.
/// </summary>
internal sealed class SchedulerBench : IAsyncDisposable
{
    /// <summary>Nothing but Hangfire's own times, orders and the end of a run starts anything.</summary>
    public static readonly JobPace TriggersOnly = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));

    /// <summary>What no trigger comes for is found at once.</summary>
    public static readonly JobPace Watchful = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));

    private readonly IReadOnlyList<ScriptedWork> _works;

    private SchedulerBench(MovableClock clock, IReadOnlyList<ScriptedWork> works) => (Clock, _works) = (clock, works);

    public MovableClock Clock { get; }

    public ScriptedWork Work => _works[0];

    public TestDatabase Database { get; private set; } = null!;

    public static ScriptedWork Daily(string at, string name = "directory") =>
        new(new JobPlan(name, name, JobCadence.Daily, TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    public static async Task<SchedulerBench> CreateAsync(DatabaseKind kind, MovableClock clock, string zone, params ScriptedWork[] works)
    {
        var bench = new SchedulerBench(clock, works) { Database = await TestDatabase.CreateAsync(kind) };
        await using var db = bench.Database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "fake",
                TimeZone = zone,
            }
        );
        await db.SaveChangesAsync();
        return bench;
    }

    /// <summary>A start of the program. It leads when this returns, unless it is to wait for another one that does.</summary>
    public async Task<StartedProgram> StartAsync(JobPace pace, JobStorage? storage = null, bool leads = true)
    {
        var services = Database.AnotherInstance(all =>
        {
            all.AddLogging()
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton(pace)
                .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
            if (storage is not null)
            {
                all.AddSingleton(storage);
            }

            all.AddJobs(new JobStore(Database.Kind == DatabaseKind.SqlServer, Database.Connection));
            foreach (var work in _works)
            {
                all.AddSingleton<IJobWork>(work);
            }
        });
        var program = new StartedProgram(services);
        await program.StartAsync();
        if (leads)
        {
            await UntilAsync(() => Task.FromResult(program.Leads));
        }

        return program;
    }

    public void MoveTo(DateTimeOffset instant) => Clock.Advance(instant - Clock.GetUtcNow());

    /// <summary>Until so many runs have ended, however they ended.</summary>
    public Task EndedAsync(int runs) => UntilAsync(async () => (await RowsAsync()).Count(row => row.Status != RunStatus.Running) == runs);

    public async Task<List<JobRun>> RowsAsync()
    {
        await using var db = Database.Open();
        return await db.JobRuns.AsNoTracking().OrderBy(row => row.StartedAt).ToListAsync();
    }

    /// <summary>Looks again and again: Hangfire has threads of its own, which no test can step.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

/// <summary>One start of the program.</summary>
internal sealed class StartedProgram(ServiceProvider services) : IAsyncDisposable
{
    private readonly SchedulerHost _host = services.GetServices<IHostedService>().OfType<SchedulerHost>().Single();

    public JobStorage Storage => Get<JobStorage>();

    public bool Leads => Storage.GetMonitoringApi().Servers().Count > 0;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task StartAsync() => _host.StartAsync(CancellationToken.None);

    public async Task<JobRow> ShownAsync(string job) =>
        (await Get<JobList>().RunAsync(Viewer.Job("test"), CancellationToken.None)).Single(row => row.Job == job);

    public async Task<RunId> OrderAsync(string job)
    {
        var ordered = await Get<RunNow>().RunAsync(Viewer.Job("test"), "genesys", job, CancellationToken.None);
        Assert.Null(ordered.Refusal);
        return ordered.Value;
    }

    public async ValueTask DisposeAsync()
    {
        Get<IHostApplicationLifetime>().StopApplication();
        await _host.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}

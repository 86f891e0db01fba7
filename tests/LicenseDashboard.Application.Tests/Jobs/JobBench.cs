using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>
/// A platform, jobs that do what a test says under the plans of the real ones, and no scheduler: a test runs what is due itself. It is noon
/// on 20 November 2026.
/// </summary>
internal sealed class JobBench : IAsyncDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private JobBench() { }

    public FixedClock Clock { get; } = new(new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));

    public ScriptedWork Directory { get; } = new(new JobPlan("directory", "Directory", JobCadence.Daily, new TimeOnly(2, 0)));

    public ScriptedWork Usage { get; } = new(new JobPlan("usage", "Usage", JobCadence.Daily, new TimeOnly(2, 30), After: "directory"));

    public ScriptedWork Evaluate { get; } = new(new JobPlan("evaluate", "Evaluate", JobCadence.AfterImport));

    public ScriptedWork Steps { get; } = new(new JobPlan("reclamation", "Steps", JobCadence.Daily, new TimeOnly(5, 0), After: "evaluate"));

    public ScriptedWork Review { get; } =
        new(new JobPlan("open-review", "Review", JobCadence.Monthly, new TimeOnly(6, 0), After: "evaluate"));

    public GivenOrders Orders { get; } = new();

    public TestDatabase Database { get; private set; } = null!;

    public static async Task<JobBench> CreateAsync()
    {
        var bench = new JobBench();
        bench.Database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, bench.Add);
        await using var db = bench.Database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "fake",
                TimeZone = "UTC",
            }
        );
        await db.SaveChangesAsync();
        return bench;
    }

    public static JobOrder Due(string job) => new(job, "genesys", DueOn: Today);

    public ServiceProvider AnotherInstance() => Database.AnotherInstance(Add);

    public async Task<IReadOnlyList<JobOrder>> OrdersDueAsync() => await Database.Get<DueRuns>().RunAsync(CancellationToken.None);

    /// <summary>Job and day; no day for what follows an import.</summary>
    public async Task<List<string>> DueAsync() =>
        [.. (await OrdersDueAsync()).Select(o => FormattableString.Invariant($"{o.Job} {o.DueOn:MM-dd}").TrimEnd())];

    /// <summary>False when there was nothing to claim.</summary>
    public async Task<bool> RunAsync(JobOrder order, IServiceProvider? instance = null) =>
        await (instance ?? Database.Services).GetRequiredService<RunJob>().RunAsync(order, CancellationToken.None) is not null;

    /// <summary>Runs what is due, and what is due after that, until nothing is.</summary>
    public async Task<List<string>> RunAllAsync()
    {
        List<string> ran = [];
        while (await OrdersDueAsync() is [var next, ..])
        {
            await RunAsync(next);
            ran.Add(next.Job);
        }

        return ran;
    }

    /// <summary>What a pull of usage leaves behind, however it ended.</summary>
    public async Task<Guid> ImportedAsync(RunStatus status = RunStatus.Succeeded, string kind = "usage")
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var import = new ImportRun
        {
            PlatformKey = 1,
            Kind = kind,
            StartedAt = now,
            EndedAt = now,
            Status = status,
        };
        await using var db = Database.Open();
        db.ImportRuns.Add(import);
        await db.SaveChangesAsync();
        return import.Id.Value;
    }

    public async Task<JobRun> RowAsync(string job)
    {
        await using var db = Database.Open();
        return await db.JobRuns.AsNoTracking().SingleAsync(r => r.Job == job);
    }

    /// <summary>
    /// Lets a second go by whenever so many wait for it, until the run has ended. What works meanwhile is given all the time it needs.
    /// </summary>
    public async Task PassTimeAsync(Task run, int waits)
    {
        while (await Task.WhenAny(run, Clock.PendingAsync(waits)) != run)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private void Add(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<IOrderJobs>(Orders);
        services.AddJobUseCases();
        foreach (var work in (ScriptedWork[])[Directory, Usage, Evaluate, Steps, Review])
        {
            services.AddSingleton<IJobWork>(work);
        }
    }
}

internal sealed class ScriptedWork(JobPlan plan) : IJobWork
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    public JobPlan Plan => plan;

    public Task Started => _started.Task;

    public int Runs => Volatile.Read(ref _runs);

    public Func<JobContext, CancellationToken, Task>? Do { get; set; }

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        Interlocked.Increment(ref _runs);
        _started.TrySetResult();
        if (Do is { } work)
        {
            await work(context, ct);
        }

        return "done";
    }
}

internal sealed class GivenOrders : IOrderJobs
{
    public List<JobOrder> Given { get; } = [];

    public Task OrderAsync(JobOrder order, CancellationToken ct)
    {
        Given.Add(order);
        return Task.CompletedTask;
    }

    public Task EndAsync(string job, string platform, CancellationToken ct) => Task.CompletedTask;
}

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
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

public sealed class JobRunTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly Viewer Administrator = new("Ada", "persona:ada", ViewerRoles.Administrator, []);
    /// <summary>A run at work waits for its next sign of life; one that failed also for its next try.</summary>
    private const int Beat = 1;
    private const int BeatAndRetry = 2;

    private readonly FixedClock _clock = new(new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));
    private readonly Work _first = new(new JobPlan("directory", "Directory", JobCadence.Daily, new TimeOnly(2, 0)));
    private readonly Work _second = new(new JobPlan("usage", "Usage", JobCadence.Daily, new TimeOnly(2, 30), After: "directory"));
    private readonly Work _follower = new(new JobPlan("evaluate", "Evaluate", JobCadence.AfterImport));
    private readonly Work _monthly = new(new JobPlan("open-review", "Review", JobCadence.Monthly, new TimeOnly(6, 0), After: "evaluate"));
    private readonly Orders _orders = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, Services);
        await using var db = _database.Open();
        db.Platforms.Add(new Platform { Name = "genesys", Vendor = "fake", TimeZone = "UTC" });
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private void Services(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IOrderJobs>(_orders);
        services.AddJobUseCases();
        foreach (var work in (Work[])[_first, _second, _follower, _monthly])
        {
            services.AddSingleton<IJobWork>(work);
        }
    }

    private async Task<List<string>> DueAsync() => [.. (await _database.Get<DueRuns>().RunAsync(CancellationToken.None)).Select(o => FormattableString.Invariant($"{o.Job} {o.DueOn:MM-dd}"))];

    private Task<bool> RunAsync(JobOrder order, IServiceProvider? instance = null) =>
        (instance ?? _database.Services).GetRequiredService<RunJob>().RunAsync(order, CancellationToken.None);

    private async Task<JobRun> RowAsync(string job)
    {
        await using var db = _database.Open();
        return await db.JobRuns.AsNoTracking().SingleAsync(r => r.Job == job);
    }

    /// <summary>Lets a second go by whenever so many wait for it, until the run has ended. What works meanwhile is given all the time it needs.</summary>
    private async Task PassTimeAsync(Task run, int waits)
    {
        while (await Task.WhenAny(run, _clock.PendingAsync(waits)) != run)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static JobOrder Due(string job) => new(job, "genesys", DueOn: Today);

    [Fact]
    public async Task A_first_start_runs_directory_at_once_then_usage()
    {
        Assert.Equal(["directory 11-20"], await DueAsync());
        Assert.True(await RunAsync(Due("directory")));
        Assert.Equal(["usage 11-20"], await DueAsync());
        Assert.True(await RunAsync(Due("usage")));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task Before_the_hour_the_run_that_is_due_is_yesterdays()
    {
        _clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(["directory 11-20"], await DueAsync());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["directory 11-21"], await DueAsync());
    }

    [Fact]
    public async Task A_scheduled_run_happens_once_whoever_orders_it()
    {
        await using var other = _database.AnotherInstance(Services);
        var done = await Task.WhenAll(RunAsync(Due("directory")), RunAsync(Due("directory"), other), RunAsync(Due("directory")), RunAsync(Due("directory"), other));

        Assert.Equal(1, done.Count(d => d));
        Assert.Equal(1, _first.Runs);
        Assert.Equal(RunStatus.Succeeded, (await RowAsync("directory")).Status);
        Assert.False(await RunAsync(Due("directory")));
    }

    [Fact]
    public async Task A_failure_is_tried_three_times_then_rests_half_an_hour()
    {
        _first.Do = (_, _) => throw new JobFailedException("The vendor is away.");
        var run = RunAsync(Due("directory"));
        await PassTimeAsync(run, BeatAndRetry);

        Assert.Equal(RunJob.Tries, _first.Runs);
        var row = await RowAsync("directory");
        Assert.Equal((RunStatus.Failed, "The vendor is away."), (row.Status, row.Failure));
        _clock.Advance(DueRuns.Rest - TimeSpan.FromSeconds(10));
        Assert.Empty(await DueAsync());
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["directory 11-20"], await DueAsync());
        _first.Do = null;
        Assert.True(await RunAsync(Due("directory")));
        Assert.Equal((RunStatus.Succeeded, ""), ((await RowAsync("directory")).Status, (await RowAsync("directory")).Failure));
    }

    [Fact]
    public async Task What_was_unexpected_is_named_without_its_words()
    {
        _first.Do = (_, _) => throw new InvalidOperationException("dana.ruiz@example.test");
        var run = RunAsync(Due("directory"));
        await PassTimeAsync(run, BeatAndRetry);

        Assert.DoesNotContain("dana", (await RowAsync("directory")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_process_died_is_marked_and_taken_by_another_instance()
    {
        await using (var dead = _database.AnotherInstance(Services))
        {
            Assert.NotNull(await dead.GetRequiredService<JobClaims>().ClaimAsync(Due("directory"), 1, CancellationToken.None));
        }

        var claims = _database.Get<JobClaims>();
        Assert.False(await RunAsync(Due("directory")));
        _clock.Advance(JobInstance.DeadAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        Assert.Equal(["directory 11-20"], await DueAsync());
        Assert.True(await RunAsync(Due("directory")));
    }

    [Fact]
    public async Task Who_has_just_become_the_leader_knows_that_the_others_are_dead()
    {
        await using (var dead = _database.AnotherInstance(Services))
        {
            await dead.GetRequiredService<JobClaims>().ClaimAsync(Due("directory"), 1, CancellationToken.None);
        }

        Assert.Equal(1, await _database.Get<JobClaims>().BuryAsync(othersAreDead: true, CancellationToken.None));
    }

    [Fact]
    public async Task Run_now_is_for_operators_and_refused_only_while_it_runs()
    {
        var now = _database.Get<RunNow>();
        Assert.Equal("forbidden", (await now.RunAsync(Administrator with { Roles = ViewerRoles.Auditor }, "genesys", "usage", default)).Refusal!.Code);
        Assert.Equal("not-found", (await now.RunAsync(Administrator, "genesys", "nothing", default)).Refusal!.Code);
        Assert.Equal("not-found", (await now.RunAsync(Administrator, "nowhere", "usage", default)).Refusal!.Code);
        var id = (await now.RunAsync(Administrator, "genesys", "usage", default)).Value;
        Assert.Equal("running", (await now.RunAsync(Administrator, "genesys", "usage", default)).Refusal!.Code);
        var order = Assert.Single(_orders.Given);
        Assert.True(await RunAsync(order));
        Assert.Equal((id, RunStatus.Succeeded), ((await RowAsync("usage")).Id, (await RowAsync("usage")).Status));
        Assert.NotEqual(id, (await now.RunAsync(Administrator, "genesys", "usage", default)).Value);
        await using var db = _database.Open();
        Assert.Equal("persona:ada", (await db.Audit.FirstAsync(a => a.Action == "job.ordered")).Actor);
    }

    [Fact]
    public async Task A_person_cancels_a_run_from_any_instance()
    {
        _first.Do = async (_, ct) => await Task.Delay(Timeout.Infinite, ct);
        var run = RunAsync(Due("directory"));
        await _first.Started;

        await using var other = _database.AnotherInstance(Services);
        var id = (await RowAsync("directory")).Id;
        Assert.Equal(RunStatus.Cancelled, (await other.GetRequiredService<CancelRun>().RunAsync(Administrator, id, default)).Value);
        await PassTimeAsync(run, Beat);

        Assert.Equal(RunStatus.Cancelled, (await RowAsync("directory")).Status);
        Assert.Equal("not-running", (await other.GetRequiredService<CancelRun>().RunAsync(Administrator, id, default)).Refusal!.Code);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task Progress_and_signs_of_life_are_stored_while_it_runs()
    {
        var go = new TaskCompletionSource();
        _first.Do = async (context, _) =>
        {
            context.Progress.Report("People", 1, 4);
            await go.Task;
        };
        var run = RunAsync(Due("directory"));
        JobRow Row() => _database.Get<JobList>().RunAsync(Administrator, default).GetAwaiter().GetResult().First(r => r.Job == "directory");
        while (Row().Running?.Step != "People")
        {
            await _clock.PendingAsync(Beat);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((1, 4), (Row().Running!.StepsDone, Row().Running!.StepsTotal));
        go.SetResult();
        await run;
        Assert.Null(Row().Running);
        Assert.Equal("done", Row().Last!.Summary);
        Assert.Equal("Daily at 2:00 AM (UTC)", Row().Cadence);
        Assert.Equal(new DateTime(2026, 11, 21, 2, 0, 0, DateTimeKind.Utc), Row().NextRunAt);
    }

    [Fact]
    public async Task What_follows_an_import_runs_once_for_each()
    {
        await using var db = _database.Open();
        var import = new ImportRun { PlatformKey = 1, Kind = "usage", StartedAt = _clock.GetUtcNow().UtcDateTime, EndedAt = _clock.GetUtcNow().UtcDateTime, Status = RunStatus.Succeeded };
        db.ImportRuns.Add(import);
        await db.SaveChangesAsync();
        var order = (await _database.Get<DueRuns>().RunAsync(default)).Single(o => o.Job == "evaluate");
        Assert.Equal(import.Id.Value, order.Follows);
        Assert.DoesNotContain(await DueAsync(), d => d.StartsWith("open-review", StringComparison.Ordinal));
        Assert.True(await RunAsync(order));
        Assert.False(await RunAsync(order));
        Assert.Contains("open-review 11-01", await DueAsync());
    }

    [Theory]
    [InlineData("2026-11-20T06:00", "2026-11-01", "2026-12-01T05:00")]
    [InlineData("2026-11-01T04:59", "2026-10-01", "2026-11-01T05:00")]
    [InlineData("2026-11-01T05:00", "2026-11-01", "2026-12-01T05:00")]
    public void A_monthly_run_is_due_on_the_first_at_the_local_hour(string now, string due, string next)
    {
        var platform = new Platform { Name = "x", Vendor = "x", TimeZone = "Europe/Berlin" };
        var instant = new DateTimeOffset(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), _monthly.Plan.DueBy(platform, instant));
        Assert.Equal(DateTime.Parse(next, System.Globalization.CultureInfo.InvariantCulture), _monthly.Plan.NextAfter(platform, instant)!.Value.UtcDateTime);
    }

    private sealed class Work(JobPlan plan) : IJobWork
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

    private sealed class Orders : IOrderJobs
    {
        public List<JobOrder> Given { get; } = [];

        public Task OrderAsync(JobOrder order, CancellationToken ct)
        {
            Given.Add(order);
            return Task.CompletedTask;
        }
    }
}

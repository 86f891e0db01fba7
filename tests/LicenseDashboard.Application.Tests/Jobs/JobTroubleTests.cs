using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.SqlServer;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>
/// Tables of another version, times that can't be read, an instance that died, a clock that jumps: said on the Jobs page, and nothing waits
/// for ever.
/// </summary>
public sealed class JobTroubleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Times_that_cannot_be_read_and_jobs_that_are_gone_are_mended_at_the_start()
    {
        await using var bench = await BenchAsync();
        using var memory = new InMemoryStorage();
        var storage = new OwnClockStorage(memory);
        Write(storage, "directory@genesys", "every now and then", "nonsense");
        Write(storage, "weekly-report@genesys", "0 5 * * 1", """{"t":"Gone.Job, Gone","m":"Run"}""");
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly, storage);
        await bench.EndedAsync(1);

        using var connection = storage.GetConnection();
        var entry = Assert.Single(connection.GetRecurringJobs());
        Assert.Equal(("directory@genesys", "0 2 * * *", "UTC"), (entry.Id, entry.Cron, entry.TimeZoneId));
        Assert.Equal(
            "The saved schedule was unreadable or from another version, so it was reset.",
            (await program.ShownAsync("directory")).Note
        );
        Assert.Equal(RunStatus.Succeeded, (await program.ShownAsync("directory")).Last!.Status);
    }

    [Fact]
    public async Task Times_that_break_while_it_runs_are_mended_by_the_watch()
    {
        await using var bench = await BenchAsync();
        await using var program = await bench.StartAsync(SchedulerBench.Watchful);
        await bench.EndedAsync(1);
        Write(program.Storage, "directory@genesys", "61 * * * *", "nonsense");
        await SchedulerBench.UntilAsync(async () => (await program.ShownAsync("directory")).Note is not null);
        bench.MoveTo(Noon.AddDays(1));
        await bench.EndedAsync(2);
    }

    [Fact]
    public async Task Unfinished_run_of_a_job_that_is_gone_is_closed_and_says_why()
    {
        await using var bench = await BenchAsync();
        await AddAsync(
            bench,
            new JobRun
            {
                Job = "weekly-report",
                PlatformKey = 1,
                StartedAt = Noon.UtcDateTime.AddDays(-1),
                HeartbeatAt = Noon.UtcDateTime.AddDays(-1),
                Instance = Guid.CreateVersion7(),
                Status = RunStatus.Running,
            }
        );
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.EndedAsync(2);
        var closed = (await bench.RowsAsync())[0];
        Assert.Equal((RunStatus.Cancelled, JobClaims.NoSuchJob), (closed.Status, closed.Failure));
    }

    [Fact]
    public async Task Run_whose_instance_died_goes_on_in_its_row()
    {
        await using var bench = await BenchAsync();
        await AddAsync(bench, Dead(Noon.UtcDateTime));
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await SchedulerBench.UntilAsync(async () => (await bench.RowsAsync()) is [{ Status: RunStatus.Succeeded }]);
        Assert.Equal(1, bench.Work.Runs);
    }

    [Fact]
    public async Task Run_that_died_when_the_clock_was_ahead_is_found_within_a_minute_or_so()
    {
        await using var bench = await BenchAsync();
        await AddAsync(bench, Dead(Noon.UtcDateTime.AddDays(30)));
        await using var services = bench.Database.AnotherInstance(all => all.AddSingleton<TimeProvider>(bench.Clock).AddJobUseCases());
        var claims = services.GetRequiredService<JobClaims>();
        Assert.Equal(0, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        bench.MoveTo(Noon + JobInstance.DeadAfter + TimeSpan.FromSeconds(5));
        Assert.Equal(1, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        Assert.Contains("continues from the imported data", Assert.Single(await bench.RowsAsync()).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_set_ahead_runs_the_last_day_once_and_says_which_were_left_out()
    {
        await using var bench = await BenchAsync();
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.EndedAsync(1);
        bench.MoveTo(Noon.AddDays(5));
        await bench.EndedAsync(2);
        Assert.Equal([new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 25)], (await bench.RowsAsync()).Select(row => row.DueOn!.Value));
        Assert.Equal(
            "No run from Nov 21 to Nov 24: LicenseDashboard was not running, or its clock was set ahead. The run of Nov 25 made up for it.",
            (await program.ShownAsync("directory")).Note
        );
    }

    [Fact]
    public async Task Clock_set_back_is_said_and_the_days_that_did_not_run_still_do()
    {
        await using var bench = await BenchAsync();
        await using var program = await bench.StartAsync(SchedulerBench.Watchful);
        await bench.EndedAsync(1);
        bench.MoveTo(Noon.AddDays(30));
        await bench.EndedAsync(2);
        bench.MoveTo(Noon.AddMinutes(5));
        Assert.Equal(
            "The clock was set back: the last run, of Dec 20, is in the future. Days that have run don't run again.",
            (await program.ShownAsync("directory")).Note
        );
        using var connection = program.Storage.GetConnection();
        var next = Noon.UtcDateTime.Date.AddDays(1).AddHours(2);
        await SchedulerBench.UntilAsync(() => Task.FromResult(connection.GetRecurringJobs() is [{ NextExecution: { } at }] && at == next));
        bench.MoveTo(Noon.AddDays(1));
        await bench.EndedAsync(3);
        Assert.Contains(new DateOnly(2026, 11, 21), (await bench.RowsAsync()).Select(row => row.DueOn!.Value));
    }

    [Fact]
    public async Task Failure_that_lies_ahead_of_the_clock_has_rested()
    {
        await using var bench = await BenchAsync();
        await AddAsync(
            bench,
            new JobRun
            {
                Job = "directory",
                PlatformKey = 1,
                DueOn = new DateOnly(2026, 11, 20),
                StartedAt = Noon.UtcDateTime.AddDays(3),
                HeartbeatAt = Noon.UtcDateTime.AddDays(3),
                EndedAt = Noon.UtcDateTime.AddDays(3),
                Instance = Guid.CreateVersion7(),
                Status = RunStatus.Failed,
                Failure = "The vendor is away.",
            }
        );
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await SchedulerBench.UntilAsync(async () => (await bench.RowsAsync()) is [{ Status: RunStatus.Succeeded }]);
    }

    [Theory]
    [InlineData(null, "lacks the tables of the scheduler (schema HangFire). Run the script")]
    [InlineData(7, "are of version 7; this version of the program needs 9. Run the script")]
    [InlineData(10, "made by a newer program")]
    [InlineData(9, null)]
    public void Tables_on_SQL_Server_of_another_version_stop_the_start_with_the_way_out(int? version, string? words)
    {
        var problem = HangfireTables.Problem(version);
        Assert.True(words is null ? problem is null : problem!.Contains(words, StringComparison.Ordinal), problem);
    }

    [Fact]
    public void Script_for_the_database_administrator_makes_the_tables_of_the_scheduler() =>
        Assert.Contains("CREATE TABLE [HangFire].[Job]", HangfireTables.Script, StringComparison.Ordinal);

    private static JobRun Dead(DateTime lastSeen) =>
        new()
        {
            Job = "directory",
            PlatformKey = 1,
            DueOn = new DateOnly(2026, 11, 20),
            StartedAt = lastSeen,
            HeartbeatAt = lastSeen,
            Instance = Guid.CreateVersion7(),
            Status = RunStatus.Running,
        };

    private static async Task AddAsync(SchedulerBench bench, JobRun run)
    {
        await using var db = bench.Database.Open();
        db.JobRuns.Add(run);
        await db.SaveChangesAsync();
    }

    /// <summary>As an older version, or a hand, left it.</summary>
    private static void Write(JobStorage storage, string id, string cron, string job)
    {
        using var connection = storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        transaction.SetRangeInHash(
            "recurring-job:" + id,
            new Dictionary<string, string>
            {
                ["Cron"] = cron,
                ["Job"] = job,
                ["TimeZoneId"] = "UTC",
                ["V"] = "2",
            }
        );
        transaction.AddToSet("recurring-jobs", id, 1);
        transaction.Commit();
    }

    private static Task<SchedulerBench> BenchAsync() =>
        SchedulerBench.CreateAsync(DatabaseKind.Sqlite, new MovableClock(Noon), "UTC", SchedulerBench.Daily("02:00"));
}

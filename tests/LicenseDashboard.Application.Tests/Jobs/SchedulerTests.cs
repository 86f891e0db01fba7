using Hangfire;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>Runs through Hangfire: on SQLite in memory, and on SQL Server in its tables when a server is named.</summary>
public sealed class SchedulerTests
{
    private static readonly Viewer Administrator = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Order_wakes_its_worker_at_once(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.EndedAsync(1);
        var ordered = await program.OrderAsync("directory");
        await bench.EndedAsync(2);
        Assert.Equal((ordered, RunStatus.Succeeded), ((await bench.RowsAsync())[^1].Id, (await bench.RowsAsync())[^1].Status));
        Assert.Equal(2, bench.Work.Runs);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Run_that_is_cancelled_ends_and_its_trigger_is_deleted(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        bench.Work.Do = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.Work.Started;
        var run = Assert.Single(await bench.RowsAsync());
        Assert.Equal(RunStatus.Cancelled, (await program.Get<CancelRun>().RunAsync(Administrator, run.Id, CancellationToken.None)).Value);
        await SchedulerBench.UntilAsync(() =>
            Task.FromResult(program.Storage.GetMonitoringApi().GetStatistics() is { Processing: 0, Deleted: 1 })
        );
        Assert.Equal((RunStatus.Cancelled, 1), (Assert.Single(await bench.RowsAsync()).Status, bench.Work.Runs));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Trigger_that_is_deleted_cancels_its_run(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        bench.Work.Do = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.Work.Started;
        var (trigger, _) = Assert.Single(program.Storage.GetMonitoringApi().ProcessingJobs(0, 10));
        Assert.True(new BackgroundJobClient(program.Storage).Delete(trigger));
        await bench.EndedAsync(1);
        Assert.Equal(RunStatus.Cancelled, Assert.Single(await bench.RowsAsync()).Status);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Run_that_a_stop_interrupts_goes_on_in_its_row_at_the_next_start(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        bench.Work.Do = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await using (await bench.StartAsync(SchedulerBench.TriggersOnly))
        {
            await bench.Work.Started;
        }

        var interrupted = Assert.Single(await bench.RowsAsync());
        Assert.Equal(RunStatus.Interrupted, interrupted.Status);
        bench.Work.Do = null;
        await using var next = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await SchedulerBench.UntilAsync(async () =>
            (await bench.RowsAsync()) is [{ Status: RunStatus.Succeeded } only] && only.Id == interrupted.Id
        );
        Assert.Equal(2, bench.Work.Runs);
    }

    [Fact]
    public async Task Failed_run_is_not_tried_again_by_Hangfire()
    {
        await using var bench = await BenchAsync(DatabaseKind.Sqlite);
        bench.Work.Do = (_, _) => throw new VendorException("The vendor does not serve this.") { Status = 404 };
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await SchedulerBench.UntilAsync(() => Task.FromResult(program.Storage.GetMonitoringApi().FailedCount() == 1));
        Assert.True(program.Storage.GetMonitoringApi().GetStatistics() is { Failed: 1, Scheduled: 0, Enqueued: 0 });
        var row = Assert.Single(await bench.RowsAsync());
        Assert.Equal((RunStatus.Failed, "The vendor does not serve this.", 1), (row.Status, row.Failure, bench.Work.Runs));
    }

    [Fact]
    public async Task Two_programs_on_one_file_run_each_due_run_once_and_an_order_to_either_is_done()
    {
        await using var bench = await BenchAsync(DatabaseKind.Sqlite);
        await using var second = await LedByFirstAsync(bench);
        await SchedulerBench.UntilAsync(() => Task.FromResult(second.Leads));
        bench.MoveTo(bench.Clock.GetUtcNow().AddDays(1));
        await bench.EndedAsync(3);
        Assert.Equal(3, bench.Work.Runs);
        Assert.Equal([new DateOnly(2026, 11, 20), null, new DateOnly(2026, 11, 21)], (await bench.RowsAsync()).Select(row => row.DueOn));
    }

    [Fact]
    public async Task Scheduler_database_of_an_earlier_version_is_deleted()
    {
        await using var bench = await BenchAsync(DatabaseKind.Sqlite);
        var retired = Path.Combine(Path.GetDirectoryName(bench.Database.File)!, "jobs.db");
        await File.WriteAllTextAsync(retired, "");
        await File.WriteAllTextAsync(retired + "-wal", "");
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        Assert.False(File.Exists(retired) || File.Exists(retired + "-wal"));
    }

    /// <summary>The first leads and runs an order that the second was given; then it ends.</summary>
    private static async Task<StartedProgram> LedByFirstAsync(SchedulerBench bench)
    {
        await using var first = await bench.StartAsync(SchedulerBench.Watchful);
        await bench.EndedAsync(1);
        var second = await bench.StartAsync(SchedulerBench.Watchful, leads: false);
        await second.OrderAsync("directory");
        await bench.EndedAsync(2);
        Assert.False(second.Leads);
        return second;
    }

    private static Task<SchedulerBench> BenchAsync(DatabaseKind kind) =>
        SchedulerBench.CreateAsync(kind, new MovableClock(), "UTC", SchedulerBench.Daily("02:00"));
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

public sealed class JobRunTests : IAsyncLifetime
{
    private static readonly Viewer Administrator = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    /// <summary>A run at work waits for its next sign of life; one that failed also for its next try.</summary>
    private const int Beat = 1;
    private const int BeatAndRetry = 2;

    private JobBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await JobBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_scheduled_run_happens_once_no_matter_who_orders_it()
    {
        await using var other = _bench.AnotherInstance();
        var done = await Task.WhenAll(
            ((ServiceProvider?[])[null, other, null, other]).Select(instance => _bench.RunAsync(JobBench.Due("directory"), instance))
        );

        Assert.Equal(1, done.Count(d => d));
        Assert.Equal(1, _bench.Directory.Runs);
        Assert.Equal(RunStatus.Succeeded, (await _bench.RowAsync("directory")).Status);
        Assert.False(await _bench.RunAsync(JobBench.Due("directory")));
    }

    [Fact]
    public async Task A_failure_is_tried_three_times_then_rests_half_an_hour()
    {
        _bench.Directory.Do = (_, _) => throw new JobFailedException("The vendor is away.");
        var run = _bench.RunAsync(JobBench.Due("directory"));
        await _bench.PassTimeAsync(run, BeatAndRetry);

        Assert.Equal(RunJob.Tries, _bench.Directory.Runs);
        var row = await _bench.RowAsync("directory");
        Assert.Equal((RunStatus.Failed, "The vendor is away."), (row.Status, row.Failure));
        _bench.Clock.Advance(DueRuns.Rest - TimeSpan.FromSeconds(10));
        Assert.Empty(await _bench.DueAsync());
        _bench.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
        _bench.Directory.Do = null;
        Assert.True(await _bench.RunAsync(JobBench.Due("directory")));
        Assert.Equal(
            (RunStatus.Succeeded, ""),
            ((await _bench.RowAsync("directory")).Status, (await _bench.RowAsync("directory")).Failure)
        );
    }

    [Fact]
    public async Task What_was_unexpected_is_named_without_its_words()
    {
        _bench.Directory.Do = (_, _) => throw new InvalidOperationException("dana.ruiz@example.test");
        var run = _bench.RunAsync(JobBench.Due("directory"));
        await _bench.PassTimeAsync(run, BeatAndRetry);

        Assert.DoesNotContain("dana", (await _bench.RowAsync("directory")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_process_died_is_marked_and_taken_by_another_instance()
    {
        await using (var dead = _bench.AnotherInstance())
        {
            Assert.NotNull(await dead.GetRequiredService<JobClaims>().ClaimAsync(JobBench.Due("directory"), 1, CancellationToken.None));
        }

        var claims = _bench.Database.Get<JobClaims>();
        Assert.False(await _bench.RunAsync(JobBench.Due("directory")));
        _bench.Clock.Advance(JobInstance.DeadAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await claims.BuryAsync(othersAreDead: false, CancellationToken.None));
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
        Assert.True(await _bench.RunAsync(JobBench.Due("directory")));
    }

    [Fact]
    public async Task A_run_that_another_instance_took_over_is_not_ended_by_the_one_that_was_slow()
    {
        var (mine, theirs) = (new TaskCompletionSource(), new TaskCompletionSource());
        _bench.Directory.Do = (_, _) => mine.Task;
        var slow = _bench.RunAsync(JobBench.Due("directory"));
        await _bench.Directory.Started;
        await using var other = _bench.AnotherInstance();
        _bench.Directory.Do = (_, _) => theirs.Task;
        Assert.Equal(1, await other.GetRequiredService<JobClaims>().BuryAsync(othersAreDead: true, CancellationToken.None));
        var taken = _bench.RunAsync(JobBench.Due("directory"), other);
        while ((await _bench.RowAsync("directory")).Status != RunStatus.Running)
        {
            await Task.Yield();
        }

        mine.SetResult();
        await slow;
        Assert.Equal(RunStatus.Running, (await _bench.RowAsync("directory")).Status);
        theirs.SetResult();
        Assert.True(await taken);
        Assert.Equal(RunStatus.Succeeded, (await _bench.RowAsync("directory")).Status);
    }

    [Fact]
    public async Task Who_has_just_become_the_leader_knows_that_the_others_are_dead()
    {
        await using (var dead = _bench.AnotherInstance())
        {
            await dead.GetRequiredService<JobClaims>().ClaimAsync(JobBench.Due("directory"), 1, CancellationToken.None);
        }

        Assert.Equal(1, await _bench.Database.Get<JobClaims>().BuryAsync(othersAreDead: true, CancellationToken.None));
    }

    [Fact]
    public async Task Run_now_is_for_operators_and_refused_only_while_it_runs()
    {
        var now = _bench.Database.Get<RunNow>();
        Assert.Equal(
            "forbidden",
            (await now.RunAsync(Administrator with { Roles = ViewerRoles.Auditor }, "genesys", "usage", default)).Refusal!.Code
        );
        Assert.Equal("not-found", (await now.RunAsync(Administrator, "genesys", "nothing", default)).Refusal!.Code);
        Assert.Equal("not-found", (await now.RunAsync(Administrator, "nowhere", "usage", default)).Refusal!.Code);
        var id = (await now.RunAsync(Administrator, "genesys", "usage", default)).Value;
        Assert.Equal("running", (await now.RunAsync(Administrator, "genesys", "usage", default)).Refusal!.Code);
        var order = Assert.Single(_bench.Orders.Given);
        Assert.True(await _bench.RunAsync(order));
        Assert.Equal((id, RunStatus.Succeeded), ((await _bench.RowAsync("usage")).Id, (await _bench.RowAsync("usage")).Status));
        Assert.NotEqual(id, (await now.RunAsync(Administrator, "genesys", "usage", default)).Value);
        await using var db = _bench.Database.Open();
        Assert.Equal("persona:ada", (await db.Audit.FirstAsync(a => a.Action == "job.ordered")).Actor);
    }

    [Fact]
    public async Task An_order_is_taken_once_however_often_it_is_given()
    {
        await _bench.Database.Get<RunNow>().RunAsync(Administrator, "genesys", "usage", default);
        await using var other = _bench.AnotherInstance();
        var order = Assert.Single(_bench.Orders.Given);
        var taken = await Task.WhenAll(
            ((ServiceProvider?[])[null, other, null, other]).Select(instance => _bench.RunAsync(order, instance))
        );
        Assert.Equal((1, 1), (taken.Count(one => one), _bench.Usage.Runs));
    }

    [Fact]
    public async Task Runs_ordered_at_two_instances_at_once_are_one()
    {
        await using var other = _bench.AnotherInstance();
        var answers = await Task.WhenAll(
            ((IServiceProvider[])[_bench.Database.Services, other, _bench.Database.Services, other]).Select(instance =>
                instance.GetRequiredService<RunNow>().RunAsync(Administrator, "genesys", "usage", default)
            )
        );
        Assert.Equal(["running", "running", "running"], answers.Select(answer => answer.Refusal?.Code).OfType<string>());
    }

    [Fact]
    public async Task While_a_job_runs_no_second_run_of_it_begins()
    {
        var go = new TaskCompletionSource();
        _bench.Directory.Do = (_, _) => go.Task;
        await _bench.Database.Get<RunNow>().RunAsync(Administrator, "genesys", "directory", default);
        var ordered = _bench.RunAsync(Assert.Single(_bench.Orders.Given));
        await _bench.Directory.Started;
        Assert.Empty(await _bench.DueAsync());
        Assert.False(await _bench.RunAsync(JobBench.Due("directory")));
        go.SetResult();
        Assert.True(await ordered);
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
    }

    [Fact]
    public async Task A_person_cancels_a_run_from_any_instance()
    {
        _bench.Directory.Do = async (_, ct) => await Task.Delay(Timeout.Infinite, ct);
        var run = _bench.RunAsync(JobBench.Due("directory"));
        await _bench.Directory.Started;

        await using var other = _bench.AnotherInstance();
        var id = (await _bench.RowAsync("directory")).Id;
        Assert.Equal(RunStatus.Cancelled, (await other.GetRequiredService<CancelRun>().RunAsync(Administrator, id, default)).Value);
        await _bench.PassTimeAsync(run, Beat);

        Assert.Equal(RunStatus.Cancelled, (await _bench.RowAsync("directory")).Status);
        Assert.Equal("not-running", (await other.GetRequiredService<CancelRun>().RunAsync(Administrator, id, default)).Refusal!.Code);
        Assert.Empty(await _bench.DueAsync());
    }

    [Fact]
    public async Task Progress_and_signs_of_life_are_stored_while_it_runs()
    {
        var go = new TaskCompletionSource();
        _bench.Directory.Do = async (context, _) =>
        {
            context.Progress.Report("People", 1, 4);
            await go.Task;
        };
        var run = _bench.RunAsync(JobBench.Due("directory"));
        JobRow Row() =>
            _bench.Database.Get<JobList>().RunAsync(Administrator, default).GetAwaiter().GetResult().First(r => r.Job == "directory");
        while (Row().Running?.Step != "People")
        {
            await _bench.Clock.PendingAsync(Beat);
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((1, 4), (Row().Running!.StepsDone, Row().Running!.StepsTotal));
        go.SetResult();
        await run;
        Assert.Null(Row().Running);
        Assert.Equal("done", Row().Last!.Summary);
        Assert.Equal("Daily at 2:00 AM (UTC)", Row().Cadence);
        Assert.Equal(new DateTime(2026, 11, 21, 2, 0, 0, DateTimeKind.Utc), Row().NextRunAt);
    }
}

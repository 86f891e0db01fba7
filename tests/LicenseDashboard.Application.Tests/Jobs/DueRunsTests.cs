using System.Globalization;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>What is due, and what has to go first.</summary>
public sealed class DueRunsTests : IAsyncLifetime
{
    /// <summary>A run that failed waits for its next sign of life and for its next try.</summary>
    private const int BeatAndRetry = 2;

    private JobBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await JobBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_first_start_runs_directory_at_once_then_usage()
    {
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
        Assert.True(await _bench.RunAsync(JobBench.Due("directory")));
        Assert.Equal(["usage 11-20"], await _bench.DueAsync());
        Assert.True(await _bench.RunAsync(JobBench.Due("usage")));
        Assert.Empty(await _bench.DueAsync());
    }

    [Fact]
    public async Task Before_the_hour_the_run_that_is_due_is_yesterdays()
    {
        _bench.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["directory 11-21"], await _bench.DueAsync());
    }

    [Fact]
    public async Task What_follows_an_import_runs_once_for_each()
    {
        var import = await _bench.ImportedAsync();
        var order = (await _bench.OrdersDueAsync()).Single(o => o.Job == "evaluate");
        Assert.Equal(import, order.Follows);
        Assert.DoesNotContain(await _bench.DueAsync(), d => d.StartsWith("open-review", StringComparison.Ordinal));
        Assert.True(await _bench.RunAsync(order));
        Assert.False(await _bench.RunAsync(order));
        await _bench.RunAsync(JobBench.Due("directory"));
        await _bench.RunAsync(JobBench.Due("usage"));
        Assert.Contains("open-review 11-01", await _bench.DueAsync());
    }

    [Fact]
    public async Task Directory_import_is_followed_by_an_evaluation_of_its_own()
    {
        _bench.Usage.Do = (_, _) => _bench.ImportedAsync();
        await _bench.RunAllAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        var import = await _bench.ImportedAsync(kind: "directory");
        var order = Assert.Single(await _bench.OrdersDueAsync());
        Assert.Equal(("evaluate", import), (order.Job, order.Follows!.Value));
        await _bench.RunAsync(order);
        Assert.Empty(await _bench.DueAsync());
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await _bench.ImportedAsync(RunStatus.Failed, "directory");
        Assert.Empty(await _bench.DueAsync());
    }

    [Fact]
    public async Task Directory_import_is_not_followed_before_usage_has_arrived_nor_while_it_is_due()
    {
        _bench.Directory.Do = (_, _) => _bench.ImportedAsync(kind: "directory");
        _bench.Usage.Do = (_, _) => _bench.ImportedAsync();
        Assert.Equal(["directory", "usage", "evaluate", "reclamation", "open-review"], await _bench.RunAllAsync());
        _bench.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(["directory", "usage", "evaluate", "reclamation", "open-review"], await _bench.RunAllAsync());
    }

    [Fact]
    public async Task After_a_pause_what_follows_the_rules_waits_for_the_import_of_the_day_and_its_evaluation()
    {
        _bench.Usage.Do = (_, _) => _bench.ImportedAsync();
        Assert.Equal(["directory", "usage", "evaluate", "reclamation", "open-review"], await _bench.RunAllAsync());
        _bench.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(["directory 12-02"], await _bench.DueAsync());
        Assert.Equal(["directory", "usage", "evaluate", "reclamation", "open-review"], await _bench.RunAllAsync());
    }

    [Fact]
    public async Task While_the_import_of_the_day_runs_the_steps_wait()
    {
        _bench.Usage.Do = (_, _) => _bench.ImportedAsync();
        await _bench.RunAllAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        var go = new TaskCompletionSource();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Usage.Do = async (_, _) =>
        {
            running.SetResult();
            await go.Task;
            await _bench.ImportedAsync();
        };
        await _bench.RunAsync(Assert.Single(await _bench.OrdersDueAsync()));
        var run = _bench.RunAsync(Assert.Single(await _bench.OrdersDueAsync()));
        await running.Task;
        Assert.Empty(await _bench.DueAsync());
        go.SetResult();
        await run;
        Assert.Equal(["evaluate", "reclamation"], await _bench.RunAllAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Import_that_fails_holds_the_steps_up_only_while_it_is_tried(bool begun)
    {
        _bench.Usage.Do = (_, _) => _bench.ImportedAsync();
        await _bench.RunAllAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.RunAsync(Assert.Single(await _bench.OrdersDueAsync()));
        _bench.Usage.Do = async (_, _) =>
        {
            _ = begun ? await _bench.ImportedAsync(RunStatus.Failed) : default;
            throw new JobFailedException("The vendor is away.");
        };
        var run = _bench.RunAsync(Assert.Single(await _bench.OrdersDueAsync()));
        await _bench.PassTimeAsync(run, BeatAndRetry);
        Assert.Equal(begun ? ["evaluate", "reclamation"] : ["reclamation"], await _bench.RunAllAsync());
        _bench.Clock.Advance(DueRuns.Rest);
        Assert.Equal(["usage 11-21"], await _bench.DueAsync());
    }

    [Fact]
    public async Task Next_run_shown_is_the_one_that_will_happen()
    {
        var now = _bench.Clock.GetUtcNow();
        Assert.Equal((now, null), await ShownAsync("directory"));
        Assert.Equal((null, "Directory"), await ShownAsync("usage"));
        Assert.Equal((null, null), await ShownAsync("evaluate"));
        _bench.Directory.Do = (_, _) => throw new JobFailedException("The vendor is away.");
        await _bench.PassTimeAsync(_bench.RunAsync(JobBench.Due("directory")), BeatAndRetry);
        var failed = (await _bench.RowAsync("directory")).EndedAt!.Value;
        Assert.Equal((new DateTimeOffset(failed) + DueRuns.Rest, null), await ShownAsync("directory"));
        Assert.Equal((null, "Directory"), await ShownAsync("usage"));
        _bench.Clock.Advance(DueRuns.Rest);
        Assert.Equal((_bench.Clock.GetUtcNow(), null), await ShownAsync("directory"));
        _bench.Directory.Do = null;
        Assert.True(await _bench.RunAsync(JobBench.Due("directory")));
        Assert.Equal((new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero), null), await ShownAsync("directory"));
        Assert.Equal((_bench.Clock.GetUtcNow(), null), await ShownAsync("usage"));
    }

    [Fact]
    public async Task Run_that_failed_without_the_vendor_is_tried_again_as_soon_as_it_is_back()
    {
        var reach = _bench.Database.Get<VendorReach>();
        reach.Missed("genesys", new MissedAnswer("GET /x", null, "refused"));
        reach.Confirm("genesys");
        _bench.Directory.Do = (_, _) => throw new JobFailedException("The vendor is away.");
        await _bench.PassTimeAsync(_bench.RunAsync(JobBench.Due("directory")), BeatAndRetry);
        Assert.Empty(await _bench.DueAsync());
        var row = (await _bench.Database.Get<JobList>().RunAsync(Viewer.Job("test"), CancellationToken.None))[0];
        Assert.True(row.Retries);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        reach.Answered("genesys");
        Assert.Equal(["directory 11-20"], await _bench.DueAsync());
    }

    private async Task<(DateTimeOffset? At, string? WaitsFor)> ShownAsync(string job)
    {
        var row = (await _bench.Database.Get<JobList>().RunAsync(Viewer.Job("test"), CancellationToken.None)).Single(one => one.Job == job);
        return (row.NextRunAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, row.WaitsFor);
    }

    [Theory]
    [InlineData("2026-11-20T06:00", "2026-11-01", "2026-12-01T05:00")]
    [InlineData("2026-11-01T04:59", "2026-10-01", "2026-11-01T05:00")]
    [InlineData("2026-11-01T05:00", "2026-11-01", "2026-12-01T05:00")]
    public void A_monthly_run_is_due_on_the_first_at_the_local_hour(string now, string due, string next)
    {
        var platform = new Platform
        {
            Name = "x",
            Vendor = "x",
            TimeZone = "Europe/Berlin",
        };
        var instant = new DateTimeOffset(DateTime.Parse(now, CultureInfo.InvariantCulture), TimeSpan.Zero);
        Assert.Equal(DateOnly.Parse(due, CultureInfo.InvariantCulture), _bench.Review.Plan.DueBy(platform, instant));
        Assert.Equal(
            DateTime.Parse(next, CultureInfo.InvariantCulture),
            _bench.Review.Plan.NextAfter(platform, instant)!.Value.UtcDateTime
        );
    }
}

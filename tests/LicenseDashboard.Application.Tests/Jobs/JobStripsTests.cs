using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>The last 14 local days of a job: it is noon on 20 November 2026.</summary>
public sealed class JobStripsTests : IAsyncLifetime
{
    private JobBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await JobBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Each_day_shows_its_last_run_and_a_day_that_was_due_without_one_was_missed()
    {
        await AddAsync("directory", 12, 2, RunStatus.Succeeded, minutes: 4);
        await AddAsync("directory", 13, 2, RunStatus.Failed, minutes: 6);
        await AddAsync("directory", 13, 9, RunStatus.Succeeded, minutes: 3);
        await AddAsync("directory", 20, 11, RunStatus.Running, minutes: null);
        var days = await DaysAsync("directory");
        Assert.Equal((JobStrips.Days, new DateOnly(2026, 11, 7), new DateOnly(2026, 11, 20)), (days.Count, days[0].Day, days[^1].Day));
        Assert.Equal(new(new(2026, 11, 11), null, null, 0, Missed: false), days[4]); // before its first run nothing was owed
        Assert.Equal(new(new(2026, 11, 12), RunStatus.Succeeded, TimeSpan.FromMinutes(4), 1, false), days[5]);
        Assert.Equal(new(new(2026, 11, 13), RunStatus.Succeeded, TimeSpan.FromMinutes(3), 2, false), days[6]);
        Assert.All(days.Skip(7).Take(6), day => Assert.True(day.Missed));
        Assert.Equal(new(new(2026, 11, 20), RunStatus.Running, TimeSpan.FromHours(1), 1, false), days[^1]);
    }

    [Fact]
    public async Task Job_that_follows_imports_or_runs_monthly_is_not_missed_on_other_days()
    {
        await AddAsync("evaluate", 8, 3, RunStatus.Succeeded, minutes: 1);
        await AddAsync("open-review", 8, 3, RunStatus.Succeeded, minutes: 1);
        Assert.DoesNotContain(await DaysAsync("evaluate"), day => day.Missed);
        Assert.DoesNotContain(await DaysAsync("open-review"), day => day.Missed);
    }

    [Fact]
    public async Task Days_are_those_of_the_platform()
    {
        await using (var db = _bench.Database.Open())
        {
            await db.Platforms.ExecuteUpdateAsync(set => set.SetProperty(p => p.TimeZone, "America/Los_Angeles"));
        }

        await AddAsync("directory", 19, 5, RunStatus.Succeeded, minutes: 1); // 9 PM of the 18th there
        Assert.Equal(new DateOnly(2026, 11, 18), Assert.Single(await DaysAsync("directory"), day => day.Status is not null).Day);
    }

    private async Task<IReadOnlyList<JobDay>> DaysAsync(string job) =>
        (await _bench.Database.Get<JobStrips>().RunAsync(Viewer.Job("test"), CancellationToken.None)).Single(s => s.Job == job).Days;

    private async Task AddAsync(string job, int day, int hour, RunStatus status, int? minutes)
    {
        var start = new DateTime(2026, 11, day, hour, 0, 0, DateTimeKind.Utc);
        await using var db = _bench.Database.Open();
        db.JobRuns.Add(
            new JobRun
            {
                Job = job,
                PlatformKey = 1,
                StartedAt = start,
                EndedAt = minutes is { } took ? start.AddMinutes(took) : null,
                Status = status,
                Instance = Guid.CreateVersion7(),
                HeartbeatAt = start,
            }
        );
        await db.SaveChangesAsync();
    }
}

using System.Globalization;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>Hangfire's triggers and starts of the program where the clocks of a zone change: each local day runs once.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2027-03-28", "2027-03-28T01:00")] // 2:00 to 3:00 is skipped
    [InlineData("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30")] // 2:00 to 3:00 comes twice
    [InlineData("America/Sao_Paulo", "00:30", "2018-11-04", "2018-11-04T03:00")] // midnight to 1:00 is skipped
    [InlineData("America/Sao_Paulo", "23:30", "2019-02-16", "2019-02-17T01:30")] // 23:00 to midnight comes twice
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:30")] // half an hour is skipped
    [InlineData("Australia/Lord_Howe", "01:45", "2027-04-04", "2027-04-03T14:45")] // half an hour comes twice
    public async Task Each_local_day_runs_once(string zone, string at, string day, string dueUtc)
    {
        var due = new DateTimeOffset(DateTime.Parse(dueUtc, CultureInfo.InvariantCulture), TimeSpan.Zero);
        var changed = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        await using var bench = await SchedulerBench.CreateAsync(
            DatabaseKind.Sqlite,
            new MovableClock(due.AddHours(-2)),
            zone,
            SchedulerBench.Daily(at)
        );
        await using (var before = await bench.StartAsync(SchedulerBench.TriggersOnly))
        {
            await bench.EndedAsync(1);
            bench.MoveTo(due.AddMinutes(-1));
            Assert.Empty(await before.Get<DueRuns>().RunAsync(CancellationToken.None));
            bench.MoveTo(due);
            await bench.EndedAsync(2);
        }

        foreach (var minutes in (int[])[10, 25, 40, 61, 75, 95, 125])
        {
            bench.MoveTo(due.AddMinutes(minutes));
            await using var started = await bench.StartAsync(SchedulerBench.TriggersOnly);
            Assert.Empty(await started.Get<DueRuns>().RunAsync(CancellationToken.None));
        }

        await using (await bench.StartAsync(SchedulerBench.TriggersOnly))
        {
            bench.MoveTo(due.AddDays(1).AddMinutes(61));
            await bench.EndedAsync(3);
        }

        var rows = await bench.RowsAsync();
        Assert.Equal([changed.AddDays(-1), changed, changed.AddDays(1)], rows.Select(row => row.DueOn!.Value));
        Assert.InRange(rows[1].StartedAt, due.UtcDateTime, due.UtcDateTime.AddMinutes(5));
        Assert.Equal((3, true), (bench.Work.Runs, rows.TrueForAll(row => row.Status == RunStatus.Succeeded)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2027-03-28T01:05")] // after the gap
    [InlineData("Europe/Berlin", "02:30", "2026-10-25T01:45")] // 2:45 the second time
    [InlineData("America/Sao_Paulo", "23:30", "2019-02-17T02:10")] // 23:10 the second time
    [InlineData("Australia/Lord_Howe", "01:45", "2027-04-03T15:10")] // 1:40 the second time
    public async Task Start_that_missed_the_time_runs_the_day_at_once_and_only_then(string zone, string at, string start)
    {
        var now = new DateTimeOffset(DateTime.Parse(start, CultureInfo.InvariantCulture), TimeSpan.Zero);
        await using var bench = await SchedulerBench.CreateAsync(
            DatabaseKind.Sqlite,
            new MovableClock(now),
            zone,
            SchedulerBench.Daily(at)
        );
        await using var program = await bench.StartAsync(SchedulerBench.TriggersOnly);
        await bench.EndedAsync(1);
        bench.MoveTo(now.AddMinutes(70));
        Assert.Empty(await program.Get<DueRuns>().RunAsync(CancellationToken.None));
        bench.MoveTo(now.AddHours(26));
        await bench.EndedAsync(2);

        var days = (await bench.RowsAsync()).ConvertAll(row => row.DueOn!.Value);
        Assert.Equal(days[0].AddDays(1), days[1]);
        Assert.Equal(2, bench.Work.Runs);
    }
}

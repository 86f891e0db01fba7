using System.Globalization;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using Xunit;

namespace LicenseDashboard.Core.Tests.Jobs;

/// <summary>What the Jobs page announces is what becomes due, also where the clocks change.</summary>
public class JobPlanTests
{
    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2027-03-28T00:00", "2027-03-28T01:00")] // 2:00 to 3:00 is skipped: due when the clock shows 3:00
    [InlineData("Europe/Berlin", "02:00", "2027-03-28T00:00", "2027-03-28T01:00")]
    [InlineData("Europe/Berlin", "02:30", "2026-10-24T22:00", "2026-10-25T00:30")] // 2:30 comes twice: due the first time
    [InlineData("Europe/Berlin", "02:30", "2026-10-25T00:45", "2026-10-26T01:30")] // and not again the second time
    [InlineData("Europe/Berlin", "02:00", "2026-10-25T01:10", "2026-10-26T01:00")]
    [InlineData("America/New_York", "02:30", "2027-03-14T06:00", "2027-03-14T07:00")]
    [InlineData("America/New_York", "01:30", "2026-11-01T04:00", "2026-11-01T05:30")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T14:00", "2026-10-03T15:30")] // half an hour is skipped
    [InlineData("America/Santiago", "00:00", "2026-09-06T03:00", "2026-09-06T04:00")] // midnight itself is skipped
    public void Next_run_is_when_the_wall_clock_first_shows_the_time(string zone, string at, string now, string next)
    {
        var (plan, platform) = (Daily(at), At(zone));
        var due = plan.NextAfter(platform, Instant(now))!.Value;
        Assert.Equal(Instant(next), due);
        Assert.Equal(plan.DueBy(platform, due.AddSeconds(-1))!.Value.AddDays(1), plan.DueBy(platform, due));
    }

    [Fact]
    public void In_every_zone_the_run_announced_is_the_next_to_fall_due()
    {
        var random = new Random(20261130);
        var starts = new[] { "2026-03-25", "2026-09-03", "2026-10-22", "2026-10-30", "2027-03-12", "2027-04-02" };
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var platform = At(zone.Id);
            var plan = new JobPlan(
                "x",
                "X",
                random.Next(4) == 0 ? JobCadence.Monthly : JobCadence.Daily,
                new TimeOnly(random.Next(4), random.Next(4) * 15)
            );
            foreach (var start in starts)
            {
                var now = Instant(start + "T00:00").AddMinutes(random.Next(7 * 24 * 60));
                var (due, next) = (plan.DueBy(platform, now), plan.NextAfter(platform, now)!.Value);
                Assert.True(next > now);
                Assert.Equal(due, plan.DueBy(platform, next.AddSeconds(-1)));
                Assert.True(plan.DueBy(platform, next) > due);

                // By hand: the first minute from which the wall clock shows that time or later on that day.
                var day = plan.DueBy(platform, next)!.Value.ToDateTime(plan.At);
                Assert.True(TimeZoneInfo.ConvertTime(next, zone).DateTime >= day);
                Assert.All(
                    Enumerable.Range(1, 180),
                    minutes => Assert.True(TimeZoneInfo.ConvertTime(next.AddMinutes(-minutes), zone).DateTime < day)
                );
            }
        }
    }

    [Fact]
    public void Day_never_goes_back_while_the_clock_is_set_back()
    {
        var (plan, platform) = (Daily("02:30"), At("Europe/Berlin"));
        var days = Enumerable
            .Range(0, 180)
            .Select(minute => plan.DueBy(platform, Instant("2026-10-25T00:00").AddMinutes(minute))!.Value)
            .ToList();
        Assert.Equal(days.Order(), days);
    }

    private static JobPlan Daily(string at) => new("x", "X", JobCadence.Daily, TimeOnly.Parse(at, CultureInfo.InvariantCulture));

    private static Platform At(string zone) =>
        new()
        {
            Name = "x",
            Vendor = "x",
            TimeZone = zone,
        };

    private static DateTimeOffset Instant(string utc) => new(DateTime.Parse(utc, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

using LicenseDashboard.Core.Usage;
using Xunit;

namespace LicenseDashboard.Core.Tests.Usage;

public sealed class PlanningWeeksTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DateOnly Monday = new(2026, 10, 19);

    [Fact]
    public void Weeks_reach_from_forty_days_back_to_thirty_ahead()
    {
        var weeks = PlanningWeeks.Of(Today);
        Assert.Equal((new(2026, 10, 5), new(2026, 12, 14), 11), (weeks[0], weeks[^1], weeks.Count));
    }

    [Theory]
    [InlineData("2026-11-09", "2026-11-15", true)]
    [InlineData("2026-11-09", "2026-11-16", false)]
    [InlineData("2026-12-07", "2026-11-16", true)]
    [InlineData("2026-12-07", "2026-11-17", false)]
    public void Past_week_is_due_until_asked_after_its_end_and_a_coming_one_on_its_weekday(string week, string asked, bool due) =>
        Assert.Equal(due, PlanningWeeks.IsDue(DateOnly.Parse(week, null), DateOnly.Parse(asked, null), Today));

    [Fact]
    public void Week_that_was_never_asked_is_due() => Assert.True(PlanningWeeks.IsDue(Monday, null, Today));

    [Fact]
    public void Shift_over_midnight_on_a_sunday_touches_the_monday_after()
    {
        var bits = PlanningWeeks.Bits(Monday, Monday.AddDays(6), Monday.AddDays(7));
        Assert.Equal(0b1100_0000, bits);
        Assert.Equal(new DateOnly(2026, 10, 26), PlanningWeeks.LastDay([(Monday, bits)], Today));
    }

    [Fact]
    public void Shift_begun_before_its_week_counts_from_the_monday_on() =>
        Assert.Equal(0b1, PlanningWeeks.Bits(Monday, Monday.AddDays(-1), Monday));

    [Fact]
    public void Last_day_is_the_last_one_up_to_thirty_days_ahead_whatever_comes_after()
    {
        var week = new DateOnly(2026, 12, 14);
        Assert.Equal(new DateOnly(2026, 12, 15), PlanningWeeks.LastDay([(week, 0b1000_0010), (Monday, 1)], Today));
        Assert.Equal(new DateOnly(2026, 12, 20), PlanningWeeks.LastDay([(week, 0b1100_0010)], Today));
        Assert.Null(PlanningWeeks.LastDay([(week, 0b1000_0000), (Monday, 0)], Today));
    }
}

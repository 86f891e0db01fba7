using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Xunit;

namespace LicenseDashboard.Core.Tests.Usage;

public class PullPlanTests
{
    private static readonly DateOnly C = new(2026, 11, 18);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static IReadOnlyList<DateOnly> Days(int back, Func<DateOnly, bool> covered) => PullPlan.Days(C.AddDays(1 - back), C, covered);

    [Fact]
    public void Nothing_covered_asks_everything_and_the_day_after() => Assert.Equal(121, Days(120, _ => false).Count);

    [Fact]
    public void Everything_covered_asks_the_last_three_days_again() =>
        Assert.Equal([C.AddDays(-2), C.AddDays(-1), C, C.AddDays(1)], Days(120, _ => true));

    [Fact]
    public void A_hole_is_asked() => Assert.Contains(C.AddDays(-50), Days(120, day => day != C.AddDays(-50)));

    [Fact]
    public void Portions_are_consecutive_days_newest_first()
    {
        var portions = PullPlan.Portions([C.AddDays(-50), C.AddDays(-49), C.AddDays(-1), C], 31, TimeZoneInfo.Utc);
        Assert.Equal([Period.Through(C.AddDays(-1), C), Period.Through(C.AddDays(-50), C.AddDays(-49))], portions);
    }

    [Fact]
    public void No_portion_is_longer_than_its_hours_where_clocks_go_back()
    {
        var portions = PullPlan.Portions(PullPlan.Consecutive(new(2026, 10, 1), new(2026, 11, 30)), 31, Berlin);
        Assert.Equal([31, 30], portions.Select(p => p.Days));
        Assert.Equal(30, PullPlan.Portions(PullPlan.Consecutive(new(2026, 10, 10), new(2026, 11, 9)), 31, Berlin)[0].Days);
        Assert.Equal(31, PullPlan.Portions(PullPlan.Consecutive(new(2026, 7, 1), new(2026, 7, 31)), 31, Berlin)[0].Days);
    }

    [Fact]
    public void The_oldest_portion_takes_older_days_along_down_to_the_floor()
    {
        Assert.Equal(124, PullPlan.Portions(Days(120, _ => false), 31, TimeZoneInfo.Utc, C.AddDays(-400)).Sum(p => p.Days));
        Assert.Equal(122, PullPlan.Portions(Days(120, _ => false), 31, TimeZoneInfo.Utc, C.AddDays(-120)).Sum(p => p.Days));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00")]
    [InlineData("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00")]
    public void A_day_starts_at_its_first_instant(string zone, string day, string utc) =>
        Assert.Equal(
            DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture),
            PullPlan.StartOf(
                DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
                TimeZoneInfo.FindSystemTimeZoneById(zone)
            )
        );
}

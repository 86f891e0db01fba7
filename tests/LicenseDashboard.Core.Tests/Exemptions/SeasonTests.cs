using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Exemptions;

public class SeasonTests
{
    private static readonly Season Winter = new(new MonthDay(11, 1), new MonthDay(1, 15));

    [Theory]
    [InlineData("2026-10-31", "2026-11-01", "2027-01-15")]
    [InlineData("2026-11-01", "2026-11-01", "2027-01-15")]
    [InlineData("2027-01-15", "2026-11-01", "2027-01-15")]
    [InlineData("2027-01-16", "2027-11-01", "2028-01-15")]
    public void Season_over_new_year_runs_or_comes_next(string today, string first, string last) =>
        Assert.Equal(Period.Through(Day(first), Day(last)), Winter.Coming(Day(today)));

    [Theory]
    [InlineData("2026-06-01", "2026-06-01", "2026-08-31")]
    [InlineData("2026-08-31", "2026-06-01", "2026-08-31")]
    [InlineData("2026-09-01", "2027-06-01", "2027-08-31")]
    public void Season_within_a_year_runs_or_comes_next(string today, string first, string last) =>
        Assert.Equal(Period.Through(Day(first), Day(last)), new Season(new MonthDay(6, 1), new MonthDay(8, 31)).Coming(Day(today)));

    [Fact]
    public void Leap_day_is_the_28th_in_other_years()
    {
        var season = new Season(new MonthDay(2, 29), new MonthDay(3, 10));
        Assert.Equal(Day("2027-02-28"), season.Coming(Day("2027-01-01")).Start);
        Assert.Equal(Day("2028-02-29"), season.Coming(Day("2028-01-01")).Start);
    }

    [Fact]
    public void Months_are_those_it_touches() => Assert.Equal(3, Season.Months(Winter.Coming(Day("2026-10-01"))));

    [Theory]
    [InlineData("2026-09-02", "2026-11-01", true)]
    [InlineData("2026-09-02", "2026-10-31", false)]
    [InlineData("2027-01-15", "2027-03-15", true)]
    [InlineData("2027-01-16", "2027-03-16", false)]
    public void Season_touches_days_that_share_one_with_it(string from, string through, bool touches) =>
        Assert.Equal(touches, Winter.Touches(Period.Through(Day(from), Day(through))));

    [Theory, InlineData("11-01/01-15"), InlineData("02-29/03-01")]
    public void Words_read_back_as_the_season(string words) => Assert.Equal(words, Season.Parse(words).ToString());

    [
        Theory,
        InlineData(null),
        InlineData(""),
        InlineData("11-01"),
        InlineData("13-01/01-15"),
        InlineData("02-30/03-01"),
        InlineData("1-1/2-2"),
        InlineData("11/01-01/15")
    ]
    public void What_is_no_season_is_none(string? words) => Assert.Null(Season.Parse(words));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

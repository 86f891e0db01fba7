using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Shared;

public class EnglishTextTests
{
    [Theory, InlineData(0, "0 people"), InlineData(1, "1 person"), InlineData(2, "2 people"), InlineData(1111, "1,111 people")]
    public void Count_takes_its_word_by_the_number(int count, string words) =>
        Assert.Equal(words, EnglishText.Count(count, "person", "people"));

    [Theory, InlineData("2026-11-30", "Jul 28"), InlineData("2027-01-02", "Jul 28, 2026")]
    public void Day_of_another_year_says_so(string today, string words) =>
        Assert.Equal(words, EnglishText.Day(new DateOnly(2026, 7, 28), DateOnly.Parse(today, null)));

    [Theory, InlineData(2, 0, "2:00 AM"), InlineData(14, 30, "2:30 PM")]
    public void Time_is_said_on_a_twelve_hour_clock(int hour, int minute, string words) =>
        Assert.Equal(words, EnglishText.Time(new TimeOnly(hour, minute)));

    [Fact]
    public void What_there_was_none_of_is_not_said()
    {
        Assert.Equal("1,438 new, 2 withdrawn", EnglishText.Counts((1438, "new"), (0, "refreshed"), (2, "withdrawn")));
        Assert.Null(EnglishText.Counts((0, "new"), (0, "refreshed")));
    }
}

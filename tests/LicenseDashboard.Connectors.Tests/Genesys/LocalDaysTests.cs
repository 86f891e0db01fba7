using LicenseDashboard.Connectors.Genesys;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class LocalDaysTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void One_summer_day_is_two_hours_off() =>
        Assert.Equal(
            ["2026-07-05T22:00:00.000Z/2026-07-06T22:00:00.000Z"],
            LocalDays.Spans(new(2026, 7, 6), new(2026, 7, 6), Berlin, 31).Select(span => span.Text)
        );

    [
        Theory,
        InlineData("2026-07-01", "2026-07-31", 1),
        InlineData("2026-07-01", "2026-08-01", 2),
        InlineData("2026-10-01", "2026-10-31", 2),
        InlineData("2026-03-15", "2026-04-14", 1)
    ]
    public void Span_is_never_longer_than_so_many_times_24_hours(string from, string to, int spans)
    {
        var made = LocalDays.Spans(DateOnly.Parse(from, null), DateOnly.Parse(to, null), Berlin, 31).ToList();
        Assert.Equal(spans, made.Count);
        Assert.All(made, span => Assert.True(span.End - span.Start <= TimeSpan.FromDays(31)));
        Assert.All(made.Zip(made.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void Midnight_that_clocks_skip_or_repeat_begins_the_day_as_early_as_it_can()
    {
        var saoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
        Assert.Equal(
            "2018-11-04T03:00:00.000Z/2018-11-05T02:00:00.000Z",
            LocalDays.Spans(new(2018, 11, 4), new(2018, 11, 4), saoPaulo, 31).Single().Text
        );
        var havana = TimeZoneInfo.FindSystemTimeZoneById("America/Havana");
        Assert.Equal(
            "2026-11-01T04:00:00.000Z/2026-11-02T05:00:00.000Z",
            LocalDays.Spans(new(2026, 11, 1), new(2026, 11, 1), havana, 31).Single().Text
        );
    }

    [
        Theory,
        InlineData("2026-10-04T22:00:00.000Z/2026-10-05T22:00:00.000Z", "2026-10-05"),
        InlineData("2026-10-05T00:00:00.000+02:00/x", "2026-10-05"),
        InlineData("2026-10-05T21:59:59Z", "2026-10-05")
    ]
    public void Bucket_belongs_to_the_local_day_it_begins_on(string interval, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), LocalDays.OfBucket(interval, Berlin));

    [Theory, InlineData(null), InlineData(""), InlineData("/"), InlineData("today/tomorrow")]
    public void Bucket_that_names_no_instant_belongs_to_no_day(string? interval) => Assert.Null(LocalDays.OfBucket(interval, Berlin));
}

using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Spend;
using Xunit;
using static LicenseDashboard.Core.Tests.Spend.SpendSample;

namespace LicenseDashboard.Core.Tests.Spend;

public sealed class ForecastTests
{
    [Fact]
    public void Without_a_change_of_people_the_forecast_is_the_open_and_coming_bills()
    {
        var forecast = Forecast.Of(
            [.. Closed(100, 100, 100, 100), Open(110), new MonthBill(November + 2, BillKind.Coming, 120 * Dollar, [], null)],
            "USD",
            November + 2
        );
        Assert.Equal([110 * Dollar, 120 * Dollar], forecast.Months.Select(month => month.Micros));
        Assert.Equal(0, forecast.NetPeople);
        Assert.Equal(230 * Dollar, forecast.TotalMicros);
    }

    [Fact]
    public void Months_after_the_last_are_left_out() => Assert.Empty(Forecast.Of([.. Closed(100, 100), Open(110)], "USD", November).Months);

    [Fact]
    public void Bills_so_far_are_no_part_of_it() =>
        Assert.Empty(Forecast.Of([new MonthBill(November, BillKind.SoFar, Dollar, [], null)], "USD", November + 5).Months);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Fewer_than_four_closed_months_have_no_range(int closed, bool ranged)
    {
        var forecast = Forecast.Of([.. Closed([.. Enumerable.Repeat(100L, closed)]), Open(110)], "USD", November + 1);
        Assert.Equal(ranged, forecast.NoRange is null);
        Assert.Equal(ranged, forecast.Months[0].LowMicros is not null);
        Assert.Equal(ranged, forecast.ErrorPercent is not null);
    }

    [Fact]
    public void Reason_without_a_range_says_how_many_months_there_are() =>
        Assert.Equal(
            "No range: it needs 4 closed months, and there is 1.",
            Forecast.Of([.. Closed(1), Open(1)], "USD", November + 1).NoRange
        );

    [Fact]
    public void Gaps_between_closed_months_give_no_range()
    {
        var apart = Enumerable.Range(0, 5).Select(index => new MonthBill(November - (2 * index), BillKind.Closed, Dollar, [], null));
        Assert.Contains("don't follow", Forecast.Of([.. apart, Open(1)], "USD", November + 1).NoRange, StringComparison.Ordinal);
    }

    [Fact]
    public void Range_holds_the_misses_of_the_past_and_its_error_is_their_mean()
    {
        var forecast = Forecast.Of([.. Closed(100, 110, 99, 99), Open(200)], "USD", November + 1);
        Assert.Equal(6.7m, forecast.ErrorPercent);
        Assert.Equal(184 * Dollar, forecast.Months[0].LowMicros);
        Assert.Equal(216 * Dollar, forecast.Months[0].HighMicros);
    }

    [Fact]
    public void Range_widens_with_the_months_ahead()
    {
        var forecast = Forecast.Of(
            [
                .. Closed(100, 110, 99, 108),
                .. Enumerable.Range(1, 9).Select(ahead => new MonthBill(November + ahead, BillKind.Coming, 100 * Dollar, [], null)),
            ],
            "USD",
            November + 9
        );
        var widths = forecast.Months.Select(month => month.HighMicros - month.LowMicros).ToList();
        Assert.Equal(widths.Order(), widths);
        Assert.True(widths[8] > widths[0]);
        Assert.All(forecast.Months, month => Assert.InRange(month.Micros, month.LowMicros!.Value, month.HighMicros!.Value));
    }

    [Fact]
    public void Hires_above_the_commitment_cost_overage_from_the_month_after_the_open_one()
    {
        MonthBill[] bills =
        [
            Bill(November - 6, 88, lines: Line(Cx3, 88, 100, 10)),
            Bill(November, 100, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 1, kind: BillKind.Forecast, lines: Line(Cx3, 100, 100, 10, 12)),
            Bill(November + 2, kind: BillKind.Coming, lines: Line(Cx3, 100, 100, 10, 12)),
            Bill(November + 3, kind: BillKind.Coming, lines: Line(Cx3, 100, 100, 10, 12)),
        ];
        var forecast = Forecast.Of(bills, "USD", November + 3);
        Assert.Equal(2, forecast.NetPeople);
        Assert.Equal([0, 24 * Dollar, 48 * Dollar], forecast.Months.Select(month => month.PeopleMicros));
    }

    [Fact]
    public void Two_open_months_count_no_hires_and_the_next_one_those_of_a_month()
    {
        MonthBill[] bills =
        [
            Bill(November - 1, 98, lines: Line(Cx3, 98, 98, 10)),
            Bill(November, 100, lines: Line(Cx3, 100, 98, 10)),
            Bill(November + 1, kind: BillKind.Forecast, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 2, kind: BillKind.Forecast, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 3, kind: BillKind.Coming, lines: Line(Cx3, 100, 100, 10)),
        ];
        Assert.Equal([0, 0, 20 * Dollar], Forecast.Of(bills, "USD", November + 3).Months.Select(month => month.PeopleMicros));
    }

    [Fact]
    public void Leavers_below_the_commitment_save_nothing_but_a_need_follows_them()
    {
        MonthBill[] bills =
        [
            Bill(November - 1, 105, lines: Line(Cx3, 105, 100, 10)),
            Bill(November, 100, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 1, kind: BillKind.Coming, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 2, kind: BillKind.Coming, lines: Line(Cx3, 100, 100, 10, need: true)),
        ];
        Assert.Equal([0, -100 * Dollar], Forecast.Of(bills, "USD", November + 2).Months.Select(month => month.PeopleMicros));
    }

    [Fact]
    public void Money_minimum_swallows_hires_until_they_reach_it()
    {
        var minimum = Line("", 0, 1, 30);
        MonthBill[] bills =
        [
            Bill(November - 1, 98, lines: Line(Cx3, 98, 100, 10)),
            Bill(November, 100, lines: Line(Cx3, 100, 100, 10)),
            Bill(November + 1, kind: BillKind.Coming, lines: [Line(Cx3, 100, 100, 10), minimum]),
            Bill(November + 2, kind: BillKind.Coming, lines: [Line(Cx3, 100, 100, 10), minimum]),
        ];
        Assert.Equal([0, 10 * Dollar], Forecast.Of(bills, "USD", November + 2).Months.Select(month => month.PeopleMicros));
    }

    [Fact]
    public void Only_the_last_six_months_say_who_comes_and_goes()
    {
        MonthBill[] bills = [Bill(November - 7, 10), Bill(November - 6, 94), Bill(November, 100)];
        Assert.Equal(1, Forecast.Of(bills, "USD", November).NetPeople);
    }

    [Fact]
    public void One_counted_month_says_nothing_about_people() => Assert.Null(Forecast.Of(Closed(100), "USD", November).NetPeople);

    [Fact]
    public void Order_of_bills_does_not_matter()
    {
        MonthBill[] bills = [.. Closed(100, 110, 99, 108, 101), Open(120), new(November + 2, BillKind.Coming, Dollar, [], null)];
        Assert.Equal(Forecast.Of(bills, "USD", November + 2).Months, Forecast.Of(bills.Reverse(), "USD", November + 2).Months);
    }

    private static MonthBill Open(long dollars) => new(November + 1, BillKind.Forecast, dollars * Dollar, [], null);
}

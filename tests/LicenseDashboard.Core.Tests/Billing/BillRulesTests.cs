using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

public class BillRulesTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);

    [Fact]
    public void Cancellable_line_costs_nothing_without_use_and_all_of_it_with_one_log_in()
    {
        var contract = Contract(Named(Cx1, 80, 75) with { Cancellable = true });
        Assert.Equal(0m, SoFar(Facts([contract], Person("a", Cx1)), 2026, 10).Total.Amount);
        Assert.Equal(6_000m, SoFar(Facts([contract], Person("a", Cx1).On(_october)), 2026, 10).Total.Amount);
    }

    [Fact]
    public void Included_quantity_is_free_on_top_of_the_committed_one()
    {
        var bill = SoFar(
            Facts([Contract(Named(Cx1, 2, 75, 90) with { Included = 3 })], People(6, Person("a", Cx1).On(_october))),
            2026,
            10
        );
        Assert.Equal(1, bill.Contracts[0].Lines[0].Charge.Over);
        Assert.Equal(240m, bill.Total.Amount);
    }

    [Fact]
    public void Overage_without_a_price_costs_the_unit_price_or_list_where_that_is_zero()
    {
        var people = People(2, Person("a", Cx1).On(_october));
        Assert.Equal(140m, SoFar(Facts([Contract(Named(Cx1, 0, 70))], people), 2026, 10).Total.Amount);
        Assert.Equal(150m, SoFar(Facts([Contract(Named(Cx1, 0, 0))], people), 2026, 10).Total.Amount);
        Assert.Equal(0m, SoFar(Facts([Contract(Named(Cx1, 0, 70, 0))], people), 2026, 10).Total.Amount);
    }

    [Fact]
    public void Hard_limit_bills_no_overage()
    {
        var contract = Contract(Named(Cx1, 1, 75, 90)) with { OverUse = OverUse.Hard };
        Assert.Equal(75m, SoFar(Facts([contract], People(3, Person("a", Cx1).On(_october))), 2026, 10).Total.Amount);
    }

    [Fact]
    public void Minimum_is_the_least_a_contract_costs_and_what_has_no_line_comes_on_top()
    {
        var contract = Contract(Named(Cx1, 1, 75)) with { MinimumMicros = Micros(500) };
        var bill = SoFar(Facts([contract], Person("a", Cx1).On(_october), Person("b", Cx3).On(_october)), 2026, 10);
        Assert.Equal(Micros(500), bill.Contracts[0].Micros);
        Assert.Equal([new OutsideBill(Cx3, 1, Micros(155))], bill.Outside);
        Assert.Equal(655m, bill.Total.Amount);
        Assert.True(bill.IsComplete);
    }

    [Fact]
    public void What_has_neither_line_nor_list_price_is_listed_and_the_bill_says_incomplete()
    {
        var facts = Facts([Contract(Named(Cx1, 1, 75))], Person("a", Cx1, "surpriseAddOn").On(_october));
        var bill = SoFar(facts, 2026, 10);
        Assert.Equal([new OutsideBill("surpriseAddOn", 1, null)], bill.Outside);
        Assert.Equal((75m, false), (bill.Total.Amount, bill.IsComplete));
        var row = Price(facts, Row("r", "a"))["r"];
        Assert.Equal((null, null), (row.ListMicros, row.Cash));
    }

    [Fact]
    public void List_prices_of_another_currency_are_no_prices()
    {
        var contract = Contract(Named(Cx1, 1, 70)) with { Currency = "EUR" };
        var bill = SoFar(Facts([contract], Person("a", Cx3).On(_october)), 2026, 10);
        Assert.Equal(("EUR", 70m, false), (bill.Currency, bill.Total.Amount, bill.IsComplete));
    }

    [Fact]
    public void Rounding_is_half_up_to_the_smallest_unit_of_the_currency()
    {
        Assert.Equal(28_410_000, CurrencyUnit.Round(28_405_000, CurrencyUnit.Of("USD")));
        Assert.Equal(28_400_000, CurrencyUnit.Round(28_404_999, CurrencyUnit.Of("USD")));
        Assert.Equal(29_000_000, CurrencyUnit.Round(28_500_000, CurrencyUnit.Of("JPY")));
        Assert.Equal(28_405_000, CurrencyUnit.Round(28_404_500, CurrencyUnit.Of("KWD")));
    }

    [Fact]
    public void Price_change_within_a_period_is_in_force_from_the_next_one()
    {
        var line = Named(Cx1, 10, 75) with { Changes = [new LineChange(new DateOnly(2026, 9, 2)) { PriceMicros = Micros(80) }] };
        Assert.Equal(750m, SoFar(Facts([Contract(line)]), 2026, 9).Total.Amount);
        Assert.Equal(800m, SoFar(Facts([Contract(line)]), 2026, 10).Total.Amount);
    }

    [Fact]
    public void Periods_start_on_the_contracts_day_cut_to_the_months_length()
    {
        var periods = BillingPeriod.Of(new DateOnly(2026, 8, 31), new DateOnly(2026, 12, 31), Today, Today.AddDays(-2));
        Assert.Equal(
            [
                (new DateOnly(2026, 8, 31), PeriodState.Closed),
                (new DateOnly(2026, 9, 30), PeriodState.Closed),
                (new DateOnly(2026, 10, 31), PeriodState.Open),
                (new DateOnly(2026, 11, 30), PeriodState.Coming),
                (new DateOnly(2026, 12, 31), PeriodState.Coming),
            ],
            periods.Select(period => (period.First, period.State))
        );
    }

    [Fact]
    public void Period_is_not_closed_before_presence_is_complete_and_an_estimate_where_days_are_missing()
    {
        var facts = Facts([Contract(Named(Cx1, 1, 75))]);
        Assert.False(SoFar(facts, 2026, 10).IsEstimate);
        Assert.True(SoFar(facts with { NotCovered = [new DateOnly(2026, 10, 3)] }, 2026, 10).IsEstimate);
        var late = SoFar(facts with { CompleteThrough = new DateOnly(2026, 10, 30) }, 2026, 10);
        Assert.Equal(PeriodState.Open, late.Contracts[0].Period.State);
    }

    [Fact]
    public void Presence_counts_once_and_is_cut_to_local_days()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");
        var person = Person("a", Cx1).At(9, 30, 20, 6 * 60).At(10, 1, 0, 120);
        var facts = Facts([Contract(Hourly(Cx1, 0, 1))], person);

        // September 30, 20:00 to October 1, 02:00 in UTC; two hours later in the zone.
        Assert.Equal(2, SoFar(facts, 2026, 10).Contracts[0].Lines[0].Billable);
        Assert.Equal(4, SoFar(facts with { Zone = zone }, 2026, 10).Contracts[0].Lines[0].Billable);
    }

    [Fact]
    public void On_the_day_of_a_change_both_sets_count()
    {
        var person = new BilledPerson
        {
            Id = "a",
            Seats =
            [
                new HeldSeats([Cx2, Wem2], new DateOnly(2026, 6, 1), new DateOnly(2026, 10, 1)),
                new HeldSeats([Cx1, Wem1], new DateOnly(2026, 10, 1), null),
            ],
            LogIns = [_october],
        };
        var bill = SoFar(Facts([Contract()], person), 2026, 10);
        Assert.Equal([Cx2, Wem2], bill.Outside.Select(each => each.Sku));
    }

    [Fact]
    public void Open_period_is_forecast_with_the_log_ins_of_those_who_still_hold_something()
    {
        var facts = Facts(
            [Contract(Named(Cx1, 0, 75), Hourly(Cx2, 0, 1))],
            Person("back", Cx1).On(new DateOnly(2026, 11, 2)),
            Person("due", Cx1).On(_october),
            new BilledPerson
            {
                Id = "left",
                Seats = [new HeldSeats([Cx1], new DateOnly(2026, 6, 1), new DateOnly(2026, 11, 3))],
                LogIns = [_october],
            },
            Person("hours", Cx2).At(10, 5, 9, 600).At(11, 3, 9, 120)
        );
        var month = BillingPeriod.MonthOf(new DateOnly(2026, 11, 1));
        Assert.Equal([1, 2], SoFar(facts, 2026, 11).Contracts[0].Lines.Select(line => line.Billable));
        Assert.Equal([2, 10], Bills.Forecast(new BillingBook(facts, []), month)!.Contracts[0].Lines.Select(line => line.Billable));
    }

    [Fact]
    public void People_with_a_season_tag_come_in_exactly_the_periods_of_their_season()
    {
        var season = Season.Parse("12-10/01-05")!.Value;
        var facts = Facts(
            [Contract(Concurrent(Cx2, 0, 161), Named(Cx1, 0, 75))],
            Person("all-year", Cx2).At(10, 5, 9, 60),
            Person("seen", Cx2).At(10, 5, 9, 60) with
            {
                Season = "peak",
            },
            Person("unseen", Cx2) with
            {
                Season = "peak",
            },
            Person("named", Cx1) with
            {
                Season = "peak",
            }
        ) with
        {
            Seasons = new Dictionary<string, Season> { ["peak"] = season },
        };

        Assert.Equal([1, 3], Quantities(0)); // December: CX 1, CX 2
        Assert.Equal([1, 3], Quantities(1)); // January
        Assert.Equal([0, 1], Quantities(2)); // February

        // December and January: two more at the peak and one more on CX 1, each month.
        var trueUp = Assert.Single(TrueUp.Of(new BillingBook(facts, [])));
        Assert.Equal(("peak", new DateOnly(2026, 12, 10), Micros(2 * ((2 * 161) + 75))), (trueUp.Tag, trueUp.First, trueUp.Micros));

        IEnumerable<int> Quantities(int month) => Coming(facts, month).Contracts[0].Lines.Select(line => line.Billable);
    }

    [Fact]
    public void Contracts_of_a_platform_are_billed_by_the_month_of_their_first_day()
    {
        var first = Contract(Named(Cx1, 10, 75));
        var second = Contract(Named(Cx2, 10, 115)) with { Id = "B", First = new DateOnly(2026, 10, 15), Last = new DateOnly(2027, 10, 14) };
        var facts = Facts([second, first], Person("a", Cx2).On(new DateOnly(2026, 9, 9), new DateOnly(2026, 10, 9)));

        var september = SoFar(facts, 2026, 9);
        Assert.Equal((865m, Cx2), (september.Total.Amount, Assert.Single(september.Outside).Sku));
        var october = SoFar(facts, 2026, 10);
        Assert.Equal((1_900m, 2), (october.Total.Amount, october.Contracts.Count));
        Assert.Equal((PeriodState.Closed, 0), (october.Contracts[1].Period.State, october.Contracts[1].Lines[0].Billable));
    }
}

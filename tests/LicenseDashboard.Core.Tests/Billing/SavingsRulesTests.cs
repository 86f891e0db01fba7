using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

public class SavingsRulesTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);

    [Fact]
    public void Without_a_contract_there_is_a_list_saving_and_no_cash_figure()
    {
        var priced = Price(Facts([], Person("a", Cx3).On(_october)), Row("r", "a", Cx1));
        Assert.Equal((Micros(80), null), (priced["r"].ListMicros, priced["r"].Cash));
        Assert.Equal((Micros(80), null), (priced.Potential.ListMicros, priced.Potential.Cash));
        Assert.Null(priced.Batch(["r"]).Cash);
    }

    [Fact]
    public void Protected_row_has_no_cash_figure_and_no_part_in_any_total()
    {
        var facts = Facts([Contract(Named(Cx1, 0, 75))], People(2, Person("a", Cx1).On(_october)));
        var priced = Price(facts, Row("1", "a-1") with { Protected = true }, Row("2", "a-2"));
        Assert.Equal((Micros(75), null), (priced["1"].ListMicros, priced["1"].Cash));
        Assert.Equal((Micros(75), Micros(75)), (priced.Potential.ListMicros, priced.Potential.Cash!.Value.MonthlyMicros));
        Assert.Equal(Micros(75), priced.Batch(["1", "2"]).Cash!.Value.MonthlyMicros);
    }

    [Fact]
    public void Approved_rows_come_first_and_open_ones_on_top_of_them()
    {
        // One above the commitment of one: whoever is priced first saves the overage at once, the other at the renewal.
        var facts = Facts([Contract(Named(Cx1, 1, 75, 90))], People(2, Person("a", Cx1).On(_october)));
        var priced = Price(facts, Row("1", "a-1"), Row("2", "a-2") with { Approved = true });
        Assert.Equal(["2", "1"], priced.Rows.Select(row => row.Row.Id));
        Assert.Equal((Micros(90), new DateOnly(2026, 12, 1)), Cash(priced.Approved));
        Assert.Equal((Micros(75), new DateOnly(2027, 4, 1)), Cash(priced.Potential));
        Assert.Equal((Micros(75), new DateOnly(2027, 4, 1)), Cash(priced.Batch(["1"])));
    }

    [Fact]
    public void Change_shows_from_the_first_period_that_starts_after_it()
    {
        var facts = Facts([Contract(Named(Cx1, 0, 75))], People(2, Person("a", Cx1).On(_october)));
        var priced = Price(
            facts,
            Row("on-first", "a-1") with
            {
                Effective = new DateOnly(2026, 12, 1),
            },
            Row("day-before", "a-2") with
            {
                Effective = new DateOnly(2026, 11, 30),
            }
        );
        Assert.Equal(new DateOnly(2027, 1, 1), priced["on-first"].Cash!.Value.From);
        Assert.Equal(new DateOnly(2026, 12, 1), priced["day-before"].Cash!.Value.From);
    }

    [Fact]
    public void Change_on_the_day_of_a_renewal_is_too_late_for_its_commitment()
    {
        var facts = Facts([Contract(Named(Cx1, 1, 75, 90))], Person("a", Cx1).On(_october));
        Assert.Equal((Micros(75), new DateOnly(2027, 4, 1)), Effective(new DateOnly(2027, 3, 31)));
        Assert.Equal((Micros(75), new DateOnly(2028, 4, 1)), Effective(new DateOnly(2027, 4, 1)));

        (long, DateOnly?) Effective(DateOnly day)
        {
            var cash = Price(facts, Row("r", "a") with { Effective = day })["r"].Cash!.Value;
            return (cash.MonthlyMicros, cash.From);
        }
    }

    [Fact]
    public void Of_two_rows_of_a_person_the_later_in_effect_stays()
    {
        var facts = Facts([Contract(Named(Cx1, 0, 75), Named(Cx3, 0, 155))], Person("a", Cx3).On(_october));
        var priced = Price(
            facts,
            Row("gone", "a") with
            {
                Approved = true,
                Effective = new DateOnly(2026, 12, 20),
            },
            Row("lower", "a", Cx1)
        );
        Assert.Equal((Micros(155), new DateOnly(2027, 1, 1)), Cash(priced.Approved));
        Assert.Equal((Micros(80), Micros(80)), (priced.Potential.Cash!.Value.MonthlyMicros, priced.Potential.Cash!.Value.HorizonMicros));
    }

    [Fact]
    public void Change_beyond_a_hard_limit_needs_review()
    {
        var contract = Contract(Named(Cx1, 1, 75), Named(Cx3, 5, 155)) with { OverUse = OverUse.Hard, NoticeDays = 132 };
        var facts = Facts([contract], Person("a", Cx3), Person("b", Cx3));
        var priced = Price(facts, Row("1", "a", Cx1), Row("2", "b", Cx1));
        Assert.False(priced["1"].NeedsReview);
        Assert.True(priced["2"].NeedsReview);
    }

    [Fact]
    public void Money_minimum_keeps_a_saving_from_becoming_cash()
    {
        var contract = Contract(Named(Cx1, 0, 75)) with { MinimumMicros = Micros(150) };
        var facts = Facts([contract], People(3, Person("a", Cx1).On(_october)));
        var priced = Price(facts, Row("1", "a-1"), Row("2", "a-2"));
        Assert.Equal(Micros(75), priced["1"].Cash!.Value.MonthlyMicros);
        Assert.Equal(new CashSaving(0, null, 0, 0), priced["2"].Cash);
    }

    [Fact]
    public void Horizon_is_the_periods_that_start_within_24_months()
    {
        var priced = Price(Facts([Contract(Named(Cx1, 0, 75))], Person("a", Cx1).On(_october)), Row("r", "a"));
        Assert.Equal(
            (24, new DateOnly(2026, 12, 1), new DateOnly(2028, 11, 1)),
            (priced.FirstDays.Count, priced.FirstDays[0], priced.FirstDays[^1])
        );
        Assert.Equal(24 * Micros(75), priced["r"].Cash!.Value.HorizonMicros);
    }

    private static (long, DateOnly?) Cash(SavingsTotal total) => (total.Cash!.Value.MonthlyMicros, total.Cash!.Value.From);
}

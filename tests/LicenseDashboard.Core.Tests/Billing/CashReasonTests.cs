using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>The sentence beside a row's cash figures. Today is November 20, 2026; the term ends on March 31, 2027.</summary>
public class CashReasonTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);

    [Fact]
    public void Above_the_commitment_it_saves_from_the_next_period()
    {
        var facts = Facts([Contract(Named(Cx1, 1, 75, 90))], People(2, Person("a", Cx1).On(_october)));
        Assert.Equal("Saves from Dec 1, 2026: above commitment today.", Price(facts, Row("r", "a-1"))["r"].Reason.Words);
    }

    [Fact]
    public void Row_that_takes_effect_later_saves_from_the_period_after_it()
    {
        var facts = Facts([Contract(Named(Cx1, 1, 75, 90))], People(2, Person("a", Cx1).On(_october)));
        var row = Row("r", "a-1") with { Effective = new DateOnly(2026, 12, 10) };
        Assert.Equal("Saves from Jan 1, 2027: above commitment today.", Price(facts, row)["r"].Reason.Words);
    }

    [Fact]
    public void Commitment_that_falls_later_says_so()
    {
        var line = Named(Cx1, 2, 75, 90) with { Changes = [new LineChange(new DateOnly(2027, 2, 1)) { Committed = 1 }] };
        var facts = Facts([Contract(line)], People(2, Person("a", Cx1).On(_october)));
        Assert.Equal("Saves from Feb 1, 2027: above commitment from then on.", Price(facts, Row("r", "a-1"))["r"].Reason.Words);
    }

    [Theory]
    [InlineData(90, "Below commitment until Mar 31, 2027; give notice by Dec 31, 2026.")]
    [InlineData(131, "Below commitment until Mar 31, 2027; give notice by Nov 20, 2026.")]
    [InlineData(132, "Notice day Nov 19, 2026 has passed: below commitment until Mar 31, 2028.")]
    [InlineData(null, "Below commitment until Mar 31, 2027, the end of the term.")]
    public void Below_the_commitment_it_saves_from_the_first_renewal_that_counts(int? noticeDays, string words)
    {
        var facts = Facts([Contract(Named(Cx1, 5, 75)) with { NoticeDays = noticeDays }], People(2, Person("a", Cx1).On(_october)));
        Assert.Equal(words, Price(facts, Row("r", "a-1"))["r"].Reason.Words);
    }

    [Fact]
    public void Passed_notice_without_another_renewal_in_sight_names_the_end_of_that_term()
    {
        var contract = Contract(Named(Cx1, 5, 75)) with { NoticeDays = 132, RenewalMonths = 36 };
        var facts = Facts([contract], People(2, Person("a", Cx1).On(_october)));
        var row = Price(facts, Row("r", "a-1"))["r"];
        Assert.Equal((0, null), (row.Cash!.Value.MonthlyMicros, row.Cash!.Value.From));
        Assert.Equal("Notice day Nov 19, 2026 has passed: below commitment until Mar 31, 2030.", row.Reason.Words);
    }

    [Fact]
    public void Term_beyond_what_is_looked_at_has_no_cash_before_its_end()
    {
        var contract = Contract(Named(Cx1, 5, 75)) with { Last = new DateOnly(2029, 3, 31) };
        var facts = Facts([contract], People(2, Person("a", Cx1).On(_october)));
        Assert.Equal("No cash before Nov 20, 2028.", Price(facts, Row("r", "a-1"))["r"].Reason.Words);
    }

    [Fact]
    public void Target_above_its_commitment_costs_money_until_the_renewal()
    {
        var facts = Facts([Contract(Named(Cx3, 5, 155), Named(Cx1, 0, 75))], Person("a", Cx3).On(_october));
        var row = Price(facts, Row("r", "a", Cx1))["r"];
        Assert.True(row.NeedsReview);
        Assert.Equal("Costs money in 4 months: CX 1 goes above its commitment.", row.Reason.Words);
    }

    [Fact]
    public void Peak_that_stays_points_to_the_levers_that_work()
    {
        var facts = Facts(
            [Contract(Concurrent(Cx1, 0, 75))],
            Person("a", Cx1).At(10, 12, 9, 60),
            Person("b", Cx1).At(10, 12, 9, 60),
            Person("c", Cx1).At(10, 12, 14, 60)
        );
        Assert.Equal(
            "The billed peak doesn't change; stagger shifts or log out inactive people instead.",
            Price(facts, Row("r", "c"))["r"].Reason.Words
        );
    }

    [Fact]
    public void Minimum_of_the_contract_takes_the_saving()
    {
        var contract = Contract(Named(Cx1, 0, 75)) with { MinimumMicros = Micros(300) };
        var facts = Facts([contract], People(3, Person("a", Cx1).On(_october)));
        Assert.Equal("The contract's minimum charge is billed anyway.", Price(facts, Row("r", "a-1"))["r"].Reason.Words);
    }

    [Fact]
    public void What_no_contract_has_a_line_for_saves_at_once()
    {
        var facts = Facts([Contract(Named(Cx3, 0, 155))], Person("a", Cx1).On(_october));
        Assert.Equal("Saves from Dec 1, 2026: no contract has a line for CX 1.", Price(facts, Row("r", "a"))["r"].Reason.Words);
    }

    [Fact]
    public void Missing_price_missing_contract_protection_and_a_hard_limit_are_named()
    {
        var unknown = Facts([Contract(Named(Cx1, 0, 75))], Person("a", "mystery").On(_october));
        Assert.Equal("No price for mystery: cash saving is unknown.", Price(unknown, Row("r", "a", Cx1))["r"].Reason.Words);
        var none = Facts([], Person("a", Cx3).On(_october));
        Assert.Equal("No contract: cash saving is unknown.", Price(none, Row("r", "a", Cx1))["r"].Reason.Words);
        var kept = Price(none, Row("r", "a", Cx1) with { Protected = true });
        Assert.Equal("Protected: not counted.", kept["r"].Reason.Words);
        var hard = Contract(Named(Cx1, 0, 75), Named(Cx3, 5, 155)) with { OverUse = OverUse.Hard, NoticeDays = 132 };
        var over = Price(Facts([hard], Person("a", Cx3)), Row("r", "a", Cx1));
        Assert.Equal("More people would hold CX 1 than its hard limit allows.", over["r"].Reason.Words);
    }

    [Fact]
    public void Months_with_the_same_difference_are_kept_as_one()
    {
        var row = RecommendationId.New();
        DateOnly[] days = [new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 1), new(2027, 4, 1)];
        var kept = RowSaving.Of(row, days, [0, 5, 5, 5]).ToList();
        var january = BillingPeriod.MonthOf(new DateOnly(2027, 1, 1));
        Assert.Equal([(january, 2, 5L), (january + 3, 1, 5L)], kept.Select(each => (each.Month, each.Months, each.Micros)));
    }
}

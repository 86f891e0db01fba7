using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Ledger;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Ledger;

/// <summary>October 2026 is closed; changes are verified in September unless said otherwise.</summary>
public class RealizedTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);
    private static readonly DateOnly _september = new(2026, 9, 10);

    [Fact]
    public void Overage_that_is_gone_is_realized_in_order_of_verification()
    {
        // Three would have used CX 3 where two are contracted; the first change saves 170 and costs 75, the second only costs.
        var facts = Facts(
            [Contract(Named(Cx3, 2, 155, 170), Named(Cx1, 0, 75))],
            [.. People(2, Person("a", Cx1).On(_october)), Person("b", Cx3).On(_october)]
        );
        var saved = Of(facts, Change("r1", "a-1"), Change("r0", "a-2") with { VerifiedOn = _september.AddDays(1) });
        Assert.Equal([("r0", Micros(-75)), ("r1", Micros(95))], saved);
    }

    [Fact]
    public void Only_months_that_start_after_the_change_count()
    {
        var facts = Facts([Contract(Named(Cx3, 0, 155), Named(Cx1, 0, 75))], Person("a", Cx1).On(_october));
        Assert.Equal([("r", Micros(80))], Of(facts, Change("r", "a") with { VerifiedOn = new DateOnly(2026, 9, 30) }));
        Assert.Empty(Of(facts, Change("r", "a") with { VerifiedOn = new DateOnly(2026, 10, 1) }));
    }

    [Fact]
    public void Person_who_doesnt_hold_the_target_and_a_quantity_above_ours_realize_nothing()
    {
        var facts = Facts([Contract(Named(Cx3, 0, 155), Named(Cx1, 0, 75))], Person("a", Cx2).On(_october), Person("b", Cx1).On(_october));
        Assert.Empty(Of(facts, Change("r", "a")));
        Assert.Single(Of(facts, Change("r", "b")));
        var book = Realized.BookOf(facts, [Change("r", "b")]);
        Assert.Empty(Realized.Of(book, BillingPeriod.MonthOf(_october), [Change("r", "b")], sku => sku == Cx3));
    }

    [Fact]
    public void Change_before_the_last_renewal_realizes_the_commitment_it_lowered()
    {
        // The renewal of October 1 has followed the need: one CX 3 less, one CX 1 more.
        var contract = Contract(Named(Cx3, 1, 155), Named(Cx1, 1, 75)) with
        {
            First = new DateOnly(2025, 10, 1),
            Last = new DateOnly(2026, 9, 30),
        };
        var facts = Facts([contract], Person("a", Cx1).On(_october), Person("b", Cx3).On(_october));
        Assert.Equal([("r", Micros(80))], Of(facts, Change("r", "a")));
    }

    [Fact]
    public void Commitment_that_was_not_lowered_realizes_nothing()
    {
        var facts = Facts([Contract(Named(Cx3, 5, 155), Named(Cx1, 5, 75))], Person("a", Cx1).On(_october));
        Assert.Empty(Of(facts, Change("r", "a")));
    }

    private static VerifiedChange Change(string id, string person) => new(id, person, [Cx3], [Cx1], _september);

    private static IReadOnlyList<(string Id, long Micros)> Of(BillingFacts facts, params IReadOnlyList<VerifiedChange> changes) =>
        Realized.Of(Realized.BookOf(facts, changes), BillingPeriod.MonthOf(_october), changes, _ => false);
}

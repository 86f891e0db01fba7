using LicenseDashboard.Core.Billing;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>People's parts of October 2026, which is closed.</summary>
public class PersonSharesTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);
    private static readonly int _month = BillingPeriod.MonthOf(_october);

    [Fact]
    public void Named_line_is_divided_by_the_greater_of_billable_and_committed()
    {
        // 4 × 75 with two who logged in: half stays with no one. A third holds it and never logged in.
        var facts = Facts([Contract(Named(Cx1, 4, 75))], [.. People(2, Person("a", Cx1).On(_october)), Person("b", Cx1)]);
        Assert.Equal([("a-1", Micros(75)), ("a-2", Micros(75))], Shares(facts));

        // 1 × 75 and 2 × 90, by three.
        var over = Facts([Contract(Named(Cx1, 1, 75, 90))], People(3, Person("a", Cx1).On(_october)));
        Assert.Equal([("a-1", Micros(85)), ("a-2", Micros(85)), ("a-3", Micros(85))], Shares(over));
    }

    [Fact]
    public void Hours_and_peaks_go_by_the_time_present()
    {
        var hourly = Facts([Contract(Hourly(Cx1, 0, 2))], Person("a", Cx1).At(10, 12, 9, 180), Person("b", Cx1).At(10, 13, 9, 60));
        Assert.Equal([("a", Micros(6)), ("b", Micros(2))], Shares(hourly));
        var unused = Facts([Contract(Hourly(Cx1, 8, 2))], Person("a", Cx1).At(10, 12, 9, 180), Person("b", Cx1).At(10, 13, 9, 60));
        Assert.Equal([("a", Micros(6)), ("b", Micros(2))], Shares(unused));
        var peak = Facts([Contract(Concurrent(Cx1, 2, 40))], Person("a", Cx1).At(10, 12, 9, 180), Person("b", Cx1).At(10, 13, 9, 60));
        Assert.Equal([("a", Micros(30)), ("b", Micros(10))], Shares(peak));
    }

    [Fact]
    public void What_no_contract_has_a_line_for_belongs_to_who_used_it()
    {
        var facts = Facts([Contract(Named(Cx3, 0, 155))], Person("a", Cx1).On(_october));
        Assert.Equal([("a", Micros(75))], Shares(facts));
    }

    [Fact]
    public void Sums_below_a_manager_count_everyone_in_the_interval_and_not_the_manager()
    {
        var costs = new[]
        {
            (Position: 10L, Micros: 1L),
            (Position: 20L, Micros: 2L),
            (Position: 30L, Micros: 4L),
            (Position: 40L, Micros: 8L),
        };
        var sums = BelowManagers.Sums(costs.Reverse(), [(1, 10, 40), (2, 20, 30), (3, 40, 90), (4, 0, 10)]);
        Assert.Equal([(1, 3, 14L), (2, 1, 4L), (4, 1, 1L)], sums);
    }

    private static List<(string, long)> Shares(BillingFacts facts) =>
        [.. PersonShares.Of(new BillingBook(facts, []), _month).Select(share => (share.PersonId, share.Micros)).Order()];
}

using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>Coming months are numbered from December 2026 (0); April 2027 is 4, April 2028 is 16.</summary>
public class RenewalTests
{
    private const int March = 3;
    private const int April = 4;
    private const int AprilOfNextYear = 16;

    [Fact]
    public void Notice_day_that_has_passed_leaves_the_commitment_until_the_next_renewal()
    {
        var contract = Contract(Named(Cx1, 10, 75)) with { NoticeDays = 132 };
        Assert.Equal(
            [
                new Renewal(new DateOnly(2027, 4, 1), new DateOnly(2026, 11, 19), false),
                new Renewal(new DateOnly(2028, 4, 1), new DateOnly(2027, 11, 20), true),
            ],
            Renewal.Of(contract, Today, BillingPeriod.Horizon(Today))
        );

        var facts = Facts([contract], Person("a", Cx1));
        Assert.Equal((10, false), Line(Coming(facts, April)));
        Assert.Equal((1, true), Line(Coming(facts, AprilOfNextYear)));
    }

    [Fact]
    public void On_the_notice_day_itself_notice_still_counts()
    {
        var contract = Contract() with { NoticeDays = 131 };
        var renewal = Renewal.Of(contract, Today, BillingPeriod.Horizon(Today))[0];
        Assert.Equal((Today, true), (renewal.Notice, renewal.Changes));
    }

    [Fact]
    public void Without_automatic_renewal_every_renewal_counts() =>
        Assert.Equal(
            [new Renewal(new DateOnly(2027, 4, 1), null, true), new Renewal(new DateOnly(2028, 4, 1), null, true)],
            Renewal.Of(Contract() with { NoticeDays = null }, Today, BillingPeriod.Horizon(Today))
        );

    [Fact]
    public void Need_is_who_holds_the_SKU_on_the_day_without_the_included_and_not_below_the_minimum()
    {
        BilledPerson[] people = [.. People(6, Person("a", Cx1)), Person("season", Cx1) with { Season = "peak" }];
        var facts = Facts([Contract(Named(Cx1, 10, 75) with { Included = 2, Minimum = 3 })], people) with
        {
            Seasons = new Dictionary<string, Season> { ["peak"] = Season.Parse("04-01/04-30")!.Value },
        };

        Assert.Equal((10, false), Line(Coming(facts, March)));
        Assert.Equal((4, true), Line(Coming(facts, April)));
        Assert.Equal((3, true), Line(Coming(facts, April, Row("1", "a-1"), Row("2", "a-2"), Row("3", "a-3"))));
    }

    [Fact]
    public void Need_of_concurrent_and_hourly_lines_is_what_is_billable_then()
    {
        var facts = Facts(
            [Contract(Hourly(Cx1, 50, 1), Concurrent(Cx2, 50, 161))],
            Person("a", Cx2).At(10, 5, 9, 60),
            Person("b", Cx2).At(10, 5, 9, 60),
            Person("never", Cx2),
            Person("c", Cx1).At(10, 5, 9, 61)
        );
        Assert.Equal([2, 2], Coming(facts, April).Contracts[0].Lines.Select(line => line.Committed));
    }

    [Fact]
    public void Quantity_that_the_line_says_from_the_renewal_on_stays_until_the_next_one()
    {
        var line = Named(Cx1, 10, 75) with { Changes = [new LineChange(new DateOnly(2027, 4, 1)) { Committed = 8 }] };
        var facts = Facts([Contract(line)], Person("a", Cx1));
        Assert.Equal((8, false), Line(Coming(facts, April)));
        Assert.Equal((1, true), Line(Coming(facts, AprilOfNextYear)));
    }

    [Fact]
    public void Line_without_a_unit_price_keeps_its_quantity() =>
        Assert.Equal((10, false), Line(Coming(Facts([Contract(Named(Cx1, 10, 0, 90))], Person("a", Cx1)), April)));

    [Fact]
    public void Minimum_of_the_contract_stays()
    {
        var contract = Contract(Named(Cx1, 10, 75)) with { MinimumMicros = Micros(700) };
        Assert.Equal(700m, Coming(Facts([contract], Person("a", Cx1)), April).Total.Amount);
    }

    private static (int Committed, bool IsNeed) Line(Bill bill)
    {
        var line = Assert.Single(bill.Contracts[0].Lines);
        return (line.Committed, line.IsNeed);
    }
}

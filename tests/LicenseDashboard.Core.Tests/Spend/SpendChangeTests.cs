using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Spend;
using Xunit;
using static LicenseDashboard.Core.Tests.Spend.SpendSample;

namespace LicenseDashboard.Core.Tests.Spend;

public sealed class SpendChangeTests
{
    [Fact]
    public void Higher_price_is_told_as_price() => Only(ChangeCause.Price, 100, Of([Line(Cx3, 90, 100, 10)], [Line(Cx3, 90, 100, 11)]));

    [Fact]
    public void Higher_commitment_is_told_as_commitment() =>
        Only(ChangeCause.Commitment, 100, Of([Line(Cx3, 90, 100, 10)], [Line(Cx3, 90, 110, 10)]));

    [Fact]
    public void People_who_came_and_went_are_told_apart()
    {
        var causes = Of([Line(Cx3, 110, 100, 10)], [Line(Cx3, 115, 100, 10)], new SkuFlow(Cx3, In: 8, Out: 3));
        Assert.Equal(80 * Dollar, causes[ChangeCause.PeopleIn]);
        Assert.Equal(-30 * Dollar, causes[ChangeCause.PeopleOut]);
        Assert.Equal(0, causes[ChangeCause.TierChanges]);
    }

    [Fact]
    public void People_with_another_license_are_told_as_a_change_of_tier()
    {
        var causes = Of(
            [Line(Cx1, 100, 100, 5), Line(Cx3, 120, 100, 10)],
            [Line(Cx1, 110, 100, 5), Line(Cx3, 110, 100, 10)],
            new SkuFlow(Cx1, 0, 0),
            new SkuFlow(Cx3, 0, 0)
        );
        Assert.Equal(-50 * Dollar, causes[ChangeCause.TierChanges]);
        Assert.Equal(-50 * Dollar, causes.Values.Sum());
    }

    [Fact]
    public void People_below_the_commitment_change_nothing() =>
        Assert.All(
            Of([Line(Cx3, 80, 100, 10)], [Line(Cx3, 90, 100, 10)], new SkuFlow(Cx3, 10, 0)).Values,
            micros => Assert.Equal(0, micros)
        );

    [Fact]
    public void Simultaneous_people_and_hours_are_peak_and_hours() =>
        Only(
            ChangeCause.PeakAndHours,
            70,
            Of(
                [Line(Cx3, 100, 100, 10, basis: LineBasis.Concurrent), Line(Cx1, 100, 100, 1, basis: LineBasis.Hourly)],
                [Line(Cx3, 105, 100, 10, basis: LineBasis.Concurrent), Line(Cx1, 120, 100, 1, basis: LineBasis.Hourly)]
            )
        );

    [Fact]
    public void Add_ons_are_told_apart() => Only(ChangeCause.AddOns, 30, Of([Line(Wem, 10, 10, 3)], [Line(Wem, 20, 10, 3)]));

    [Fact]
    public void Contract_minimum_is_commitment() => Only(ChangeCause.Commitment, -30, Of([Line("", 0, 1, 50)], [Line("", 0, 1, 20)]));

    [Fact]
    public void Line_that_can_be_canceled_starts_to_cost_with_its_first_use()
    {
        var unused = Line(Cx3, 0, 100, 10);
        unused.CommitmentMicros = 0;
        Only(ChangeCause.Commitment, 1000, Of([unused], [Line(Cx3, 0, 100, 10)]));
    }

    [Fact]
    public void New_line_is_commitment_and_people_but_no_price()
    {
        var causes = Of([], [Line(Cx3, 110, 100, 10)]);
        Assert.Equal(0, causes[ChangeCause.Price]);
        Assert.Equal(1000 * Dollar, causes[ChangeCause.Commitment]);
        Assert.Equal(100 * Dollar, causes[ChangeCause.PeopleIn]);
    }

    [Fact]
    public void What_no_line_explains_is_the_rest()
    {
        var before = Bill(November, lines: Line(Cx3, 90, 100, 10));
        var after = before with { Month = November + 1, TotalMicros = before.TotalMicros + 7 };
        var causes = SpendChange.Of(before, after, [], _ => false);
        Assert.Equal(7, causes.Single(cause => cause.Cause == ChangeCause.Rest).Micros);
    }

    [Fact]
    public void Causes_always_sum_to_the_difference_and_order_does_not_matter()
    {
        var random = new Random(20261201);
        for (var round = 0; round < 500; round++)
        {
            var (before, after) = (Some(random, November), Some(random, November + 1));
            SkuFlow[] flows =
                random.Next(2) == 0 ? [] : [new(Cx3, random.Next(40), random.Next(40)), new(Cx1, random.Next(40), random.Next(40))];
            var causes = SpendChange.Of(before, after, flows, sku => sku == Wem);
            Assert.Equal(after.TotalMicros - before.TotalMicros, causes.Sum(cause => cause.Micros));
            Assert.Equal(
                causes,
                SpendChange.Of(
                    before with
                    {
                        Lines = [.. before.Lines.Reverse()],
                    },
                    after with
                    {
                        Lines = [.. after.Lines.Reverse()],
                    },
                    [.. flows.Reverse()],
                    sku => sku == Wem
                )
            );
        }
    }

    private static MonthBill Some(Random random, int month)
    {
        var lines = new[] { Cx1, Cx3, Wem, "" }
            .Where(_ => random.Next(4) > 0)
            .Select(sku =>
            {
                var line = Line(sku, random.Next(150), random.Next(100), random.Next(5, 20), random.Next(5, 20), (LineBasis)random.Next(3));
                line.CommitmentMicros = random.Next(8) == 0 ? 0 : line.CommitmentMicros;
                line.PriceMicros = random.Next(8) == 0 ? null : line.PriceMicros;
                return line;
            })
            .ToList();
        return Bill(month, lines: lines) with
        {
            TotalMicros = lines.Sum(line => line.CommitmentMicros + line.OverageMicros) + random.Next(3),
        };
    }

    private static Dictionary<ChangeCause, long> Of(
        IReadOnlyList<BilledLine> before,
        IReadOnlyList<BilledLine> after,
        params SkuFlow[] flows
    ) =>
        SpendChange
            .Of(Bill(November, lines: before), Bill(November + 1, lines: after), flows, sku => sku == Wem)
            .ToDictionary(cause => cause.Cause, cause => cause.Micros);

    private static void Only(ChangeCause cause, long dollars, Dictionary<ChangeCause, long> causes)
    {
        Assert.Equal(dollars * Dollar, causes[cause]);
        Assert.All(causes.Where(each => each.Key != cause), each => Assert.Equal(0, each.Value));
    }
}

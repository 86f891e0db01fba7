using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using Xunit;
using static LicenseDashboard.Core.Tests.Invoices.ComparisonSample;

namespace LicenseDashboard.Core.Tests.Invoices;

/// <summary>Expected bill against invoice: every difference has its causes, and they add up to it.</summary>
public sealed class ComparisonTests
{
    private static readonly DateOnly Ended = new(2026, 9, 20);

    [Fact]
    public void Vendors_example_with_58_overage_matches()
    {
        var line = Only([Expected("cloudCX1", 80, 75, over: 58, overage: 90)], [Paid("cloudCX1", 80, 75), Over("cloudCX1", 58, 90)]);
        Assert.Equal((138m, 138m, 0L), (line.ExpectedQuantity, line.InvoicedQuantity, line.DifferenceMicros));
        Assert.Empty(line.Causes);
    }

    [Fact]
    public void Person_billed_whose_license_had_ended_is_a_late_leaver()
    {
        var line = Only(
            [Expected("cloudCX1", 80, 75, overage: 90)],
            [Paid("cloudCX1", 80, 75), Over("cloudCX1", 1, 90)],
            former: [new Suspect(7, "cloudCX1", Ended), new Suspect(8, "cloudCX2", Ended)]
        );
        var cause = Assert.Single(line.Causes);
        Assert.Equal((DifferenceCause.LateLeaver, 90 * Unit, 1m, true), (cause.Cause, cause.Micros, cause.Quantity, cause.IsCertain));
        Assert.Equal(7, Assert.Single(cause.People).PersonKey);
    }

    [Fact]
    public void Former_people_of_unknown_license_are_suspected_only_if_they_explain_all_of_it()
    {
        var unknown = new[] { new Suspect(7, null, null), new Suspect(8, null, null) };
        var two = Only([Expected("cloudCX1", 80, 75)], [Paid("cloudCX1", 80, 75), Over("cloudCX1", 2, 75)], former: unknown);
        var three = Only([Expected("cloudCX1", 80, 75)], [Paid("cloudCX1", 80, 75), Over("cloudCX1", 3, 75)], former: unknown);
        Assert.Equal((DifferenceCause.LateLeaver, false), (two.Causes[0].Cause, two.Causes[0].IsCertain));
        Assert.Equal(DifferenceCause.WrongQuantity, Assert.Single(three.Causes).Cause);
    }

    [Fact]
    public void Lower_tier_billed_beside_the_higher_one_is_an_upgrade_and_the_rest_a_wrong_quantity()
    {
        var line = Only(
            [Expected("cloudCX1", 80, 75, overage: 90)],
            [Paid("cloudCX1", 80, 75), Over("cloudCX1", 3, 90)],
            upgraded: [new Suspect(5, "cloudCX1", Ended), new Suspect(6, "cloudCX1", Ended)]
        );
        Assert.Equal(
            [(DifferenceCause.Upgrade, 180 * Unit, 2m), (DifferenceCause.WrongQuantity, 90 * Unit, 1m)],
            line.Causes.Select(cause => (cause.Cause, cause.Micros, cause.Quantity!.Value))
        );
    }

    [Theory, InlineData(12), InlineData(8)]
    public void Other_level_of_simultaneous_people_is_a_peak(int invoiced)
    {
        var line = Only(
            [Expected("cloudCX2", 100, 161, over: 10, overage: 193, basis: LineBasis.Concurrent)],
            [Paid("cloudCX2", 100, 161), Over("cloudCX2", invoiced, 193)],
            former: [new Suspect(7, "cloudCX2", Ended), new Suspect(8, "cloudCX2", Ended)]
        );
        var cause = Assert.Single(line.Causes);
        Assert.Equal((DifferenceCause.Peak, (invoiced - 10) * 193 * Unit), (cause.Cause, cause.Micros));
    }

    [Fact]
    public void Add_on_that_the_bill_does_not_have_is_an_add_on()
    {
        var line = Assert.Single(
            Compare(
                new() { Invoiced = [Paid("gcSTAupgrade", 4, 25)], Expected = [Expected("cloudCX1", 1, 75)] },
                [Paid("cloudCX1", 1, 75)]
            ).Lines,
            each => each.Sku == "gcSTAupgrade"
        );
        Assert.Null(line.ExpectedQuantity);
        Assert.Equal((DifferenceCause.AddOn, 100 * Unit), (line.Causes[0].Cause, line.Causes[0].Micros));
    }

    [Fact]
    public void Add_on_held_on_a_tier_it_does_not_stand_on_names_the_people()
    {
        var line = Only(
            [Expected("gc1WEMupgrade", 10, 55)],
            [Paid("gc1WEMupgrade", 10, 55), Over("gc1WEMupgrade", 1, 55)],
            addOns: [new Suspect(9, "gc1WEMupgrade", Ended)]
        );
        Assert.Equal((DifferenceCause.AddOn, 9), (line.Causes[0].Cause, line.Causes[0].People[0].PersonKey));
    }

    [Fact]
    public void Unmapped_product_is_a_line_of_its_own()
    {
        var comparison = Compare(
            new() { Expected = [Expected("cloudCX1", 80, 75)], Invoiced = [Paid("cloudCX1", 80, 75)] },
            [new InvoicedLine("I-1", "Premium Care", null, Unit, 950 * Unit, 950 * Unit)]
        );
        var line = comparison.Lines[^1];
        Assert.Equal((null, 0, 950 * Unit), (line.Sku, line.ExpectedMicros, comparison.DifferenceMicros));
        Assert.Equal(DifferenceCause.UnmappedProduct, Assert.Single(line.Causes).Cause);
    }

    [Fact]
    public void Other_price_is_a_price_change_with_both_prices()
    {
        var line = Only([Expected("cloudCX1", 80, 75)], [Paid("cloudCX1", 80, 78)]);
        var cause = Assert.Single(line.Causes);
        Assert.Equal((DifferenceCause.PriceChange, 240 * Unit), (cause.Cause, cause.Micros));
        Assert.Equal((75 * Unit, 78 * Unit), (cause.ExpectedPriceMicros, cause.InvoicedPriceMicros));
    }

    [Fact]
    public void Other_commitment_is_a_wrong_quantity_whoever_left()
    {
        var line = Only([Expected("cloudCX1", 80, 75)], [Paid("cloudCX1", 90, 75)], former: [new Suspect(7, "cloudCX1", Ended)]);
        Assert.Equal(
            (DifferenceCause.WrongQuantity, 750 * Unit, 10m),
            (line.Causes[0].Cause, line.Causes[0].Micros, line.Causes[0].Quantity)
        );
    }

    [Fact]
    public void Line_that_is_on_no_invoice_is_a_wrong_quantity()
    {
        var line = Only([Expected("cloudCX1", 80, 75, over: 2)], []);
        Assert.Null(line.InvoicedQuantity);
        Assert.Equal(-82 * 75 * Unit, line.Causes.Sum(cause => cause.Micros));
        Assert.All(line.Causes, cause => Assert.Equal(DifferenceCause.WrongQuantity, cause.Cause));
    }

    [Fact]
    public void Single_line_for_both_parts_is_cut_where_the_commitment_ends()
    {
        var line = Only([Expected("cloudCX1", 80, 75, over: 58, overage: 90)], [Paid("cloudCX1", 138, 75)]);
        var cause = Assert.Single(line.Causes);
        Assert.Equal((DifferenceCause.PriceChange, -58 * 15 * Unit), (cause.Cause, cause.Micros));
    }

    [Theory]
    [InlineData(0.01, DifferenceCause.Rounding)]
    [InlineData(5, DifferenceCause.Unexplained)]
    public void Amount_that_is_not_quantity_times_price_is_rounding_or_unexplained(double off, DifferenceCause expected)
    {
        var paid = Paid("cloudCX1", 80, 75);
        var line = Only([Expected("cloudCX1", 80, 75)], [paid with { AmountMicros = paid.AmountMicros + (long)(off * Unit) }]);
        Assert.Equal((expected, (long)(off * Unit)), (Assert.Single(line.Causes).Cause, line.Causes[0].Micros));
    }

    [Fact]
    public void Amount_without_quantity_and_price_stays_unexplained()
    {
        var line = Only([Expected("cloudCX1", 80, 75)], [new InvoicedLine("I-1", "CX 1", "cloudCX1", null, null, 7_000 * Unit)]);
        Assert.Null(line.InvoicedQuantity);
        Assert.Equal((DifferenceCause.Unexplained, 1_000 * Unit), (Assert.Single(line.Causes).Cause, line.Causes[0].Micros));
    }

    [Fact]
    public void What_the_minimum_adds_is_compared_with_the_line_that_says_so()
    {
        var line = Only([Filler(300)], [new InvoicedLine("I-1", "Monthly minimum", null, Unit, 250 * Unit, 250 * Unit)]);
        Assert.Equal(("", 300 * Unit, 250 * Unit), (line.Sku, line.ExpectedMicros, line.InvoicedMicros));
        Assert.Equal(DifferenceCause.Unexplained, Assert.Single(line.Causes).Cause);
    }

    private static ComparedLine Only(
        IReadOnlyList<BilledLine> expected,
        IReadOnlyList<InvoicedLine> invoiced,
        IReadOnlyList<Suspect>? former = null,
        IReadOnlyList<Suspect>? upgraded = null,
        IReadOnlyList<Suspect>? addOns = null
    ) =>
        Assert.Single(
            Compare(
                new Facts
                {
                    Expected = expected,
                    Invoiced = invoiced,
                    Former = former ?? [],
                    Upgraded = upgraded ?? [],
                    AddOns = addOns ?? [],
                }
            ).Lines
        );
}

using LicenseDashboard.Application.Billing;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Billing;
using Xunit;

namespace LicenseDashboard.Web.Tests.Billing;

public sealed class TwoBillsWordsTests
{
    [Fact]
    public void Line_says_what_is_used_committed_and_charged_in_both_bills()
    {
        var pair = new LinePair(Line(324, 380, 58_900), Line(323, 380, 58_900));
        Assert.False(TwoBillsWords.Same(pair));
        Assert.Equal("CX 3: 324 → 323 used of 380 committed, $58,900 → $58,900", TwoBillsWords.Line(pair, "USD"));
    }

    [Fact]
    public void Commitment_that_follows_the_need_says_so()
    {
        var pair = new LinePair(Line(124, 124, 19_220, isNeed: true), Line(123, 123, 19_065, isNeed: true));
        Assert.Equal("CX 3: 124 → 123 used, 124 → 123 committed if notice is given, $19,220 → $19,065", TwoBillsWords.Line(pair, "USD"));
    }

    [Fact]
    public void Line_on_one_bill_only_is_none_on_the_other() =>
        Assert.Equal("CX 3: 0 → 1 used, $0 → $155", TwoBillsWords.Line(new LinePair(null, Line(1, 0, 155, contract: "")), "USD"));

    [Fact]
    public void Equal_lines_are_the_same() => Assert.True(TwoBillsWords.Same(new LinePair(Line(1, 2, 3), Line(1, 2, 3))));

    private static BilledLine Line(int billable, int committed, long amount, bool isNeed = false, string contract = "demo") =>
        new()
        {
            PlatformKey = 1,
            Month = 24_324,
            Kind = BillKind.Coming,
            Contract = contract,
            Sku = "cloudCX3",
            Basis = LineBasis.Named,
            First = new DateOnly(2027, 1, 1),
            Last = new DateOnly(2027, 1, 31),
            Billable = billable,
            Committed = committed,
            Included = 0,
            IsNeed = isNeed,
            Over = 0,
            PriceMicros = 155 * Money.UnitMicros,
            OveragePriceMicros = null,
            CommitmentMicros = amount * Money.UnitMicros,
            OverageMicros = 0,
        };
}

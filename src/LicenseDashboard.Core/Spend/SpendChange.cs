using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Spend;

/// <summary>Why a bill differs from that of the month before, in the order in which it is told.</summary>
public enum ChangeCause
{
    /// <summary>Committed or included quantities, and what a money minimum adds.</summary>
    Commitment,
    Price,
    PeopleIn,
    PeopleOut,

    /// <summary>People who were billed in both months with another base license.</summary>
    TierChanges,

    /// <summary>Simultaneous people and hours.</summary>
    PeakAndHours,
    AddOns,

    /// <summary>Rounding, and charges without a price of their own.</summary>
    Rest,
}

/// <summary>People of one base license who were not billed at all in the month before, and those who no longer are.</summary>
public sealed record SkuFlow(string Sku, int In, int Out);

/// <param name="Micros">What it adds to the bill, in millionths; negative if it takes away.</param>
public sealed record CauseAmount(ChangeCause Cause, long Micros);

/// <summary>
/// The difference of two bills by cause. Each line is taken from one month to the next one step at a time: first its prices, then its
/// commitment, then its people in, out and between licenses, so the steps add up to the difference whatever happened.
/// </summary>
public static class SpendChange
{
    /// <param name="isAddOn">Whether a SKU is sold on top of a base license.</param>
    /// <returns>Every cause once, 0 if it changed nothing.</returns>
    public static IReadOnlyList<CauseAmount> Of(
        MonthBill before,
        MonthBill after,
        IReadOnlyCollection<SkuFlow> flows,
        Func<string, bool> isAddOn
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var sums = Enum.GetValues<ChangeCause>().ToDictionary(cause => cause, _ => 0L);
        var then = before.Lines.ToLookup(line => line.Sku, StringComparer.Ordinal);
        var now = after.Lines.ToLookup(line => line.Sku, StringComparer.Ordinal);
        foreach (var sku in then.Select(line => line.Key).Union(now.Select(line => line.Key), StringComparer.Ordinal))
        {
            // A SKU has one line at most, so several of a month are what a contract's minimum adds in each.
            if (sku.Length == 0)
            {
                sums[ChangeCause.Commitment] += now[sku].Sum(Charge) - then[sku].Sum(Charge);
                continue;
            }

            var (was, became) = (Step.Of(then[sku].ToList()), Step.Of(now[sku].ToList()));
            Tell(sums, was, became, isAddOn(sku), flows.FirstOrDefault(flow => flow.Sku == sku));
            sums[ChangeCause.Rest] += now[sku].Sum(Charge) - then[sku].Sum(Charge) - (became.Micros - was.Micros);
        }

        sums[ChangeCause.Rest] += after.TotalMicros - after.Lines.Sum(Charge) - (before.TotalMicros - before.Lines.Sum(Charge));
        return [.. sums.Select(sum => new CauseAmount(sum.Key, sum.Value))];
    }

    private static void Tell(Dictionary<ChangeCause, long> sums, Step was, Step became, bool isAddOn, SkuFlow? flow)
    {
        // A line that is new has no price before, one that ended none after: neither is a change of price.
        var start = was.Exists ? was : became with { Committed = 0, Included = 0, Billable = 0 };
        var end = became.Exists ? became : was with { Committed = 0, Included = 0, Billable = 0 };
        var priced = start with { Price = end.Price, Overage = end.Overage };
        sums[ChangeCause.Price] += priced.Micros - start.Micros;
        var committed = priced with { Committed = end.Committed, Included = end.Included };
        sums[ChangeCause.Commitment] += committed.Micros - priced.Micros;
        if (end.Basis != LineBasis.Named || isAddOn)
        {
            sums[end.Basis == LineBasis.Named ? ChangeCause.AddOns : ChangeCause.PeakAndHours] += end.Micros - committed.Micros;
            return;
        }

        // Without a word about people, more of them have come and fewer have gone.
        var net = end.Billable - committed.Billable;
        var known = flow ?? new SkuFlow("", Math.Max(0, net), Math.Max(0, -net));
        var joined = committed with { Billable = committed.Billable + known.In };
        var left = joined with { Billable = Math.Max(0, joined.Billable - known.Out) };
        sums[ChangeCause.PeopleIn] += joined.Micros - committed.Micros;
        sums[ChangeCause.PeopleOut] += left.Micros - joined.Micros;
        sums[ChangeCause.TierChanges] += end.Micros - left.Micros;
    }

    private static long Charge(BilledLine line) => line.CommitmentMicros + line.OverageMicros;

    /// <summary>A line as it would be charged.</summary>
    private sealed record Step(bool Exists, LineBasis Basis, int Committed, int Included, int Billable, long Price, long Overage)
    {
        public long Micros => (Committed * Price) + (Math.Max(0, Billable - Included - Committed) * Overage);

        public static Step Of(IReadOnlyList<BilledLine> lines) =>
            lines switch
            {
                [] => new Step(false, LineBasis.Named, 0, 0, 0, 0, 0),
                [var line, ..] => new Step(
                    true,
                    line.Basis,
                    // A line that can be canceled costs nothing in a month without use.
                    line is { CommitmentMicros: 0, PriceMicros: > 0 }
                        ? 0
                        : lines.Sum(each => each.Committed),
                    lines.Sum(each => each.Included),
                    lines.Sum(each => each.Billable),
                    line.PriceMicros ?? 0,
                    line.OveragePriceMicros ?? 0
                ),
            };
    }
}

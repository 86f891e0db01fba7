namespace LicenseDashboard.Core.Billing;

/// <summary>What bills become lower by, in millionths of the contracts' currency (design §4.4).</summary>
/// <param name="MonthlyMicros">The amount of the first period in which it is positive; 0 if there is none.</param>
/// <param name="From">First day of that period; null: no cash within the horizon.</param>
/// <param name="HorizonMicros">Sum over the coming periods that start by today plus 24 months.</param>
/// <param name="CostMicros">Sum of the negative periods, as a positive number.</param>
public readonly record struct CashSaving(long MonthlyMicros, DateOnly? From, long HorizonMicros, long CostMicros)
{
    /// <param name="firstDays">First day of each period, oldest first.</param>
    /// <param name="micros">Difference of the bills of each.</param>
    public static CashSaving Of(IReadOnlyList<DateOnly> firstDays, IReadOnlyList<long> micros)
    {
        var (from, horizon, cost) = (-1, 0L, 0L);
        for (var period = 0; period < micros.Count; period++)
        {
            from = from < 0 && micros[period] > 0 ? period : from;
            horizon += micros[period];
            cost -= Math.Min(0, micros[period]);
        }

        return from < 0 ? new CashSaving(0, null, horizon, cost) : new CashSaving(micros[from], firstDays[from], horizon, cost);
    }
}

/// <summary>A live row with its price on top of all rows before it in the chain.</summary>
/// <param name="ListMicros">Monthly, in millionths; null if something given up or taken has no list price.</param>
/// <param name="Cash">Null: no figure (protected, no contract, or a SKU without a price).</param>
/// <param name="NeedsReview">It costs money in some period, or more people would hold a SKU than a hard limit allows.</param>
/// <param name="ByMonth">Difference of the bills of each month, by <see cref="PricedRows.FirstDays"/>; empty if there is no figure.</param>
/// <param name="Reason">Why the figures are what they are.</param>
public sealed record PricedRow(
    SeatChange Row,
    long? ListMicros,
    CashSaving? Cash,
    bool NeedsReview,
    IReadOnlyList<long> ByMonth,
    CashReason Reason
);

/// <summary>Several rows together.</summary>
/// <param name="ListMicros">Monthly, in millionths, of those rows that have a list price.</param>
/// <param name="Cash">Null: no figure.</param>
public sealed record SavingsTotal(long ListMicros, CashSaving? Cash);

using LicenseDashboard.Core.Billing;

namespace LicenseDashboard.Core.Spend;

/// <summary>
/// What a bill becomes when people join or leave in the proportions of today: every line's quantity grows or shrinks with them, its
/// commitment holds, and a need after a renewal follows.
/// </summary>
internal static class Headcount
{
    /// <summary>Months over which hires minus leavers are averaged.</summary>
    public const int Months = 6;

    /// <summary>
    /// Hires minus leavers a month up to a closed month: the difference of two counts is that of who came and who went. Null if fewer
    /// than two months are counted.
    /// </summary>
    /// <param name="closed">Ascending by month.</param>
    public static decimal? NetAMonth(IReadOnlyList<MonthBill> closed, int month)
    {
        var counted = closed.Where(bill => bill.People is not null && bill.Month <= month && bill.Month >= month - Months).ToList();
        return counted.Count < 2
            ? null
            : (counted[^1].People!.Value - counted[0].People!.Value) / (decimal)(counted[^1].Month - counted[0].Month);
    }

    /// <param name="more">People more than in the bill, negative if fewer.</param>
    /// <param name="people">People that its quantities stand for.</param>
    /// <returns>What the bill rises by, in millionths; negative if it falls.</returns>
    public static long Difference(IReadOnlyList<BilledLine> lines, decimal more, int people, long unit)
    {
        if (more == 0 || people <= 0)
        {
            return 0;
        }

        return lines
            .GroupBy(line => line.Contract)
            .Sum(contract =>
            {
                var rise = contract.Where(line => line.Sku.Length > 0).Sum(line => Rise(line, more / people, unit));
                var toMinimum = contract.Where(line => line.Sku.Length == 0).Sum(line => line.CommitmentMicros);

                // A money minimum swallows what lines rise by until they reach it.
                return toMinimum > 0 ? Math.Max(0, toMinimum - rise) - toMinimum + rise : rise;
            });
    }

    private static long Rise(BilledLine line, decimal share, long unit)
    {
        var more = (int)decimal.Round(line.Billable * share, MidpointRounding.AwayFromZero);
        if (line.IsNeed && line.PriceMicros is { } price)
        {
            return (CurrencyUnit.Round(Math.Max(0, line.Committed + more) * price, unit))
                - CurrencyUnit.Round(line.Committed * price, unit);
        }

        if (line.OveragePriceMicros is not { } overage)
        {
            return 0;
        }

        var over = Math.Max(0, Math.Max(0, line.Billable + more) - line.Included - line.Committed);
        return CurrencyUnit.Round(over * overage, unit) - CurrencyUnit.Round(line.Over * overage, unit);
    }
}

using LicenseDashboard.Core.Billing;

namespace LicenseDashboard.Core.Spend;

/// <summary>One month of a forecast, in millionths.</summary>
/// <param name="BillMicros">The open or coming bill as the contracts, seats and approved changes of today say it.</param>
/// <param name="PeopleMicros">What hires minus leavers add to it.</param>
/// <param name="LowMicros">Lower end of the range; null if there is none.</param>
public sealed record ForecastMonth(int Month, long BillMicros, long PeopleMicros, long? LowMicros, long? HighMicros)
{
    public long Micros => BillMicros + PeopleMicros;
}

/// <summary>
/// The bills of the open month and of those to come (design §4.4), with hires minus leavers of the last six months. The range is the 80 %
/// band of what the same rule would have missed: from each closed month to the next, wider with the root of the months ahead.
/// </summary>
/// <param name="NetPeople">Hires minus leavers a month; null if unknown.</param>
/// <param name="ErrorPercent">Mean of the misses, without their sign; null if there is no range.</param>
/// <param name="NoRange">Why there is no range; null if there is one.</param>
public sealed record Forecast(IReadOnlyList<ForecastMonth> Months, decimal? NetPeople, decimal? ErrorPercent, string? NoRange)
{
    /// <summary>A range from fewer closed months would be a guess.</summary>
    public const int LeastClosed = 4;

    public long TotalMicros => Months.Sum(month => month.Micros);

    /// <summary>Sum of the lower ends: as if all months missed to the same side.</summary>
    public long? LowMicros => NoRange is null ? Months.Sum(month => month.LowMicros) : null;

    public long? HighMicros => NoRange is null ? Months.Sum(month => month.HighMicros) : null;

    /// <param name="bills">All kept bills of a platform, in any order.</param>
    /// <param name="until">Last month of the forecast.</param>
    public static Forecast Of(IEnumerable<MonthBill> bills, string currency, int until)
    {
        var (unit, all) = (CurrencyUnit.Of(currency), bills.OrderBy(bill => bill.Month).ToList());
        var closed = all.Where(bill => bill.Kind == BillKind.Closed).ToList();
        var ahead = all.Where(bill => bill.Kind is BillKind.Forecast or BillKind.Coming && bill.Month <= until).ToList();
        var net = closed.Count == 0 ? null : Headcount.NetAMonth(closed, closed[^1].Month);
        var people = closed.LastOrDefault(bill => bill.People is not null)?.People ?? 0;
        var misses = Misses(closed, unit);
        var noRange = WhyNone(closed.Count, misses.Count);
        var (low, high) = noRange is null ? (At(misses, 0.1m), At(misses, 0.9m)) : (0, 0);
        var months = new List<ForecastMonth>();
        var open = ahead.LastOrDefault(bill => bill.Kind == BillKind.Forecast)?.Month ?? (ahead.Count > 0 ? ahead[0].Month - 1 : 0);
        foreach (var bill in ahead)
        {
            // An open month counts its own people; those after it the ones who come or go until then.
            var steps = Math.Max(0, bill.Month - open);
            var more = Headcount.Difference(bill.Lines, (net ?? 0) * steps, people, unit);
            var expected = bill.TotalMicros + more;
            var wide = (decimal)Math.Sqrt(months.Count + 1);
            months.Add(
                noRange is null
                    ? new ForecastMonth(
                        bill.Month,
                        bill.TotalMicros,
                        more,
                        Near(expected, Math.Min(0, low) * wide, unit),
                        Near(expected, Math.Max(0, high) * wide, unit)
                    )
                    : new ForecastMonth(bill.Month, bill.TotalMicros, more, null, null)
            );
        }

        return new Forecast(
            months,
            net,
            noRange is null ? decimal.Round(100 * misses.Average(Math.Abs), 1, MidpointRounding.AwayFromZero) : null,
            noRange
        );
    }

    /// <summary>What was missed from each closed month to the next one, as a part of what was expected; ascending.</summary>
    private static List<decimal> Misses(IReadOnlyList<MonthBill> closed, long unit)
    {
        var misses = new List<decimal>();
        foreach (var (before, actual) in closed.Zip(closed.Skip(1)).Where(pair => pair.Second.Month == pair.First.Month + 1))
        {
            var net = Headcount.NetAMonth(closed, before.Month) ?? 0;
            var expected = before.TotalMicros + Headcount.Difference(before.Lines, net, before.People ?? 0, unit);
            if (expected > 0)
            {
                misses.Add((actual.TotalMicros - expected) / (decimal)expected);
            }
        }

        misses.Sort();
        return misses;
    }

    private static string? WhyNone(int closed, int misses) =>
        closed < LeastClosed ? $"No range: it needs {LeastClosed} closed months, and there {(closed == 1 ? "is 1" : $"are {closed}")}."
        : misses < LeastClosed - 1 ? "No range: the closed months don't follow each other, so nothing can be compared."
        : null;

    /// <summary>A quantile, straight between the two values it lies between.</summary>
    private static decimal At(List<decimal> ascending, decimal part)
    {
        var place = part * (ascending.Count - 1);
        var below = (int)decimal.Floor(place);
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + ((ascending[above] - ascending[below]) * (place - below));
    }

    private static long Near(long micros, decimal part, long unit) => Math.Max(0, CurrencyUnit.Round((long)(micros * (1 + part)), unit));
}

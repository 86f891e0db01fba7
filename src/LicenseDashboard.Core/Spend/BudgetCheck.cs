using LicenseDashboard.Core.Billing;

namespace LicenseDashboard.Core.Spend;

/// <summary>A year's bills against its budget, in millionths.</summary>
/// <param name="BilledMicros">Closed months of the year.</param>
/// <param name="ExpectedMicros">With the forecast of the others.</param>
/// <param name="Months">Months of the year with a bill or a forecast; 12 if nothing is missing.</param>
/// <param name="PassedIn">The month whose bill passes the budget; null if none does.</param>
public sealed record BudgetCheck(int Year, long BudgetMicros, long BilledMicros, long ExpectedMicros, int Months, int? PassedIn)
{
    /// <summary>Positive if the forecast is above.</summary>
    public long OverMicros => ExpectedMicros - BudgetMicros;

    public bool IsPassed => OverMicros > 0;

    /// <param name="closed">Closed bills, in any order.</param>
    /// <param name="ahead">The forecast of the other months.</param>
    public static BudgetCheck Of(int year, long budget, IEnumerable<MonthBill> closed, IEnumerable<ForecastMonth> ahead)
    {
        var billed = closed
            .Where(bill => bill.Kind == BillKind.Closed && MonthNumber.Year(bill.Month) == year)
            .ToDictionary(bill => bill.Month, bill => bill.TotalMicros);
        var expected = new SortedDictionary<int, long>(billed);
        foreach (var month in ahead.Where(month => MonthNumber.Year(month.Month) == year))
        {
            expected.TryAdd(month.Month, month.Micros);
        }

        var sum = 0L;
        int? passed = null;
        foreach (var (month, micros) in expected)
        {
            sum += micros;
            passed ??= sum > budget ? month : null;
        }

        return new BudgetCheck(year, budget, billed.Values.Sum(), sum, expected.Count, passed);
    }
}

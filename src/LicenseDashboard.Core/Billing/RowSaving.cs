using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// By how much bills become lower by a row in months next to each other with the same amount, so that the totals of a filter can be added
/// month by month. Months without a difference have none.
/// </summary>
public sealed class RowSaving
{
    public required RecommendationId RecommendationId { get; init; }

    /// <summary><see cref="BillingPeriod.MonthOf"/> of the first of them.</summary>
    public required int Month { get; init; }

    public required int Months { get; init; }

    /// <summary>Each month, in millionths of the contracts' currency; negative if bills become higher.</summary>
    public required long Micros { get; init; }

    public static IEnumerable<RowSaving> Of(RecommendationId row, IReadOnlyList<DateOnly> firstDays, IReadOnlyList<long> byMonth)
    {
        ArgumentNullException.ThrowIfNull(firstDays);
        ArgumentNullException.ThrowIfNull(byMonth);
        for (var from = 0; from < byMonth.Count; )
        {
            var (month, to) = (BillingPeriod.MonthOf(firstDays[from]), from + 1);
            while (to < byMonth.Count && byMonth[to] == byMonth[from] && BillingPeriod.MonthOf(firstDays[to]) == month + to - from)
            {
                to++;
            }

            if (byMonth[from] != 0)
            {
                yield return new RowSaving
                {
                    RecommendationId = row,
                    Month = month,
                    Months = to - from,
                    Micros = byMonth[from],
                };
            }

            from = to;
        }
    }
}

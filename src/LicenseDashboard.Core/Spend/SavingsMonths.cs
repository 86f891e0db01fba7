namespace LicenseDashboard.Core.Spend;

/// <summary>Rows whose cash turns up in one month.</summary>
/// <param name="Month">Of their first cash; null if they have none within 24 months.</param>
/// <param name="Micros">Monthly cash from then on, in millionths.</param>
public sealed record CashRows(int? Month, int Rows, long Micros);

/// <summary>One month of the savings calendar.</summary>
/// <param name="Rows">Whose cash begins in it.</param>
/// <param name="NewMicros">What begins in it, a month.</param>
/// <param name="RunningMicros">What runs in it, with what began before.</param>
public sealed record SavingsMonth(int Month, int Rows, long NewMicros, long RunningMicros);

/// <summary>Which cash turns up in which month. Approved and potential savings are calendars of their own, never added up.</summary>
public static class SavingsMonths
{
    /// <returns>Every month from the first to the last on, also those in which nothing begins.</returns>
    public static IReadOnlyList<SavingsMonth> Of(IReadOnlyCollection<CashRows> rows, int from, int to)
    {
        var byMonth = rows.Where(row => row.Month is not null).ToLookup(row => row.Month!.Value);
        var running = rows.Where(row => row.Month < from).Sum(row => row.Micros);
        var months = new List<SavingsMonth>();
        for (var month = from; month <= to; month++)
        {
            var begins = byMonth[month].Sum(row => row.Micros);
            running += begins;
            months.Add(new SavingsMonth(month, byMonth[month].Sum(row => row.Rows), begins, running));
        }

        return months;
    }
}

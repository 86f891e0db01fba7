using System.Globalization;
using LicenseDashboard.Core.Billing;

namespace LicenseDashboard.Core.Spend;

/// <summary>A month as kept bills number it (year × 12 + month − 1), and as addresses and files spell it: <c>2026-11</c>.</summary>
public static class MonthNumber
{
    public static int Of(DateOnly day) => BillingPeriod.MonthOf(day);

    public static DateOnly First(int month) => new(month / 12, (month % 12) + 1, 1);

    public static int Year(int month) => month / 12;

    /// <summary>January of a year.</summary>
    public static int OfYear(int year) => year * 12;

    public static string Text(int month) => First(month).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null if the text is not a month.</summary>
    public static int? Parse(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day) : null;
}

using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>A day of the year. February 29 means February 28 in years that don't have it.</summary>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>A leap year, so that February 29 is valid.</summary>
    private const int LeapYear = 2024;

    public static MonthDay? Of(int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(LeapYear, month) ? new MonthDay(month, day) : null;

    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
}

/// <summary>
/// Busy days that recur every year, both ends included, in the platform's local days. A season may span New Year. It is used for the
/// forecast only and protects no one.
/// </summary>
public readonly record struct Season(MonthDay First, MonthDay Last)
{
    /// <summary>The occurrence that contains the day, otherwise the next one.</summary>
    public Period Coming(DateOnly today)
    {
        for (var year = today.Year - 1; ; year++)
        {
            var occurrence = StartingIn(year);
            if (occurrence.LastDay >= today)
            {
                return occurrence;
            }
        }
    }

    /// <summary>True if any day of the season lies within the given days.</summary>
    public bool Touches(Period days) => Coming(days.Start) is var coming && coming.Start < days.End;

    /// <summary>Number of calendar months an occurrence touches; a seat is paid for in each.</summary>
    public static int Months(Period occurrence) =>
        ((occurrence.LastDay.Year - occurrence.Start.Year) * 12) + occurrence.LastDay.Month - occurrence.Start.Month + 1;

    private Period StartingIn(int year)
    {
        var (first, last) = (First.In(year), Last.In(year));
        return Period.Through(first, last < first ? Last.In(year + 1) : last);
    }

    /// <summary><c>11-01/01-15</c>, the format used in storage and REST.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{First.Month:00}-{First.Day:00}/{Last.Month:00}-{Last.Day:00}");

    /// <summary>Null if the text is not a valid season.</summary>
    public static Season? Parse(string? text) =>
        text?.Split('/') is [var from, var to] && Day(from) is { } first && Day(to) is { } last ? new Season(first, last) : null;

    private static MonthDay? Day(string text) =>
        text.Length == 5
        && text[2] == '-'
        && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
        && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? MonthDay.Of(month, day)
            : null;
}

using System.Globalization;

namespace LicenseDashboard.Core.Shared;

/// <summary>
/// Counts and days as used in sentences: US English regardless of the machine's culture, the same in job results and on pages.
/// </summary>
public static class EnglishText
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary><c>1,111</c>.</summary>
    public static string Count(long value) => value.ToString("N0", _culture);

    /// <summary><c>3 changes</c>, <c>1 change</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary><c>Nov 20</c>, with the year if it is not the current one.</summary>
    public static string Day(DateOnly day, DateOnly? today = null) =>
        day.ToString(today is { } now && now.Year != day.Year ? "MMM d, yyyy" : "MMM d", _culture);

    /// <summary><c>2:00 AM</c>.</summary>
    public static string Time(TimeOnly time) => time.ToString("h:mm tt", _culture);

    /// <summary><c>3 new, 1 withdrawn</c>. Zero counts are omitted; null if all are zero.</summary>
    public static string? Counts(params ReadOnlySpan<(long Count, string Words)> counts)
    {
        List<string> parts = [];
        foreach (var (count, words) in counts)
        {
            if (count > 0)
            {
                parts.Add($"{Count(count)} {words}");
            }
        }

        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}

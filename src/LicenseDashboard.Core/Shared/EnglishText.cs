using System.Globalization;

namespace LicenseDashboard.Core.Shared;

/// <summary>
/// Counts and days as sentences say them: US English whatever the machine's culture, the same in a job's result as on a page.
/// </summary>
public static class EnglishText
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary><c>1,111</c>.</summary>
    public static string Count(long value) => value.ToString("N0", _culture);

    /// <summary><c>3 changes</c>, <c>1 change</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary><c>Nov 20</c>, with the year when it is not today's.</summary>
    public static string Day(DateOnly day, DateOnly? today = null) =>
        day.ToString(today is { } now && now.Year != day.Year ? "MMM d, yyyy" : "MMM d", _culture);

    /// <summary><c>2:00 AM</c>.</summary>
    public static string Time(TimeOnly time) => time.ToString("h:mm tt", _culture);

    /// <summary><c>3 new, 1 withdrawn</c>: what there was none of is not said; null when there was nothing at all.</summary>
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

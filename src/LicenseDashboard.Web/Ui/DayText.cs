using System.Globalization;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui;

/// <summary>
/// Days and instants as displayed: <c>Nov 20</c>, with the year if it is not the current one; relative only below 48 hours.
/// </summary>
internal static partial class DayText
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(DateOnly day, DateOnly? today = null) => EnglishText.Day(day, today);

    /// <summary>With minutes, in the zone it was converted to.</summary>
    public static string Of(DateTime local, DateOnly today) =>
        $"{Of(DateOnly.FromDateTime(local), today)}, {local.ToString("h:mm tt", Culture)}";

    /// <summary>The time alone if it is of today.</summary>
    public static string Clock(DateTime local, DateOnly today) =>
        DateOnly.FromDateTime(local) == today ? local.ToString("h:mm tt", Culture) : Of(local, today);

    /// <summary>
    /// Formats the days (<c>2026-11-20</c>) in texts of the rules for display. Not for typed text, which stays unchanged.
    /// </summary>
    public static string Within(string words, DateOnly today) =>
        Iso()
            .Replace(
                words,
                found =>
                    DateOnly.TryParseExact(found.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                        ? Of(day, today)
                        : found.Value
            );

    /// <summary>Null if a date is better than an age.</summary>
    public static string? Age(TimeSpan age) =>
        age switch
        {
            { TotalSeconds: < 0 } => null,
            { TotalMinutes: < 1 } => "just now",
            { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
            { TotalHours: < 48 } => $"{(int)age.TotalHours} h ago",
            _ => null,
        };

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b")]
    private static partial Regex Iso();
}

using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui;

/// <summary>Days and instants as people read them: <c>Nov 20</c>, with the year when it is another one; relative only below 48 hours.</summary>
public static class DayText
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(DateOnly day, DateOnly? today = null) => EnglishText.Day(day, today);

    /// <summary>With the minute, in the zone it was converted to.</summary>
    public static string Of(DateTime local, DateOnly today) => $"{Of(DateOnly.FromDateTime(local), today)}, {local.ToString("h:mm tt", Culture)}";

    /// <summary>Null where a date reads better than an age.</summary>
    public static string? Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 0 } => null,
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
        { TotalHours: < 48 } => $"{(int)age.TotalHours} h ago",
        _ => null,
    };
}

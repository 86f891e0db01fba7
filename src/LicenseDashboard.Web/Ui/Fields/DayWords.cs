using System.Globalization;
using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>A day in a field: written as everywhere else, and read in the ways people type one.</summary>
/// <param name="current">The day before anything is typed.</param>
/// <param name="outside">What is wrong with a day that may not be chosen; null where it may.</param>
/// <param name="refuse">Takes what is wrong with what was typed, and null once it is right.</param>
internal sealed class DayWords(DateOnly today, Func<DateOnly?> current, Func<DateOnly, string?> outside, Action<string?> refuse)
    : IReversibleConverter<DateTime?, string?>
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    private static readonly string[] WithYear =
    [
        "yyyy-M-d",
        "M/d/yyyy",
        "d.M.yyyy",
        "MMM d, yyyy",
        "MMM d yyyy",
        "d MMM yyyy",
        "MMMM d, yyyy",
        "MMMM d yyyy",
        "d MMMM yyyy",
        "yyyyMMdd",
    ];

    private static readonly string[] WithoutYear = ["MMM d", "d MMM", "MMMM d", "d MMMM", "M/d", "d.M."];

    public string? Convert(DateTime? input) => input is { } day ? DayText.Of(DateOnly.FromDateTime(day), today) : null;

    /// <summary>What can't be read is named and leaves the day as it was: a converter that fails would take away what was typed.</summary>
    public DateTime? ConvertBack(string? input)
    {
        DateOnly? day = null;
        string? problem = null;
        if (!string.IsNullOrWhiteSpace(input))
        {
            day = TryRead(input, today, out var read) ? read : null;
            problem = day is { } known ? outside(known) : "Write the date like Nov 20 or 2026-11-20.";
        }

        refuse(problem);
        return (problem is null ? day : current())?.ToDateTime(TimeOnly.MinValue);
    }

    /// <summary>A day without a year is the next one of that name, today included.</summary>
    public static bool TryRead(string words, DateOnly today, out DateOnly day)
    {
        var text = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (DateOnly.TryParseExact(text, WithYear, Culture, DateTimeStyles.None, out day))
        {
            return true;
        }

        // In a leap year every day of a year can be read.
        if (!DateOnly.TryParseExact($"{text} 2028", [.. WithoutYear.Select(form => form + " yyyy")], Culture, DateTimeStyles.None, out day))
        {
            return false;
        }

        for (var year = today.Year; year <= today.Year + 8; year++)
        {
            if (day.Day <= DateTime.DaysInMonth(year, day.Month) && new DateOnly(year, day.Month, day.Day) is var next && next >= today)
            {
                day = next;
                return true;
            }
        }

        return false;
    }
}

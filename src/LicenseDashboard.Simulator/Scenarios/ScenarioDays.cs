using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>The days of a scenario entry: a list, or a range with both ends included on some weekdays (1 = Monday).</summary>
internal sealed class ScenarioDays
{
    private readonly HashSet<DateOnly> _listed;
    private readonly DateOnly? _from;
    private readonly DateOnly? _to;
    private readonly HashSet<int> _weekdays;

    private ScenarioDays(HashSet<DateOnly> listed, DateOnly? from, DateOnly? to, HashSet<int> weekdays) =>
        (_listed, _from, _to, _weekdays) = (listed, from, to, weekdays);

    public static ScenarioDays Read(JsonElement entry)
    {
        var listed = entry.Texts("days").Append(entry.Text("day")).OfType<string>().Select(text => Parse(text)).ToHashSet();
        DateOnly? from = entry.Text("from") is { } first ? Parse(first) : null;
        DateOnly? to = entry.Text("to") is { } last ? Parse(last) : null;
        if (listed.Count == 0 && (from is null || to is null))
        {
            throw ScenarioFile.Malformed($"this entry needs a day, days, or from and to: {entry.GetRawText()}");
        }

        var weekdays = entry.TryGetProperty("weekdays", out var list)
            ? list.EnumerateArray().Select(day => day.GetInt32()).ToHashSet()
            : [1, 2, 3, 4, 5];
        return new ScenarioDays(listed, from, to, weekdays);
    }

    public bool Contain(DateOnly day) =>
        _listed.Contains(day)
        || (day >= _from && day <= _to && _weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek));

    public static TimeSpan Time(string? text, string otherwise) =>
        TimeOnly.TryParseExact(text ?? otherwise, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
            : throw ScenarioFile.Malformed($"'{text}' must be a time of day such as 09:00");

    private static DateOnly Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw ScenarioFile.Malformed($"'{text}' must be a day such as 2026-11-20");
}

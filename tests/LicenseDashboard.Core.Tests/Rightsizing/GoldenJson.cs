using System.Globalization;
using System.Text.Json.Nodes;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>The notation of golden.json.</summary>
internal static class GoldenJson
{
    public static IEnumerable<JsonObject> Items(JsonObject of, string key) => (of[key] as JsonArray ?? []).Select(item => item!.AsObject());

    public static string Text(JsonObject of, string key) => (string)of[key]!;

    public static IReadOnlyList<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];

    public static DateOnly Day(JsonNode node) => DateOnly.Parse((string)node!, CultureInfo.InvariantCulture);

    public static IEnumerable<DateOnly> Days(JsonObject item)
    {
        if (item["days"] is { } days)
        {
            return Texts(days).Select(text => DateOnly.Parse(text, CultureInfo.InvariantCulture));
        }

        HashSet<int> weekdays = item["weekdays"] is JsonArray some ? [.. some.Select(d => (int)d!)] : [1, 2, 3, 4, 5];
        return Range(Day(item["from"]!), Day(item["to"]!))
            .Where(day => weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek));
    }

    public static IEnumerable<DateOnly> Range(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, Math.Max(to.DayNumber - from.DayNumber + 1, 0)).Select(from.AddDays);

    public static DateOnly? LocalDay(JsonNode? instant, TimeZoneInfo zone) =>
        instant is null
            ? null
            : DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTimeFromUtc(
                    DateTime.Parse((string)instant!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                    zone
                )
            );

    /// <summary>
    /// The last local day up to 30 days from today that a shift touches, its end excluded; a shift lasts a minute at least. Null for
    /// one that begins later.
    /// </summary>
    public static DateOnly? LastDay(JsonObject shift, DateOnly today)
    {
        var start = DateTime.Parse((string)shift["start"]!, CultureInfo.InvariantCulture);
        var last = DateOnly.FromDateTime(start.AddMinutes(Math.Max((int)shift["minutes"]!, 1)).AddTicks(-1));
        var horizon = today.AddDays(30);
        return DateOnly.FromDateTime(start) > horizon ? null
            : last < horizon ? last
            : horizon;
    }
}

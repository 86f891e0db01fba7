using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>The slices of an aggregate: the whole interval, or local days of the requested time zone.</summary>
internal sealed class Buckets
{
    private readonly List<DateTime> _bounds;

    private Buckets(List<DateTime> bounds) => _bounds = bounds;

    public int Count => _bounds.Count - 1;

    public static Buckets Read(JsonElement body, Interval interval) =>
        body.Text("granularity") switch
        {
            null => new Buckets([interval.From, interval.To]),
            "P1D" => new Buckets(Days(interval, Zone(body.Text("timeZone") ?? "UTC"))),
            var other => throw ApiError.BadRequest($"granularity '{other}' is not served; use P1D or leave it out."),
        };

    public int IndexOf(DateTime instant)
    {
        var found = _bounds.BinarySearch(instant);
        return found >= 0 ? found : ~found - 1;
    }

    public Interval this[int index] => new(_bounds[index], _bounds[index + 1]);

    public void WriteInterval(Utf8JsonWriter json, int index) =>
        json.WriteString(
            "interval",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_bounds[index]:yyyy-MM-ddTHH:mm:ss.fffZ}/{_bounds[index + 1]:yyyy-MM-ddTHH:mm:ss.fffZ}"
            )
        );

    private static List<DateTime> Days(Interval interval, TimeZoneInfo zone)
    {
        List<DateTime> bounds = [interval.From];
        for (var day = Zones.LocalDay(zone, interval.From).AddDays(1); ; day = day.AddDays(1))
        {
            var midnight = Zones.ToUtc(zone, day, TimeSpan.Zero);
            if (midnight >= interval.To)
            {
                bounds.Add(interval.To);
                return bounds;
            }

            if (midnight > interval.From)
            {
                bounds.Add(midnight);
            }
        }
    }

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new ApiError(400, "invalid.value", $"timeZone '{name}' is unknown.");
}

using System.Globalization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>A range of local days in the vendor's form: two UTC instants.</summary>
internal readonly record struct UtcSpan(DateTime Start, DateTime End)
{
    public string Text => $"{Instant(Start)}/{Instant(End)}";

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

internal static class LocalDays
{
    /// <summary>
    /// Ranges of at most the given number of times 24 hours, both days included: the vendor counts hours, and a day on which clocks are
    /// set back has 25.
    /// </summary>
    public static IEnumerable<UtcSpan> Spans(DateOnly from, DateOnly to, TimeZoneInfo zone, int mostDays)
    {
        for (var first = from; first <= to; )
        {
            var last = first.DayNumber + mostDays - 1 < to.DayNumber ? first.AddDays(mostDays - 1) : to;
            while (last > first && Midnight(last.AddDays(1), zone) - Midnight(first, zone) > TimeSpan.FromDays(mostDays))
            {
                last = last.AddDays(-1);
            }

            yield return new(Midnight(first, zone), Midnight(last.AddDays(1), zone));
            first = last.AddDays(1);
        }
    }

    /// <summary>The local day on which a bucket of the vendor begins; null if it can't be read.</summary>
    public static DateOnly? OfBucket(string? interval, TimeZoneInfo zone) =>
        LenientInstant.Parse(interval?.Split('/')[0]) is { } start ? Of(start, zone) : null;

    public static DateOnly Of(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    /// <summary>The vendor's name of the zone, on every operating system.</summary>
    public static string Iana(TimeZoneInfo zone) =>
        zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? zone.Id : iana;

    private static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // If clocks are set forward at midnight, the day begins later.
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        // If midnight occurs twice, the day begins with the first one.
        var utc = zone.IsAmbiguousTime(local)
            ? local - zone.GetAmbiguousTimeOffsets(local).Max()
            : TimeZoneInfo.ConvertTimeToUtc(local, zone);
        return DateTime.SpecifyKind(utc, DateTimeKind.Utc);
    }
}

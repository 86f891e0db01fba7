namespace LicenseDashboard.Simulator.Estate;

internal static class Zones
{
    /// <summary>A local time that a clock change skips is read as if the clock had not changed.</summary>
    public static DateTime ToUtc(TimeZoneInfo zone, DateOnly day, TimeSpan time)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        return zone.IsInvalidTime(local)
            ? TimeZoneInfo.ConvertTimeToUtc(local.AddHours(1), zone)
            : TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    public static DateOnly LocalDay(TimeZoneInfo zone, DateTime instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));
}

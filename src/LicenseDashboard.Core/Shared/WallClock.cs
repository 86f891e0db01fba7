namespace LicenseDashboard.Core.Shared;

/// <summary>Finds the instant at which a local clock first shows a time.</summary>
internal static class WallClock
{
    private static readonly TimeSpan _half = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The first instant at which the local clock shows this time or later: the first of two where the clock is set back, the end of the
    /// gap where the time is skipped. Whole seconds, UTC.
    /// </summary>
    public static DateTimeOffset FirstAt(TimeZoneInfo zone, DateTime local)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var asUtc = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc));

        // No zone is further than 15 hours from UTC.
        var (before, at) = (asUtc.ToUnixTimeSeconds() - (15 * 3600), asUtc.ToUnixTimeSeconds() + (15 * 3600));
        while (at - before > 1)
        {
            var middle = before + ((at - before) / 2);
            (before, at) = Shown(zone, DateTimeOffset.FromUnixTimeSeconds(middle)) >= asUtc.DateTime ? (before, middle) : (middle, at);
        }

        // A clock that is set back shows a time twice, and the search may have found the second one.
        var found = DateTimeOffset.FromUnixTimeSeconds(at);
        return Enumerable
            .Range(1, 6)
            .Select(halves => asUtc - zone.GetUtcOffset(found - (halves * _half)))
            .Where(earlier => earlier < found && Shown(zone, earlier) == asUtc.DateTime)
            .Append(found)
            .Min();
    }

    private static DateTime Shown(TimeZoneInfo zone, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}

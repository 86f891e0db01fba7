using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Usage;

/// <summary>Decides which days to ask for and in which portions. Newest first, so that the most relevant data arrives soon.</summary>
public static class PullPlan
{
    /// <summary>Recent days that the vendor may still change; each pull reads them again.</summary>
    public const int StillChanging = 3;

    /// <summary>Days before a window that show whether a feature was used shortly before it.</summary>
    public const int BeforeWindow = 30;

    /// <summary>
    /// The days of [from, through] that are not covered, the last three again, and the day after them. That day is still incomplete and
    /// never covered, but its use already counts. Oldest first.
    /// </summary>
    public static IReadOnlyList<DateOnly> Days(DateOnly from, DateOnly through, Func<DateOnly, bool> isCovered) =>
        [.. Consecutive(from, through).Where(day => !isCovered(day) || day > through.AddDays(-StillChanging)), through.AddDays(1)];

    public static IReadOnlyList<DateOnly> Consecutive(DateOnly from, DateOnly to) =>
        from > to ? [] : [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays)];

    /// <summary>
    /// Portions of consecutive days, newest first. None is longer than <paramref name="most"/> times 24 hours, which is a day less if
    /// clocks were set back within it. If the oldest portion would be short, it includes older days down to <paramref name="floor"/>,
    /// which costs no further request.
    /// </summary>
    public static IReadOnlyList<Period> Portions(IReadOnlyList<DateOnly> days, int most, TimeZoneInfo zone, DateOnly? floor = null)
    {
        var portions = new List<Period>();
        for (var i = days.Count - 1; i >= 0; )
        {
            var last = days[i];
            var first = last;
            while (i > 0 && days[i - 1] == first.AddDays(-1) && Fits(first.AddDays(-1), last, most, zone))
            {
                first = days[--i];
            }

            i--;
            while (i < 0 && first > floor && Fits(first.AddDays(-1), last, most, zone))
            {
                first = first.AddDays(-1);
            }

            portions.Add(Period.Through(first, last));
        }

        return portions;
    }

    /// <summary>UTC instant at which a local day begins; the first valid one where clocks skip midnight.</summary>
    public static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        // Midnight occurs twice: the day begins with the first, which has the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    private static bool Fits(DateOnly first, DateOnly last, int most, TimeZoneInfo zone) =>
        StartOf(last.AddDays(1), zone) - StartOf(first, zone) <= TimeSpan.FromDays(most);
}

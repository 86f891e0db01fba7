using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Which weeks of published schedules matter, when each is read, and their combined result (design §4.1). Days are local; weeks begin on
/// Monday.
/// </summary>
public static class PlanningWeeks
{
    /// <summary>A shift up to this many days ahead counts as being planned.</summary>
    public const int DaysAhead = PlanningSource.DaysAhead;

    /// <summary>Covers the window of 30 days, which ends where usage data ends.</summary>
    private const int DaysBack = 40;

    private const int DaysAWeek = 7;

    /// <summary>Bits of <see cref="PlannedWeek.Days"/>.</summary>
    private const int MostDays = 31;

    /// <summary>Mondays, oldest first.</summary>
    public static IReadOnlyList<DateOnly> Of(DateOnly today)
    {
        var weeks = new List<DateOnly>();
        for (var monday = MondayOf(today.AddDays(-DaysBack)); monday <= today.AddDays(DaysAhead); monday = monday.AddDays(DaysAWeek))
        {
            weeks.Add(monday);
        }

        return weeks;
    }

    /// <summary>
    /// A past week is read once after its end. Other weeks are read when they come into range and then weekly, each on its own weekday,
    /// so that no night reads all of them.
    /// </summary>
    /// <param name="askedOn">Null if never read.</param>
    public static bool IsDue(DateOnly monday, DateOnly? askedOn, DateOnly today)
    {
        var end = monday.AddDays(DaysAWeek);
        var lastTurn = today.AddDays(-DaysSince(monday.DayNumber / DaysAWeek % DaysAWeek, today));
        return askedOn is not { } asked || asked < (end <= today ? end : lastTurn);
    }

    /// <summary>Days touched by a shift, as bits of its week. A shift that began in an earlier week also counts there.</summary>
    public static int Bits(DateOnly monday, DateOnly first, DateOnly last)
    {
        var bits = 0;
        for (var n = Math.Max(0, first.DayNumber - monday.DayNumber); n <= last.DayNumber - monday.DayNumber && n < MostDays; n++)
        {
            bits |= 1 << n;
        }

        return bits;
    }

    /// <summary>The last day touched by a shift, up to <see cref="DaysAhead"/>; null if there is none.</summary>
    /// <param name="weeks">Mondays with <see cref="PlannedWeek.Days"/>.</param>
    public static DateOnly? LastDay(IEnumerable<(DateOnly Monday, int Days)> weeks, DateOnly today)
    {
        DateOnly? last = null;
        foreach (var (monday, days) in weeks)
        {
            for (var n = 0; n < MostDays && monday.AddDays(n) <= today.AddDays(DaysAhead); n++)
            {
                if ((days & (1 << n)) != 0 && !(last >= monday.AddDays(n)))
                {
                    last = monday.AddDays(n);
                }
            }
        }

        return last;
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-DaysSince(0, day));

    /// <summary>Days since the last occurrence of the weekday, with Monday as 0. Day number 0 was a Monday.</summary>
    private static int DaysSince(int weekday, DateOnly day) => (day.DayNumber - weekday) % DaysAWeek;
}

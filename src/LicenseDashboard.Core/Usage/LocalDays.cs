namespace LicenseDashboard.Core.Usage;

/// <summary>
/// The instants at which the local days of a range begin, in epoch seconds. A day can have 23 or 25 hours where clocks change, and begins
/// with the first instant of its date where midnight is skipped.
/// </summary>
public sealed class LocalDays
{
    private readonly long[] _starts;

    public LocalDays(TimeZoneInfo zone, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        First = FactDay.Of(from);
        _starts = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 2).Select(n => StartOf(zone, from.AddDays(n)))];
    }

    /// <summary><see cref="FactDay"/> of the first day.</summary>
    public int First { get; }

    public int Last => First + _starts.Length - 2;

    public long Start => _starts[0];

    /// <summary>Exclusive.</summary>
    public long End => _starts[^1];

    /// <summary>The day of an instant in the range.</summary>
    public int DayOf(long instant)
    {
        if (instant < Start || instant >= End)
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, "Outside the days of this range.");
        }

        var at = Array.BinarySearch(_starts, instant);
        return First + (at >= 0 ? at : ~at - 1);
    }

    /// <summary>First instant of a local date.</summary>
    public static long StartOf(TimeZoneInfo zone, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

        // No zone is further than 15 hours from UTC, and local dates never move back.
        var (before, at) = (midnight - (15 * 3600), midnight + (15 * 3600));
        while (at - before > 1)
        {
            var middle = before + ((at - before) / 2);
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(middle), zone);
            (before, at) = DateOnly.FromDateTime(local.DateTime) >= day ? (before, middle) : (middle, at);
        }

        return at;
    }
}

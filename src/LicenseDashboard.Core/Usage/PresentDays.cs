namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Presence on the 128 days that end on <see cref="LastDay"/>: bit n is the day n days earlier. Days outside count as absent.
/// </summary>
public readonly record struct PresentDays(DateOnly LastDay, UInt128 Bits)
{
    public const int Length = 128;

    public static PresentDays Of(IEnumerable<DateOnly> days)
    {
        var all = days.ToList();
        if (all.Count == 0)
        {
            return default;
        }

        var last = all.Max();
        return new(last, all.Aggregate(UInt128.Zero, (bits, day) => bits | BitOf(last, day)));
    }

    /// <summary>Days present from first to last, both included.</summary>
    public int Count(DateOnly first, DateOnly last)
    {
        var newest = Math.Max(LastDay.DayNumber - last.DayNumber, 0);
        var oldest = Math.Min(LastDay.DayNumber - first.DayNumber, Length - 1);
        if (oldest < newest)
        {
            return 0;
        }

        var width = oldest - newest + 1;
        var mask = width == Length ? UInt128.MaxValue : (UInt128.One << width) - UInt128.One;
        return (int)UInt128.PopCount((Bits >> newest) & mask);
    }

    /// <summary>The latest day present up to and including the given day; null if there is none in the 128 days.</summary>
    public DateOnly? LastUntil(DateOnly to)
    {
        var skipped = Math.Max(LastDay.DayNumber - to.DayNumber, 0);
        var left = skipped < Length ? Bits >> skipped : UInt128.Zero;
        return left == UInt128.Zero ? null : LastDay.AddDays(-skipped - (int)UInt128.TrailingZeroCount(left));
    }

    /// <summary>Days on which either was present. Days more than 128 days before the later last day are lost.</summary>
    public PresentDays Or(PresentDays other)
    {
        if (Bits == UInt128.Zero || other.Bits == UInt128.Zero)
        {
            return Bits == UInt128.Zero ? other : this;
        }

        var (later, earlier) = LastDay >= other.LastDay ? (this, other) : (other, this);
        var back = later.LastDay.DayNumber - earlier.LastDay.DayNumber;
        return later with { Bits = later.Bits | (back < Length ? earlier.Bits << back : UInt128.Zero) };
    }

    private static UInt128 BitOf(DateOnly last, DateOnly day) =>
        last.DayNumber - day.DayNumber is var back && back < Length ? UInt128.One << back : UInt128.Zero;
}

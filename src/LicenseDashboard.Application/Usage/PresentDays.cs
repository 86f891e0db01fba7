using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// The days on which one person was present, as in <see cref="PersonDays"/>: the 128 days up to the last one, and the first ever.
/// </summary>
internal readonly record struct PresentDays(int Last, UInt128 Bits, int First)
{
    public const int Window = 128;

    public static PresentDays On(int day) => new(day, UInt128.One, day);

    public bool IsEmpty => Bits == UInt128.Zero;

    public bool Has(int day) => day <= Last && Last - day < Window && ((Bits >> (Last - day)) & UInt128.One) == UInt128.One;

    public PresentDays With(int day)
    {
        if (IsEmpty)
        {
            return On(day);
        }

        var first = Math.Min(First, day);
        return day > Last ? new PresentDays(day, (day - Last < Window ? Bits << (day - Last) : UInt128.Zero) | UInt128.One, first)
            : Last - day < Window ? new PresentDays(Last, Bits | (UInt128.One << (Last - day)), first)
            : this with { First = first };
    }

    public static PresentDays Of(ReadOnlySpan<long> cells) =>
        new((int)cells[1], new UInt128((ulong)cells[3], (ulong)cells[2]), (int)cells[4]);

    public long[] Cells(int person, long onQueue) => [person, Last, (long)(ulong)Bits, (long)(ulong)(Bits >> 64), First, onQueue];

    /// <summary>
    /// These days with a range replaced. Null if that removes the first or last day and the next one is outside the bitmap; only the
    /// sessions show it then.
    /// </summary>
    public PresentDays? Replaced(int from, int to, PresentDays now)
    {
        var all = this;
        var kept = Enumerable.Range(Last - Window + 1, Window).Where(day => all.Has(day) && (day < from || day > to)).ToList();
        var held = Enumerable.Range(from, to - from + 1).Where(now.Has).ToList();
        var firstIsKept = First < from || First > to;
        var stepsBack = Last >= from && Last <= to && (held.Count == 0 ? int.MinValue : held[^1]) < Last;
        if (stepsBack && First <= Last - Window)
        {
            return null;
        }

        if (!firstIsKept && (held.Count == 0 || held[0] > First) && First <= Last - Window)
        {
            return null;
        }

        var days = default(PresentDays);
        foreach (var day in kept.Concat(held).Order())
        {
            days = days.With(day);
        }

        return firstIsKept && !days.IsEmpty ? days with { First = Math.Min(First, days.First) } : days;
    }
}

using System.Numerics;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// The billable level of simultaneous people (design §4.4): the highest level whose seconds sum to at least 1,800. Kept up to date as
/// people come and go: only the segments near the peak are looked at, and found again when the peak has moved too far.
/// </summary>
internal sealed class Peak
{
    /// <summary>Levels held for a shorter time in a period are not billed; the time needn't be in one piece.</summary>
    public const int LeastSeconds = 1800;

    /// <summary>Segments kept near the peak: more make a change slower, fewer make a new search more frequent.</summary>
    private const int NearSegments = 32_768;

    /// <summary>Levels below the peak that are kept whatever they hold.</summary>
    private const int LeastDepth = 8;

    private readonly PresenceSegments _segments;
    private readonly PeakLevels _levels;
    private readonly int _nearSegments;
    private readonly int _leastDepth;
    private readonly int[] _steps;
    private readonly int[] _counts;
    private int _people;

    private int[] _near = [];
    private int[] _nearCounts = [];
    private int[] _nearLengths = [];

    /// <summary>No segment that isn't near has a higher level than this; -1 if all are near.</summary>
    private int _blind;

    public Peak(
        PresenceSegments segments,
        PeakLevels levels,
        IEnumerable<int> people,
        int nearSegments = NearSegments,
        int leastDepth = LeastDepth
    )
    {
        (_segments, _levels, _nearSegments, _leastDepth) = (segments, levels, nearSegments, leastDepth);
        _steps = new int[segments.Lengths.Length + 1];
        _counts = new int[segments.Lengths.Length];
        foreach (var person in people)
        {
            Step(person, 1);
        }

        Search();
    }

    public int Value { get; private set; }

    public void Add(int person)
    {
        if (_segments.Of(person).Length == 0)
        {
            return;
        }

        _blind += _blind >= 0 ? 1 : 0;
        Change(person, 1);

        // One more person raises every level by one at most.
        if (_levels == PeakLevels.Exact)
        {
            ReadExactly();
        }
        else if (IsUnseen(Value + 1))
        {
            Search();
        }
        else if (SecondsFrom(Value + 1) >= LeastSeconds)
        {
            Value++;
        }
    }

    public void Remove(int person)
    {
        if (_segments.Of(person).Length == 0)
        {
            return;
        }

        Change(person, -1);
        if (_levels == PeakLevels.Exact)
        {
            ReadExactly();
        }
        else if (IsUnseen(Value))
        {
            Search();
        }
        else if (Value > 0 && SecondsFrom(Value) < LeastSeconds)
        {
            Value--;
        }
    }

    private void Change(int person, int by)
    {
        Step(person, by);
        foreach (var (from, to) in _segments.Of(person))
        {
            var (first, end) = (NearFrom(from), NearFrom(to));
            Raise(_nearCounts.AsSpan(first, end - first), by);
        }
    }

    private void Step(int person, int by)
    {
        _people += by;
        foreach (var (from, to) in _segments.Of(person))
        {
            _steps[from] += by;
            _steps[to] -= by;
        }
    }

    private bool IsUnseen(int level) => _blind > 0 && level <= _blind;

    private int NearFrom(int segment)
    {
        var at = Array.BinarySearch(_near, segment);
        return at < 0 ? ~at : at;
    }

    private static void Raise(Span<int> counts, int by)
    {
        var at = 0;
        for (var step = new Vector<int>(by); at <= counts.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            (new Vector<int>(counts[at..]) + step).CopyTo(counts[at..]);
        }

        for (; at < counts.Length; at++)
        {
            counts[at] += by;
        }
    }

    /// <summary>Seconds with at least so many people; right for levels that are seen. A month of seconds fits an int.</summary>
    private int SecondsFrom(int level)
    {
        ReadOnlySpan<int> counts = _nearCounts;
        ReadOnlySpan<int> lengths = _nearLengths;
        var (at, least, sums) = (0, new Vector<int>(level), Vector<int>.Zero);
        for (; at <= counts.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            sums += Vector.GreaterThanOrEqual(new Vector<int>(counts[at..]), least) & new Vector<int>(lengths[at..]);
        }

        var seconds = Vector.Sum(sums);
        for (; at < counts.Length; at++)
        {
            seconds += counts[at] >= level ? lengths[at] : 0;
        }

        return seconds;
    }

    private void ReadExactly()
    {
        var secondsAt = new long[_people + 1];
        for (var at = 0; at < _near.Length; at++)
        {
            secondsAt[_nearCounts[at]] += _nearLengths[at];
        }

        Value = 0;
        for (var level = _people; level > Math.Max(0, _blind) && Value == 0; level--)
        {
            Value = secondsAt[level] >= LeastSeconds ? level : 0;
        }

        if (Value == 0 && _blind > 0)
        {
            Search();
        }
    }

    /// <summary>Recounts all segments and keeps those near the peak.</summary>
    private void Search()
    {
        var secondsAt = new long[_people + 1];
        var segmentsAt = new int[_people + 1];
        var count = 0;
        for (var segment = 0; segment < _counts.Length; segment++)
        {
            count += _steps[segment];
            _counts[segment] = count;
            secondsAt[count] += _segments.Lengths[segment];
            segmentsAt[count]++;
        }

        (Value, var floor, var size) = Find(secondsAt, segmentsAt);
        (_near, _nearCounts, _nearLengths, _blind) = (new int[size], new int[size], new int[size], floor - 1);
        var at = 0;
        for (var segment = 0; segment < _counts.Length; segment++)
        {
            if (_counts[segment] >= floor)
            {
                (_near[at], _nearCounts[at], _nearLengths[at]) = (segment, _counts[segment], _segments.Lengths[segment]);
                at++;
            }
        }
    }

    /// <summary>The peak, the lowest level to be kept, and how many segments that are.</summary>
    private (int Peak, int Floor, int Segments) Find(long[] secondsAt, int[] segmentsAt)
    {
        var (seconds, segments, level) = (0L, 0, secondsAt.Length);
        while (level > 0 && (seconds < LeastSeconds || level == secondsAt.Length))
        {
            level--;
            segments += segmentsAt[level];
            seconds = _levels == PeakLevels.Cumulative ? seconds + secondsAt[level] : secondsAt[level];
        }

        var peak = level;
        while (level > 0 && (segments + segmentsAt[level - 1] <= _nearSegments || peak - level < _leastDepth))
        {
            segments += segmentsAt[--level];
        }

        return (peak, level, segments);
    }
}

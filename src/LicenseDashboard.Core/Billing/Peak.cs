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
    private const int NearSegments = 12_288;

    /// <summary>Levels below the peak that are kept whatever they hold.</summary>
    private const int LeastDepth = 8;

    private readonly PresenceSegments _segments;
    private readonly PeakLevels _levels;
    private readonly int _nearSegments;
    private readonly int _leastDepth;
    private readonly int[] _steps;
    private readonly int[] _counts;
    private int _members;

    private int[] _near = [];
    private int[] _nearCounts = [];
    private long[] _secondsAt = [];
    private int _top;

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

    public void Add(int person) => Change(person, 1);

    public void Remove(int person) => Change(person, -1);

    private void Change(int person, int by)
    {
        if (_segments.Of(person).Length == 0)
        {
            return;
        }

        Step(person, by);
        if (by > 0)
        {
            _blind += _blind >= 0 ? 1 : 0;
            if (_secondsAt.Length <= _members)
            {
                Array.Resize(ref _secondsAt, _members * 2);
            }
        }

        foreach (var (from, to) in _segments.Of(person))
        {
            var near = Array.BinarySearch(_near, from);
            for (near = near < 0 ? ~near : near; near < _near.Length && _near[near] < to; near++)
            {
                var length = _segments.Lengths[_near[near]];
                _secondsAt[_nearCounts[near]] -= length;
                _nearCounts[near] += by;
                _secondsAt[_nearCounts[near]] += length;
                _top = Math.Max(_top, _nearCounts[near]);
            }
        }

        if (!Read())
        {
            Search();
        }
    }

    private void Step(int person, int by)
    {
        _members += by;
        foreach (var (from, to) in _segments.Of(person))
        {
            _steps[from] += by;
            _steps[to] -= by;
        }
    }

    /// <summary>False if the peak lies where not all segments are known.</summary>
    private bool Read()
    {
        while (_top > 0 && _secondsAt[_top] == 0)
        {
            _top--;
        }

        var seconds = 0L;
        for (var level = _top; level > Math.Max(_blind, 0); level--)
        {
            seconds = _levels == PeakLevels.Cumulative ? seconds + _secondsAt[level] : _secondsAt[level];
            if (seconds >= LeastSeconds)
            {
                Value = level;
                return true;
            }
        }

        Value = 0;
        return _blind <= 0;
    }

    /// <summary>Counts everything anew, and keeps what lies near the peak.</summary>
    private void Search()
    {
        var secondsAt = new long[_members + 1];
        var segmentsAt = new int[_members + 1];
        var count = 0;
        for (var segment = 0; segment < _counts.Length; segment++)
        {
            count += _steps[segment];
            _counts[segment] = count;
            secondsAt[count] += _segments.Lengths[segment];
            segmentsAt[count]++;
        }

        var floor = Floor(secondsAt, segmentsAt);
        var near = new List<int>();
        for (var segment = 0; segment < _counts.Length; segment++)
        {
            if (_counts[segment] >= floor)
            {
                near.Add(segment);
            }
        }

        _near = [.. near];
        _nearCounts = [.. near.Select(segment => _counts[segment])];
        _secondsAt = new long[_members + 1];
        _top = 0;
        for (var at = 0; at < _near.Length; at++)
        {
            _secondsAt[_nearCounts[at]] += _segments.Lengths[_near[at]];
            _top = Math.Max(_top, _nearCounts[at]);
        }

        _blind = floor - 1;
        _ = Read();
    }

    private int Floor(long[] secondsAt, int[] segmentsAt)
    {
        var (seconds, segments, level) = (0L, 0, secondsAt.Length - 1);
        for (; level > 0; level--)
        {
            segments += segmentsAt[level];
            seconds = _levels == PeakLevels.Cumulative ? seconds + secondsAt[level] : secondsAt[level];
            if (seconds >= LeastSeconds)
            {
                break;
            }
        }

        var peak = level;
        while (level > 0 && (segments + segmentsAt[level - 1] <= _nearSegments || peak - level < _leastDepth))
        {
            segments += segmentsAt[--level];
        }

        return level;
    }
}

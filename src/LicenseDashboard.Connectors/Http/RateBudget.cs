using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// The number of requests one token may send per window, as reported in the vendor's answers. Requests wait in order of priority, then of
/// arrival. Time is measured monotonically, so a changed system clock has no effect.
/// </summary>
internal sealed class RateBudget : IDisposable
{
    /// <summary>Reserved for requests that people are waiting for: an ingest never takes the last of a window.</summary>
    public const int IngestReserve = 30;

    // Only until the first answer reports it.
    private const int AssumedAllowed = 300;
    private static readonly TimeSpan AssumedWindow = TimeSpan.FromMinutes(1);

    // The vendor rounds the rest of a window to seconds, so ends this close belong to the same window.
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (RequestPriority Priority, long Arrival)> _waiting = new();
    private readonly ITimer _timer;
    private long _arrivals;
    private int _allowed = AssumedAllowed;
    private bool _stated;
    private int _own;
    private int _foreign;
    private TimeSpan _windowEnd = TimeSpan.Zero;
    private bool _windowKnown;
    private TimeSpan _blockedUntil = TimeSpan.Zero;

    public RateBudget(TimeProvider time)
    {
        (_time, _start) = (time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests per window according to the vendor; null until an answer reported it.</summary>
    public int? Allowed
    {
        get
        {
            lock (_gate)
            {
                return _stated ? _allowed : null;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Completes when the request may be sent, and counts it.</summary>
    public async Task AcquireAsync(RequestPriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(turn, (priority, _arrivals++));
        }

        Pump();
        await using var cancelled = ct.Register(() => turn.TrySetCanceled(ct));
        await turn.Task;
    }

    /// <summary>Applies what an answer reported; omitted values stay unchanged.</summary>
    /// <param name="used">Requests of this token in the window, from all processes.</param>
    public void Observe(int? allowed, int? used, TimeSpan? untilReset)
    {
        lock (_gate)
        {
            var now = Now;
            Roll(now);
            if (allowed is > 0)
            {
                (_allowed, _stated) = (allowed.Value, true);
            }

            if (untilReset is { } rest && rest >= TimeSpan.Zero)
            {
                var end = now + rest;
                if (_windowKnown && end < _windowEnd - SameWindow)
                {
                    return;
                }

                if (_windowKnown && end > _windowEnd + SameWindow)
                {
                    (_own, _foreign) = (1, 0);
                }

                _windowEnd = _windowKnown && _windowEnd > end ? _windowEnd : end;
                _windowKnown = true;
            }

            if (used is { } count)
            {
                _foreign = Math.Max(_foreign, count - _own);
            }
        }

        Pump();
    }

    /// <summary>The vendor asked for a pause: nothing is sent before it ends.</summary>
    public void BlockFor(TimeSpan silence)
    {
        lock (_gate)
        {
            var until = Now + silence;
            _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Pump()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var turn, out var place))
            {
                if (turn.Task.IsCompleted)
                {
                    _waiting.Dequeue();
                    continue;
                }

                var now = Now;
                Roll(now);
                if (WaitFor(place.Priority, now) is { } wait)
                {
                    // A timer may fire slightly early; a whole millisecond prevents spinning.
                    _timer.Change(wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    return;
                }

                _waiting.Dequeue();
                if (turn.TrySetResult())
                {
                    _own++;
                }
            }
        }
    }

    private TimeSpan? WaitFor(RequestPriority priority, TimeSpan now) =>
        now switch
        {
            _ when _blockedUntil > now => _blockedUntil - now,
            _ when _own + _foreign < Limit(priority) => null,
            _ => _windowEnd - now,
        };

    private int Limit(RequestPriority priority) =>
        priority == RequestPriority.Ingest
            // A limit as small as the reserve would stop ingests completely, so they get half.
            ? Math.Max(_allowed - IngestReserve, _allowed <= IngestReserve ? (_allowed + 1) / 2 : 1)
            : _allowed;

    private void Roll(TimeSpan now)
    {
        if (now >= _windowEnd)
        {
            (_own, _foreign, _windowKnown, _windowEnd) = (0, 0, false, now + AssumedWindow);
        }
    }
}

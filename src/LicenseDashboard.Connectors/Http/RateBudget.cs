using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// The requests one token may send per window, as the vendor states them in its answers. Who may not send yet waits in order of priority,
/// then of arrival. Time is measured monotonically, so that a host with a shifted calendar keeps its pace.
/// </summary>
internal sealed class RateBudget : IDisposable
{
    /// <summary>Left for people who wait for an answer: an ingest never takes the last of a window.</summary>
    public const int IngestReserve = 30;

    // Only until the first answer tells.
    private const int AssumedAllowed = 300;
    private static readonly TimeSpan AssumedWindow = TimeSpan.FromMinutes(1);

    // The vendor rounds the rest of a window to seconds: ends this close are the same window.
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

    /// <summary>Requests in a window as the vendor states them; null until an answer did.</summary>
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

    /// <summary>Completes when the request may be sent; it is counted then.</summary>
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

    /// <summary>What an answer said; whatever it left out stays as it was.</summary>
    /// <param name="used">Requests of this token in the window, by whoever sent them.</param>
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

    /// <summary>The vendor asked for silence: nobody sends before.</summary>
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
                    // A timer may fire a little early; a whole millisecond keeps it from spinning.
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
            // A budget as small as the reserve would stop the ingest for good: it gets half.
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

namespace LicenseDashboard.Testing;

/// <summary>Time that moves only when told; what waits for it goes on in the order it is due.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private readonly List<(int Alarms, TaskCompletionSource Reached)> _watchers = [];
    private DateTimeOffset _now = now;

    public FixedClock()
        : this(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Until so many waits are pending: then nothing more happens unless time moves.</summary>
    public Task PendingAsync(int waits)
    {
        lock (_gate)
        {
            if (_alarms.Count >= waits)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((waits, reached));
            return reached.Task;
        }
    }

    public void Advance(TimeSpan by)
    {
        var until = _now + by;
        while (NextDue(until) is { } alarm)
        {
            alarm.Ring();
        }

        _now = until;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_alarms.Where(alarm => alarm.Due <= until).MinBy(alarm => alarm.Due) is not { } next)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            _alarms.Remove(next);
            return next;
        }
    }

    private sealed class Alarm(FixedClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                    clock._watchers.RemoveAll(watcher => clock._alarms.Count >= watcher.Alarms && watcher.Reached.TrySetResult());
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

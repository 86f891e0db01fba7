namespace LicenseDashboard.Testing;

/// <summary>
/// Every wait is over at once and time has moved on by it, so that retries and polls run at full speed. Waits beyond the limit, which are
/// time limits, never end.
/// </summary>
public sealed class HurriedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Above the longest wait that a vendor's window needs, below an attempt's time limit.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    private long _waited;

    public HurriedClock()
        : this(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Which waits are time limits and never end; by default what is longer than any wait that a vendor's window needs.</summary>
    public Func<TimeSpan, bool> IsLimit { get; init; } = wait => wait > LongestWait;

    /// <summary>Sum of all waits.</summary>
    public TimeSpan Waited => new(Interlocked.Read(ref _waited));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Waited;

    public override long GetTimestamp() => Interlocked.Read(ref _waited);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _waited, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(HurriedClock clock, Action ring) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = Interlocked.Increment(ref _set);
            if (dueTime != Timeout.InfiniteTimeSpan && !clock.IsLimit(dueTime))
            {
                clock.Advance(dueTime);
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    if (set == Volatile.Read(ref _set))
                    {
                        ring();
                    }
                });
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _set);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

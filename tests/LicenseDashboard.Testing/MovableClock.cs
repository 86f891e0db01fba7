namespace LicenseDashboard.Testing;

/// <summary>Runs on in real time from a chosen moment and can be moved ahead. Timers run in real time.</summary>
public sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private long _ahead;

    /// <summary>Noon of a Friday.</summary>
    public MovableClock()
        : this(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow() =>
        start + TimeProvider.System.GetElapsedTime(_begun) + new TimeSpan(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}

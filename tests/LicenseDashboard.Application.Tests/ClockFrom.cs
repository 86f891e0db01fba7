namespace LicenseDashboard.Application.Tests;

/// <summary>Runs on from a moment that is given: what a child process goes by. Timers run in real time.</summary>
/// <param name="speed">How many times as fast as real time.</param>
internal sealed class ClockFrom(DateTimeOffset now, int speed = 1) : TimeProvider
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => now + (TimeProvider.System.GetElapsedTime(_start) * speed);
}

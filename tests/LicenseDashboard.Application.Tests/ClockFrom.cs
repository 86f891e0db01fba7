namespace LicenseDashboard.Application.Tests;

/// <summary>Runs on in real time from a moment that is given: what a child process goes by.</summary>
internal sealed class ClockFrom(DateTimeOffset now) : TimeProvider
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => now + TimeProvider.System.GetElapsedTime(_start);
}

namespace LicenseDashboard.Simulator.Estate;

/// <summary>The vendor's time, and how far its data reaches.</summary>
internal sealed class SimulatedClock(TimeProvider clock, DateOnly? today, TimeSpan lag, DateTime? availableUntil, int retentionDays)
{
    /// <summary>Real time. Delays, token lifetimes and rate windows use it, so that a fixed day doesn't stop them.</summary>
    public DateTime Elapsing => clock.GetUtcNow().UtcDateTime;

    public DateTime Now =>
        today is { } day
            ? day.ToDateTime(TimeOnly.FromTimeSpan(clock.GetUtcNow().TimeOfDay), DateTimeKind.Utc)
            : clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public int RetentionDays => retentionDays;

    /// <summary>Analytics and audits end at this instant.</summary>
    public DateTime AvailableUntil => availableUntil ?? Floor(Now - lag);

    /// <summary>One day more than announced, so that the first announced day is complete in every time zone.</summary>
    public DateTime HistoryStart => Today.AddDays(-retentionDays - 1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateTime Floor(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}

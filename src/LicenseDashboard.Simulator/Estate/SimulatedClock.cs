namespace LicenseDashboard.Simulator.Estate;

/// <summary>The vendor's time, and how far its answers reach.</summary>
internal sealed class SimulatedClock(TimeProvider clock, DateOnly? today, TimeSpan lag, DateTime? availableUntil, int retentionDays)
{
    /// <summary>Real time: delays, token lifetimes and rate windows run on it, so that a fixed day does not stop them.</summary>
    public DateTime Elapsing => clock.GetUtcNow().UtcDateTime;

    public DateTime Now =>
        today is { } day
            ? day.ToDateTime(TimeOnly.FromTimeSpan(clock.GetUtcNow().TimeOfDay), DateTimeKind.Utc)
            : clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public int RetentionDays => retentionDays;

    /// <summary>Analytics and audits know nothing from this instant on.</summary>
    public DateTime AvailableUntil => availableUntil ?? Floor(Now - lag);

    /// <summary>One day more than promised, so that the first promised day is whole in every time zone.</summary>
    public DateTime HistoryStart => Today.AddDays(-retentionDays - 1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateTime Floor(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}

using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Jobs;

public enum JobCadence
{
    /// <summary>Every local day at <see cref="JobPlan.At"/>.</summary>
    Daily,

    /// <summary>On the 1st at <see cref="JobPlan.At"/>.</summary>
    Monthly,

    /// <summary>After each import of usage that ended, and of the directory that succeeded, once for each; no time of its own.</summary>
    AfterImport,

    /// <summary>After each usage import that ended, once for each; no time of its own.</summary>
    AfterUsage,
}

/// <summary>When a job runs and what it waits for. Times are the platform's local wall clock.</summary>
/// <param name="Name">As in <see cref="JobRun.Job"/>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="After">A job that goes first: this one waits while that one, or the import that it follows, is due or running, and until it
/// has succeeded once.</param>
public sealed record JobPlan(string Name, string Title, JobCadence Cadence, TimeOnly At = default, string? After = null)
{
    /// <summary>The latest day a run was due by now; null where runs follow imports.</summary>
    public DateOnly? DueBy(Platform platform, DateTimeOffset now)
    {
        if (Cadence is JobCadence.AfterImport or JobCadence.AfterUsage)
        {
            return null;
        }

        var today = platform.LocalDay(now);
        var due = Following(Cadence == JobCadence.Monthly ? new DateOnly(today.Year, today.Month, 1) : today);
        while (DueAt(platform, due) > now)
        {
            due = Cadence == JobCadence.Monthly ? due.AddMonths(-1) : due.AddDays(-1);
        }

        return due;
    }

    /// <summary>
    /// The instant from which a day's run is due: when the clock on the wall first shows <see cref="At"/> or a later time.
    /// </summary>
    public DateTimeOffset DueAt(Platform platform, DateOnly day) => WallClock.FirstAt(platform.Zone, day.ToDateTime(At));

    /// <summary>The next instant a run falls due; null where runs follow imports.</summary>
    public DateTimeOffset? NextAfter(Platform platform, DateTimeOffset now) =>
        DueBy(platform, now) is { } last ? DueAt(platform, Following(last)) : null;

    /// <summary>
    /// When a trigger should come: minute, hour, day of month, month, day of week. It only makes runs prompt; whether one is due, also
    /// where clocks change, <see cref="DueBy"/> says alone.
    /// </summary>
    public string? Cron =>
        Cadence switch
        {
            JobCadence.Daily => FormattableString.Invariant($"{At.Minute} {At.Hour} * * *"),
            JobCadence.Monthly => FormattableString.Invariant($"{At.Minute} {At.Hour} 1 * *"),
            JobCadence.AfterImport or JobCadence.AfterUsage => null,
        };

    private DateOnly Following(DateOnly due) => Cadence == JobCadence.Monthly ? due.AddMonths(1) : due.AddDays(1);
}

using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Jobs;

public enum JobCadence
{
    /// <summary>Every local day at <see cref="JobPlan.At"/>.</summary>
    Daily,

    /// <summary>On the first of the month at <see cref="JobPlan.At"/>.</summary>
    Monthly,

    /// <summary>Once after each usage import that ended and each directory import that succeeded; has no time of its own.</summary>
    AfterImport,

    /// <summary>Once after each usage import that ended; has no time of its own.</summary>
    AfterUsage,
}

/// <summary>When a job runs and what it waits for. Times are local times of the platform.</summary>
/// <param name="Name">As in <see cref="JobRun.Job"/>.</param>
/// <param name="Title">Display name.</param>
/// <param name="After">
/// A job that must run first: this one waits while that job, or the import it follows, is due or running, and until that job has
/// succeeded once.
/// </param>
public sealed record JobPlan(string Name, string Title, JobCadence Cadence, TimeOnly At = default, string? After = null)
{
    /// <summary>The latest day for which a run is due by now; null if runs follow imports.</summary>
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

    /// <summary>The instant at which a day's run is due: when the local clock first shows <see cref="At"/> or later.</summary>
    public DateTimeOffset DueAt(Platform platform, DateOnly day) => WallClock.FirstAt(platform.Zone, day.ToDateTime(At));

    /// <summary>The next instant at which a run is due; null if runs follow imports.</summary>
    public DateTimeOffset? NextAfter(Platform platform, DateTimeOffset now) =>
        DueBy(platform, now) is { } last ? DueAt(platform, Following(last)) : null;

    /// <summary>
    /// Cron expression for the trigger. It only makes runs prompt; <see cref="DueBy"/> alone decides whether a run is due, including
    /// around clock changes.
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

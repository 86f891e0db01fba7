using LicenseDashboard.Core.Platforms;

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
/// <param name="After">A job that goes first: this one waits while that one, or the import that it follows, is due or running, and until it has succeeded once.</param>
public sealed record JobPlan(string Name, string Title, JobCadence Cadence, TimeOnly At = default, string? After = null)
{
    /// <summary>The latest day a run was due by now; null where runs follow imports.</summary>
    public DateOnly? DueBy(Platform platform, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, platform.Zone);
        var today = DateOnly.FromDateTime(local.DateTime);
        var due = TimeOnly.FromDateTime(local.DateTime) >= At ? today : today.AddDays(-1);
        return Cadence switch
        {
            JobCadence.Daily => due,
            JobCadence.Monthly => new DateOnly(due.Year, due.Month, 1),
            JobCadence.AfterImport or JobCadence.AfterUsage => null,
        };
    }

    /// <summary>The next instant a run falls due; null where runs follow imports.</summary>
    public DateTimeOffset? NextAfter(Platform platform, DateTimeOffset now)
    {
        if (DueBy(platform, now) is not { } last)
        {
            return null;
        }

        var next = (Cadence == JobCadence.Monthly ? last.AddMonths(1) : last.AddDays(1)).ToDateTime(At);

        // A wall clock time that the day skips is taken an hour later.
        next = platform.Zone.IsInvalidTime(next) ? next.AddHours(1) : next;
        return new DateTimeOffset(next, platform.Zone.GetUtcOffset(next)).ToUniversalTime();
    }

    /// <summary>Quartz's words for it: seconds, minutes, hours, day of month, month, day of week.</summary>
    public string? Cron => Cadence switch
    {
        JobCadence.Daily => FormattableString.Invariant($"0 {At.Minute} {At.Hour} * * ?"),
        JobCadence.Monthly => FormattableString.Invariant($"0 {At.Minute} {At.Hour} 1 * ?"),
        JobCadence.AfterImport or JobCadence.AfterUsage => null,
    };
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>One local day of one job.</summary>
/// <param name="Status">How the last run that started on this day stands; null if none started.</param>
/// <param name="Took">How long that run took, or has taken so far; null if none started or its end is unknown.</param>
/// <param name="Runs">Runs that started on this day.</param>
/// <param name="Missed">True if a run was due on this day and none started.</param>
public sealed record JobDay(DateOnly Day, RunStatus? Status, TimeSpan? Took, int Runs, bool Missed);

/// <summary>The last days of one job of one platform, oldest first.</summary>
public sealed record JobStrip(string Job, string Platform, IReadOnlyList<JobDay> Days);

/// <summary>How the last days went, by job. Contains no personal data, so every viewer may read it.</summary>
public sealed class JobStrips(IEnumerable<IJobWork> works, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public const int Days = 14;

    public async Task<IReadOnlyList<JobStrip>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        List<JobStrip> strips = [];
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            // A day more than is shown: a local day may begin before the one of UTC.
            var from = now.UtcDateTime.Date.AddDays(-Days);
            var runs = await db
                .JobRuns.Where(r => r.PlatformKey == platform.Key && r.StartedAt >= from)
                .Select(r => new Run(r.Job, r.StartedAt, r.EndedAt, r.Status))
                .ToListAsync(ct);
            var firsts = await db
                .JobRuns.Where(r => r.PlatformKey == platform.Key)
                .GroupBy(r => r.Job)
                .Select(g => new { Job = g.Key, At = g.Min(r => r.StartedAt) })
                .ToDictionaryAsync(g => g.Job, g => platform.DayOf(g.At), ct);
            strips.AddRange(
                works.Select(work =>
                    Strip(work.Plan, platform, runs.Where(r => r.Job == work.Plan.Name), firsts.GetValueOrDefault(work.Plan.Name), now)
                )
            );
        }

        return strips;
    }

    private static JobStrip Strip(JobPlan plan, Platform platform, IEnumerable<Run> runs, DateOnly? first, DateTimeOffset now)
    {
        var today = platform.LocalDay(now);
        var byDay = runs.ToLookup(run => platform.DayOf(run.StartedAt)!.Value);
        return new JobStrip(
            plan.Name,
            platform.Name,
            [
                .. Enumerable
                    .Range(1 - Days, Days)
                    .Select(today.AddDays)
                    .Select(day =>
                    {
                        var last = byDay[day].MaxBy(run => run.StartedAt);
                        var took =
                            last is null ? null
                            : last.Status == RunStatus.Running ? now.UtcDateTime - last.StartedAt
                            : last.EndedAt - last.StartedAt;
                        return new JobDay(
                            day,
                            last?.Status,
                            took,
                            byDay[day].Count(),
                            last is null && day >= first && IsDue(plan, platform, day, now)
                        );
                    }),
            ]
        );
    }

    /// <summary>What follows an import is due on no particular day.</summary>
    private static bool IsDue(JobPlan plan, Platform platform, DateOnly day, DateTimeOffset now) =>
        plan.Cadence switch
        {
            JobCadence.Daily => plan.DueAt(platform, day) <= now,
            JobCadence.Monthly => day.Day == 1 && plan.DueAt(platform, day) <= now,
            JobCadence.AfterImport or JobCadence.AfterUsage => false,
        };

    private sealed record Run(string Job, DateTime StartedAt, DateTime? EndedAt, RunStatus Status);
}

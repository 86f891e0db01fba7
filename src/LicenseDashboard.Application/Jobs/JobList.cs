using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

/// <summary>One run as shown on the Jobs page. Instants are UTC.</summary>
public sealed record JobRunRow(
    Guid Id,
    string Job,
    string Platform,
    DateOnly? DueOn,
    bool RunNow,
    DateTime StartedAt,
    DateTime? EndedAt,
    RunStatus Status,
    string Step,
    int StepsDone,
    int StepsTotal,
    string Summary,
    string Failure
);

/// <summary>One job of one platform: next run, current state, last result.</summary>
/// <param name="Cadence">In words: <c>Daily at 2:00 AM (Europe/Berlin)</c>.</param>
/// <param name="NextRunAt">UTC time of the next automatic run; null if it follows another job.</param>
/// <param name="WaitsFor">Title of the job that must end before the run that is due now.</param>
/// <param name="TimeZone">IANA ID of the platform's time zone.</param>
/// <param name="Retries">True if the next run repeats the last one, which failed.</param>
/// <param name="Note">Why it runs at other times than planned; null if it doesn't.</param>
public sealed record JobRow(
    string Job,
    string Title,
    string Platform,
    string Cadence,
    DateTime? NextRunAt,
    JobRunRow? Running,
    JobRunRow? Last,
    string TimeZone = "UTC",
    string? WaitsFor = null,
    string? Note = null,
    bool Retries = false
);

/// <summary>
/// Every job of every platform. Everyone may read it: it contains no personal data, and people waiting for a number can see why it is
/// missing.
/// </summary>
public sealed class JobList(
    IEnumerable<IJobWork> works,
    DueRuns due,
    ScheduleNotes notes,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    public IReadOnlyList<string> Names { get; } = [.. works.Select(work => work.Plan.Name)];

    public async Task<IReadOnlyList<JobRow>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = new List<JobRow>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            foreach (var plan in works.Select(w => w.Plan))
            {
                var runs = db.JobRuns.Where(r => r.Job == plan.Name && r.PlatformKey == platform.Key);
                var running = await Rows(db, runs.Where(r => r.Status == RunStatus.Running).OrderByDescending(r => r.StartedAt).Take(1))
                    .SingleOrDefaultAsync(ct);
                var last = await Rows(db, runs.Where(r => r.Status != RunStatus.Running).OrderByDescending(r => r.StartedAt).Take(1))
                    .SingleOrDefaultAsync(ct);
                var next = await due.NextAsync(db, platform, plan, ct);
                rows.Add(
                    new JobRow(
                        plan.Name,
                        plan.Title,
                        platform.Name,
                        Words(plan, platform.TimeZone),
                        next.At?.UtcDateTime,
                        running,
                        last,
                        platform.TimeZone,
                        next.WaitsFor,
                        await NoteAsync(runs, platform, plan, last, ct),
                        next.Retries
                    )
                );
            }
        }

        return rows;
    }

    /// <summary>The current state of one run; null if there is none.</summary>
    public async Task<JobRunRow?> OneAsync(Viewer viewer, RunId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Rows(db, db.JobRuns.Where(r => r.Id == id)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Runs of one job, or of all.</summary>
    /// <param name="platform">Key of a platform; null means all.</param>
    /// <param name="sort">A known order of <see cref="RunSort"/>; anything else is the default.</param>
    public async Task<PagedResult<JobRunRow>> HistoryAsync(
        Viewer viewer,
        string? job,
        string? platform,
        string sort,
        Page page,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var runs = db.JobRuns.Where(r =>
            (job == null || r.Job == job) && (platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform))
        );
        var rows = await Rows(db, RunSort.Order(runs, sort).Skip(page.Skip).Take(page.Take)).ToListAsync(ct);
        return new PagedResult<JobRunRow>(rows, await runs.CountAsync(ct), page);
    }

    /// <summary>
    /// Anything that makes a job run at other times than announced: a clock set back or ahead, a pause, an unreadable schedule.
    /// </summary>
    private async Task<string?> NoteAsync(IQueryable<JobRun> runs, Platform platform, JobPlan plan, JobRunRow? last, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (last?.StartedAt > now.UtcDateTime + JobInstance.DeadAfter)
        {
            var day = EnglishText.Day(platform.DayOf(last.StartedAt)!.Value);
            return $"The clock was set back: the last run, of {day}, is in the future. Days that have run don't run again.";
        }

        if (
            plan.Cadence == JobCadence.Daily
            && plan.DueBy(platform, now) is { } due
            && last?.DueOn == due
            && await runs.Where(r => r.DueOn < due).MaxAsync(r => r.DueOn, ct) is { } before
            && before < due.AddDays(-1)
        )
        {
            var (first, until) = (EnglishText.Day(before.AddDays(1)), EnglishText.Day(due.AddDays(-1)));
            var days = first == until ? "on " + first : $"from {first} to {until}";
            return $"No run {days}: LicenseDashboard was not running, or its clock was set ahead. "
                + $"The run of {EnglishText.Day(due)} made up for it.";
        }

        return notes.Of(plan.Name, platform.Name);
    }

    private static IQueryable<JobRunRow> Rows(LicenseDb db, IQueryable<JobRun> runs) =>
        from run in runs.AsNoTracking()
        select new JobRunRow(
            run.Id.Value,
            run.Job,
            db.Platforms.Where(platform => platform.Key == run.PlatformKey).Select(platform => platform.Name).First(),
            run.DueOn,
            run.DueOn == null && run.Follows == null,
            run.StartedAt,
            run.EndedAt,
            run.Status,
            run.Step,
            run.StepsDone,
            run.StepsTotal,
            run.Summary,
            run.Failure
        );

    private static string Words(JobPlan plan, string zone) =>
        plan.Cadence switch
        {
            JobCadence.Daily => $"Daily at {EnglishText.Time(plan.At)} ({zone})",
            JobCadence.Monthly => $"On the 1st at {EnglishText.Time(plan.At)} ({zone})",
            JobCadence.AfterImport => "After each import",
            JobCadence.AfterUsage => "After each usage import",
        };
}

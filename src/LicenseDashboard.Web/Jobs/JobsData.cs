using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Jobs;

/// <summary>What one load of the page reads.</summary>
/// <param name="Refused">The latest directory import of each platform, if it refused lists.</param>
/// <param name="WorkedAt">UTC time at which this instance last executed a decision.</param>
internal sealed record JobsRead(
    bool MayOperate,
    bool MayReadDetails,
    IReadOnlyList<JobRow> Jobs,
    IReadOnlyList<JobStrip> Strips,
    IReadOnlyList<ImportRow> Latest,
    PagedResult<JobRunRow> History,
    PagedResult<ImportRow> Imports,
    IReadOnlyList<ImportRow> Refused,
    DateTime? WorkedAt
);

/// <summary>Reads and actions of the Jobs page.</summary>
internal sealed class JobsData(
    CurrentViewer viewers,
    JobList jobs,
    JobStrips strips,
    ImportList imports,
    RunNow runNow,
    CancelRun cancel,
    AcceptShortLists accept,
    RemediationWorker worker,
    ListViews views
)
{
    public static readonly ReadingList Runs = new("runs", Rows: 25);
    public static readonly ReadingList ImportRuns = new("imports", Rows: 25);

    /// <summary>Names as in addresses.</summary>
    public IReadOnlyList<string> Jobs => jobs.Names;

    public async Task<JobsRead> ReadAsync(JobsQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var rows = await jobs.RunAsync(viewer, ct);
        return new JobsRead(
            viewer.MayOperate,
            viewer.ReadsDetails,
            [.. rows.Where(row => query.Platform is null || row.Platform == query.Platform)],
            await strips.RunAsync(viewer, ct),
            await imports.LatestAsync(viewer, ct),
            await jobs.HistoryAsync(viewer, query.Job, query.Platform, query.Sort, new Page(query.Page, views.RowsOf(Runs)), ct),
            await imports.RunAsync(
                viewer,
                new ImportFilter { Platform = query.Platform, Sort = query.ImportSort },
                new Page(query.Imports, views.RowsOf(ImportRuns)),
                ct
            ),
            await imports.RefusedAsync(viewer, ct),
            worker.LastDidSomethingAt
        );
    }

    public async Task<Refusal?> RunAsync(JobRow job, CancellationToken ct) =>
        (await runNow.RunAsync(await viewers.GetAsync(ct), job.Platform, job.Job, ct)).Refusal;

    /// <summary>
    /// Accepts short lists once and reads the vendor again immediately; an import already running applies the acceptance.
    /// </summary>
    public async Task<Refusal?> AcceptAsync(ImportRow import, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var accepted = await accept.RunAsync(viewer, new RunId(import.Id), ct);
        if (accepted.Refusal is { } refused)
        {
            return refused;
        }

        var ordered = await runNow.RunAsync(viewer, accepted.Value, ImportKinds.Directory, ct);
        return ordered.Refusal is { Code: not "running" } other ? other : null;
    }

    public async Task<Refusal?> CancelAsync(JobRunRow run, CancellationToken ct) =>
        (await cancel.RunAsync(await viewers.GetAsync(ct), new RunId(run.Id), ct)).Refusal;
}

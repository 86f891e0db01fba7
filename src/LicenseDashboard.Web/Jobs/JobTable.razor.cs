using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LicenseDashboard.Web.Jobs;

/// <summary>Every job with its next run, its last days and its last result.</summary>
public partial class JobTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobRow> Jobs { get; set; }

    [Parameter]
    public bool MayOperate { get; set; }

    /// <summary>Exact texts of errors.</summary>
    [Parameter]
    public bool MayReadDetails { get; set; }

    [Parameter]
    public IReadOnlyList<JobStrip> Strips { get; set; } = [];

    /// <summary>The last import of each kind and platform.</summary>
    [Parameter]
    public IReadOnlyList<ImportRow> Latest { get; set; } = [];

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>More than one platform: rows say which.</summary>
    [Parameter]
    public bool Platforms { get; set; }

    /// <summary>Imports that refused short lists, which an administrator may let pass once.</summary>
    [Parameter]
    public IReadOnlyList<ImportRow> Refused { get; set; } = [];

    [Parameter]
    public EventCallback<ImportRow> OnAccept { get; set; }

    [Parameter]
    public EventCallback<JobRow> OnRun { get; set; }

    [Parameter]
    public EventCallback<JobRow> OnCancel { get; set; }

    private static string Verb(JobRow job) => job.Running is null ? "Run now" : "Cancel";

    private string Progress(JobRunRow run) =>
        $"{JobWords.Progress(run.StepsDone, run.StepsTotal)}, running for {DurationText.Of(Now - run.StartedAt)}";

    private static string Took(JobRunRow run) => run.EndedAt is { } end ? $", took {DurationText.Of(end - run.StartedAt)}" : "";

    /// <summary>
    /// One button for both, so that it keeps the focus. The second click of a double click would cancel what the first has started.
    /// </summary>
    private Task PressAsync(JobRow job, MouseEventArgs click) =>
        Busy || click.Detail > 1 ? Task.CompletedTask
        : job.Running is null ? OnRun.InvokeAsync(job)
        : OnCancel.InvokeAsync(job);

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private JobStrip? StripOf(JobRow job) => Strips.FirstOrDefault(strip => strip.Job == job.Job && strip.Platform == job.Platform);

    private ImportRow? Imported(JobRow job) =>
        Latest.FirstOrDefault(import => import.Kind == job.Job && import.Platform == job.Platform && import.Requests > 0);

    private ImportRow? RefusedBy(JobRow job) =>
        job.Job == ImportKinds.Directory
            ? Refused.FirstOrDefault(import => import.Platform == job.Platform && !import.Refused.All(list => list.Spent))
            : null;

    private Task AcceptAsync(ImportRow import) => Busy ? Task.CompletedTask : OnAccept.InvokeAsync(import);

    private static TimeZoneInfo Zone(JobRow job) => TimeZoneInfo.FindSystemTimeZoneById(job.TimeZone);
}

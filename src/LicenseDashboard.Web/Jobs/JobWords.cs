using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Jobs;

/// <summary>Texts about runs.</summary>
internal static class JobWords
{
    private const string Cancelled = "Somebody cancelled it. What it had stored stays; the next run goes on from there.";

    public static (string Text, Tone Tone) Of(RunStatus status) =>
        status switch
        {
            RunStatus.Running => ("Running", Tone.Accent),
            RunStatus.Succeeded => ("Succeeded", Tone.Positive),
            RunStatus.Failed => ("Failed", Tone.Danger),
            RunStatus.Cancelled => ("Cancelled", Tone.Neutral),
            RunStatus.Interrupted => ("Interrupted", Tone.Warning),
        };

    /// <summary>What an administrator can do about a failure, based on its message.</summary>
    public static string Advice(JobRunRow run) =>
        run.Failure switch
        {
            _ when run.Status == RunStatus.Interrupted => "",
            var failure when Says(failure, "accept it once") =>
                $"The job is tried again {(int)DueRuns.Rest.TotalMinutes} minutes after it failed.",
            var failure when Says(failure, "ClientId", "ClientSecret", "credential", "401") =>
                "Check the client id and secret of this platform in the configuration, restart, then press Run now.",
            var failure when Says(failure, "permission", "403") =>
                "Give the client the permission that is named, at the vendor's admin pages, then press Run now.",
            var failure when Says(failure, "Unexpected:") =>
                "The program's log says more under the run's number. Press Run now to try at once; tell us if it fails again.",
            _ => $"What was stored stays, and the job is tried again {(int)DueRuns.Rest.TotalMinutes} minutes after it failed. "
                + "Press Run now to go on at once.",
        };

    /// <summary>The result of a run, or its current step.</summary>
    public static string Story(JobRunRow run) =>
        run switch
        {
            { Status: RunStatus.Running } => run.Step.Length > 0 ? run.Step : "Starting",
            { Status: RunStatus.Cancelled, Failure: JobClaims.NoSuchJob } => run.Failure,
            { Status: RunStatus.Cancelled } => Cancelled,
            { Failure.Length: > 0 } => run.Failure,
            _ => run.Summary,
        };

    public static string Story(ImportRow import) =>
        import switch
        {
            { Status: RunStatus.Running } => import.Step,
            { Status: RunStatus.Cancelled } => Cancelled,
            { Status: RunStatus.Interrupted, Failure: "" } => "The program ended meanwhile; the next run goes on from there.",
            _ => import.Failure,
        };

    public static int? Percent(int done, int total) => total > 0 ? Math.Clamp(100 * done / total, 0, 100) : null;

    public static string Trigger(JobRunRow run) =>
        run switch
        {
            { RunNow: true } => "Run now",
            { DueOn: { } day } => "Due " + DayText.Of(day),
            _ => "After an import",
        };

    private static bool Says(string failure, params string[] words) =>
        words.Any(word => failure.Contains(word, StringComparison.OrdinalIgnoreCase));
}

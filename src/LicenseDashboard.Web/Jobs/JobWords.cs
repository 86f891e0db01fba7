using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Jobs;

/// <summary>Texts about runs.</summary>
internal static class JobWords
{
    private const string Cancelled = "Cancelled. Imported data is kept; the next run continues from there.";

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
                $"The job retries {(int)DueRuns.Rest.TotalMinutes} minutes after the failure.",
            var failure when Says(failure, "ClientId", "ClientSecret", "credential", "401") =>
                "Check the client id and secret of this platform in the configuration, restart, then select Run now.",
            var failure when Says(failure, "permission", "403") =>
                "Grant the client the missing permission in Genesys Cloud, then select Run now.",
            var failure when Says(failure, "Unexpected:") =>
                "See the application log for details. Select Run now to try again; if it keeps failing, contact support.",
            _ => $"Imported data is kept, and the job retries {(int)DueRuns.Rest.TotalMinutes} minutes after the failure. "
                + "Select Run now to retry immediately.",
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
            { Status: RunStatus.Interrupted, Failure: "" } => "Interrupted by a restart; the next run continues from there.",
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

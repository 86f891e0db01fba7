using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Platforms;
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

    /// <summary>What can be done about a failure, based on its message. Only people who may run jobs are told to.</summary>
    public static string Advice(JobRunRow run, bool mayOperate) =>
        run.Failure switch
        {
            _ when run.Status == RunStatus.Interrupted => "",
            var failure when Says(failure, "accept it once") => "",
            var failure when Says(failure, "ClientId", "ClientSecret", "credential", "401") => mayOperate
                ? "Check the client id and secret of this platform in the configuration, restart, then select Run now."
                : "An administrator has to check the client id and secret of this platform.",
            var failure when Says(failure, "permission", "403") => mayOperate
                ? "Grant the client the missing permission in Genesys Cloud, then select Run now."
                : "An administrator has to grant the client the missing permission in Genesys Cloud.",
            var failure when Says(failure, "Unexpected:") => mayOperate
                ? "See the application log for details. Select Run now to try again; if it keeps failing, contact support."
                : "An administrator finds details in the application log.",
            _ => "Imported data is kept." + (mayOperate ? " Select Run now to retry immediately." : ""),
        };

    /// <summary>How far a run is. Steps that run side by side are counted when they end, so the number never goes back.</summary>
    public static string Progress(int done, int total) =>
        total > 0 ? $"Step {NumberText.Of(Math.Min(done + 1, total))} of {NumberText.Of(total)}" : "Running";

    /// <summary>Class of a day's cell.</summary>
    public static string Kind(JobDay day) =>
        day switch
        {
            { Missed: true } => "missed",
            { Status: null } => "none",
            { Status: RunStatus.Running } => "running",
            { Status: RunStatus.Succeeded } => "succeeded",
            { Status: RunStatus.Failed } => "failed",
            _ => "ended",
        };

    /// <summary>One day: "Nov 17: failed after 5 min 12 s".</summary>
    public static string Of(JobDay day)
    {
        var took = day.Took is { } span ? DurationText.Of(span) : null;
        var words = Kind(day) switch
        {
            "missed" => "did not run",
            "none" => "no run due",
            "running" => took is null ? "running" : $"running for {took}",
            "succeeded" => took is null ? "succeeded" : $"succeeded in {took}",
            "failed" => took is null ? "failed" : $"failed after {took}",
            _ => day.Status == RunStatus.Cancelled ? "cancelled" : "interrupted",
        };
        return $"{DayText.Of(day.Day)}: {words}{(day.Runs > 1 ? $", last of {NumberText.Of(day.Runs)} runs" : "")}";
    }

    /// <summary>A strip in words: "11 succeeded, 1 failed (Nov 17), 2 did not run (Nov 18, Nov 19)".</summary>
    public static string Summary(JobStrip strip)
    {
        (string Kind, string Words)[] kinds =
        [
            ("succeeded", "succeeded"),
            ("failed", "failed"),
            ("ended", "cancelled or interrupted"),
            ("missed", "did not run"),
            ("running", "running"),
        ];
        var parts = kinds
            .Select(kind => (kind.Words, Days: strip.Days.Where(day => Kind(day) == kind.Kind).ToList()))
            .Where(part => part.Days.Count > 0)
            .Select(part =>
                $"{NumberText.Of(part.Days.Count)} {part.Words}"
                + (part.Words == "succeeded" ? "" : $" ({string.Join(", ", part.Days.Select(day => DayText.Of(day.Day)))})")
            )
            .ToList();
        return parts.Count == 0 ? "no runs" : string.Join(", ", parts);
    }

    /// <summary>The result of a run, or its current step.</summary>
    public static string Story(JobRunRow run) =>
        run switch
        {
            { Status: RunStatus.Running } => run.Step.Length > 0 ? run.Step : "Starting",
            { Status: RunStatus.Cancelled, Failure: JobClaims.NoSuchJob } => run.Failure,
            { Status: RunStatus.Cancelled } => Cancelled,
            { Failure.Length: > 0 } => VendorWords.Of(run.Failure),
            _ => run.Summary,
        };

    public static string Story(ImportRow import) =>
        import switch
        {
            { Status: RunStatus.Running } => import.Step,
            { Status: RunStatus.Cancelled } => Cancelled,
            { Status: RunStatus.Interrupted, Failure: "" } => "Interrupted by a restart; the next run continues from there.",
            _ => VendorWords.Of(import.Failure),
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

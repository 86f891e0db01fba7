using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The steps of reclamation: once a day, after the rules have looked at what came in.</summary>
internal sealed class ReclamationJob(AdvanceReclamations advance) : IJobWork
{
    public const string Name = "reclamation";

    public JobPlan Plan { get; } = new(Name, "Reclamation steps", JobCadence.Daily, new TimeOnly(5, 0), After: EvaluateJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var report = await advance.RunAsync(context.Viewer, context.Platform.Name, "run:" + context.Run.Value, context.Progress, ct);
        return FormattableString.Invariant($"{report.Rows.Raised} seats found unused, {report.Rows.Moved} moved on, {report.Rows.Withdrawn} withdrawn; ") + report.Taken switch
        {
            { Stopped: > 0 } stopped => FormattableString.Invariant($"stopped at {stopped.Stopped} seats, which is more than a day's limit: an administrator decides."),
            { Dry: > 0 } dry => FormattableString.Invariant($"dry run: {dry.Dry} would have been reclaimed."),
            var taken => FormattableString.Invariant($"{taken.Taken} reclaimed by policy."),
        };
    }
}

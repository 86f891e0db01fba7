using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>The steps of reclamation, daily, after the rules have processed the imports.</summary>
internal sealed class ReclamationJob(AdvanceReclamations advance) : IJobWork
{
    public const string Name = "reclamation";

    public JobPlan Plan { get; } = new(Name, "Reclamation steps", JobCadence.Daily, new TimeOnly(5, 0), After: EvaluateJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct) =>
        (await advance.RunAsync(context.Viewer, context.Platform.Name, "run:" + context.Run.Value, context.Progress, ct)).Words;
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Runs the rules once after each import of usage or of the directory.</summary>
internal sealed class EvaluateJob(EvaluatePlatform evaluate) : IJobWork
{
    public const string Name = "evaluate";

    public JobPlan Plan { get; } = new(Name, "Evaluate", JobCadence.AfterImport);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        context.Progress.Report("Applying the rules", 0, 1);
        var report = await evaluate.RunAsync(context.Viewer, context.Platform.Name, "run:" + context.Run.Value, ct);
        context.Progress.Report("Applying the rules", 1, 1);
        return report.Words;
    }
}

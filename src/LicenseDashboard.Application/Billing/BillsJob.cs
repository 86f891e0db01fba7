using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Billing;

/// <summary>Keeps the bills after each import, once the rules have been applied to it.</summary>
internal sealed class BillsJob(KeepBills keep, IEnumerable<IFollowBills> followers) : IJobWork
{
    public const string Name = "bills";

    public JobPlan Plan { get; } = new(Name, "Bills", JobCadence.AfterImport, After: EvaluateJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        context.Progress.Report("Calculating bills", 0, 1);
        var kept = await keep.RunAsync(context.Viewer, context.Platform, ct);
        foreach (var follower in followers)
        {
            await follower.RunAsync(context.Viewer, context.Platform, ct);
        }

        context.Progress.Report("Calculating bills", 1, 1);
        return kept.Words;
    }
}

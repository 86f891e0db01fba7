using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Verifies manual changes: daily, after the directory import.</summary>
internal sealed class VerifyJob(VerifyHandedOver verify) : IJobWork
{
    public const string Name = "verify";

    public JobPlan Plan { get; } = new(Name, "Verify changes", JobCadence.Daily, new TimeOnly(4, 0), After: "directory");

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var ended = await verify.RunAsync(context.Viewer, context.Platform, ct);
        return ended == 0
            ? "No handed-over change was verified."
            : $"{EnglishText.Count(ended, "handed-over change was", "handed-over changes were")} verified.";
    }
}

using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Notices;

/// <summary>Tells managers what is new for them, once a day after the steps of reclamation.</summary>
internal sealed class NoticeJob(PrepareDigests prepare, SendDigests send) : IJobWork
{
    public const string Name = "notices";

    public JobPlan Plan { get; } = new(Name, "Notices to managers", JobCadence.Daily, new TimeOnly(7, 0), After: ReclamationJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var written = await prepare.RunAsync(context.Viewer, context.Platform, ct);
        context.Progress.Report("Sending", 0, 0);
        var report = await send.RunAsync(context.Viewer, context.Platform, ct);
        var failed = report.Failed > 0 ? FormattableString.Invariant($", {report.Failed} failed: see Settings, Notices") : "";
        var waiting = report.Waiting > 0 ? FormattableString.Invariant($", {report.Waiting} still waiting") : "";
        return FormattableString.Invariant($"{written} digests written, {report.Sent} sent{failed}{waiting}.");
    }
}

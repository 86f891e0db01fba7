using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Notices;

/// <summary>Notifies managers of what is new for them, daily after the reclamation steps.</summary>
internal sealed class NoticeJob(PrepareDigests prepare, SendDigests send, NoticeRoute route) : IJobWork
{
    public const string Name = "notices";

    public JobPlan Plan { get; } = new(Name, "Notices to managers", JobCadence.Daily, new TimeOnly(7, 0), After: ReclamationJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var written = await prepare.RunAsync(context.Viewer, context.Platform, ct);
        context.Progress.Report("Sending", 0, 0);
        var report = await send.RunAsync(context.Viewer, context.Platform, ct);
        var sent = report.Words ?? (written > 0 && route.HeldBecause is { } held ? $"none is sent, because {held}" : null);
        var digests = written == 0 ? "No new notices" : EnglishText.Count(written, "digest", "digests") + " written";
        return digests + (sent is null ? "." : $"; {sent}.");
    }
}

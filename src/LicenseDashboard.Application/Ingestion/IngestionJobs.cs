using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>People and seats: daily, and immediately on the first start. Followed by the exemption rules.</summary>
internal sealed class DirectoryJob(IngestDirectory ingest, AskStateReasons reasons, ApplyRules rules) : IJobWork
{
    public const string Name = ImportKinds.Directory;

    public JobPlan Plan { get; } = new(Name, "Directory and licenses", JobCadence.Daily, new TimeOnly(2, 0));

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var import = await ingest.RunAsync(context.Viewer, context.Platform.Name, context.Progress, ct);
        var asked = await reasons.RunAsync(context.Viewer, context.Platform, ct);
        var exempt = await rules.RunAsync(context.Viewer, context.Platform.Key, ct);
        return string.Join(' ', new[] { import.Summary, asked, exempt.Words }.Where(words => words.Length > 0));
    }
}

/// <summary>Usage: daily, after the directory.</summary>
internal sealed class UsageJob(IngestUsage ingest) : IJobWork
{
    public const string Name = ImportKinds.Usage;

    public JobPlan Plan { get; } = new(Name, "Usage", JobCadence.Daily, new TimeOnly(2, 30), After: DirectoryJob.Name);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var result = await ingest.RunAsync(context.Viewer, context.Platform.Name, context.Progress, ct);
        return result.Run.Status == RunStatus.Succeeded ? result.Summary : throw new JobFailedException(result.Run.Failure);
    }
}

/// <summary>Older history, after the first table.</summary>
internal sealed class BackfillJob(BackfillUsage backfill) : IJobWork
{
    public JobPlan Plan { get; } = new(ImportKinds.Backfill, "Older history", JobCadence.AfterUsage);

    public Task<string> RunAsync(JobContext context, CancellationToken ct) =>
        backfill.RunAsync(context.Viewer, context.Platform.Name, context.Progress, ct);
}

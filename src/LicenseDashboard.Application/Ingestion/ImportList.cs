using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

public sealed record ImportFilter
{
    /// <summary>Key of a platform.</summary>
    public string? Platform { get; init; }

    /// <summary>As in <see cref="ImportKinds"/>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];
}

/// <summary>One pull as lists show it. Instants are UTC.</summary>
public sealed record ImportRow(
    Guid Id, string Platform, string Kind, RunStatus Status, DateTime StartedAt, DateTime? EndedAt, long Requests, long Rows, string Step, int StepsDone, int StepsTotal, string Failure);

/// <summary>Pulls of every vendor, newest first. Holds no personal data, so every viewer may read it.</summary>
public sealed class ImportList(IDbContextFactory<LicenseDb> dbs)
{
    private static readonly Keyset<NamedRun> _newestFirst = new("-startedAt", r => r.Run.StartedAt, r => r.Run.Id);

    public async Task<PagedResult<ImportRow>> RunAsync(Viewer viewer, ImportFilter filter, Page page, CancellationToken ct) =>
        (await FromAsync(viewer, filter, page, ct)).Value;

    /// <summary>The same by cursor, which may be none.</summary>
    public async Task<Outcome<PagedResult<ImportRow>>> FromAsync(Viewer viewer, ImportFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        string[] kinds = [.. filter.Kinds];
        RunStatus[] statuses = [.. filter.Statuses];
        var runs =
            from run in db.ImportRuns.AsNoTracking()
            join platform in db.Platforms on run.PlatformKey equals platform.Key
            where (filter.Platform == null || platform.Name == filter.Platform)
                && (kinds.Length == 0 || kinds.Contains(run.Kind))
                && (statuses.Length == 0 || statuses.Contains(run.Status))
            select new NamedRun { Run = run, Name = platform.Name };
        var read = await _newestFirst.ReadAsync(runs, page, ct);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        var rows = read.Value.Items.Select(r => new ImportRow(
            r.Run.Id.Value, r.Name, r.Run.Kind, r.Run.Status, r.Run.StartedAt, r.Run.EndedAt, r.Run.Requests, r.Run.Rows, r.Run.Step,
            r.Run.StepsDone, r.Run.StepsTotal, r.Run.Failure)).ToList();
        return new PagedResult<ImportRow>(rows, await runs.CountAsync(ct), page) { Next = read.Value.Next };
    }

    private sealed class NamedRun
    {
        public required ImportRun Run { get; init; }

        public required string Name { get; init; }
    }
}

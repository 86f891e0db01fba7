using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>A vendor that can't be reached, and what waits for it, for one viewer. Instants are UTC.</summary>
/// <param name="Changes">Approved changes of visible people that wait; they continue on their own.</param>
/// <param name="ImportsWait">True if an import is running or failed since.</param>
/// <param name="Details">What was last asked; null unless the viewer may read technical details.</param>
public sealed record OutageRow(
    string Platform,
    DateTime Since,
    DateTime NextTryAt,
    int Changes,
    bool ImportsWait,
    MissedAnswer? Details,
    int Attempts
);

/// <summary>Current outages that any instance sees.</summary>
public sealed class Outages(VendorReach reach, IDbContextFactory<LicenseDb> dbs)
{
    private static readonly string[] Imports = [ImportKinds.Directory, ImportKinds.Usage, ImportKinds.Backfill];

    public async Task<IReadOnlyList<OutageRow>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var rows = new List<OutageRow>();
        foreach (var outage in reach.Current)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var platform = await db.Platforms.Where(p => p.Name == outage.Platform).Select(p => p.Key).SingleOrDefaultAsync(ct);
            var visible = db.Recommendations.AsNoTracking().VisibleTo(viewer);
            var changes = await db
                .Remediations.Where(item =>
                    item.PlatformKey == platform
                    && !item.Manual
                    && item.DueAt != null
                    && (
                        item.Status == RemediationStatus.Planned
                        || item.Status == RemediationStatus.Executing
                        || item.Status == RemediationStatus.Restoring
                        || item.Status == RemediationStatus.Failed
                    )
                )
                .Join(visible, item => item.RecommendationId, row => row.Id, (item, _) => item.Id)
                .Distinct()
                .CountAsync(ct);
            var importsWait = await db.JobRuns.AnyAsync(
                run =>
                    run.PlatformKey == platform
                    && Imports.Contains(run.Job)
                    && (run.Status == RunStatus.Running || (run.Status == RunStatus.Failed && run.EndedAt >= outage.Since)),
                ct
            );
            rows.Add(
                new OutageRow(
                    outage.Platform,
                    outage.Since,
                    outage.NextTryAt,
                    changes,
                    importsWait,
                    viewer.ReadsDetails ? outage.Last : null,
                    outage.Attempts
                )
            );
        }

        return rows;
    }
}

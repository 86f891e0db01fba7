using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>The moment that counts of seats are of.</summary>
/// <param name="ImportedAt">UTC end of the last directory import; the oldest one of several platforms.</param>
/// <param name="Changes">Confirmed and restored changes of visible people since that import began; the counts include them.</param>
public sealed record SeatMoment(DateTime ImportedAt, int Changes);

/// <summary>
/// Counts of seats come from the last import and from every change confirmed since, which overwrites the stored seat at once. So they are
/// of the same moment as the savings beside them.
/// </summary>
public sealed class SeatsAsOf(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    /// <returns>Null before the first import.</returns>
    public async Task<SeatMoment?> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platforms = await db.Platforms.Where(p => platform == null || p.Name == platform).Select(p => p.Key).ToListAsync(ct);
        SeatMoment? moment = null;
        foreach (var key in platforms)
        {
            var import = await db
                .ImportRuns.Where(r => r.PlatformKey == key && r.Kind == ImportKinds.Directory && r.Status == RunStatus.Succeeded)
                .Where(r => r.EndedAt != null)
                .OrderByDescending(r => r.StartedAt)
                .Select(r => new { r.StartedAt, EndedAt = r.EndedAt!.Value })
                .FirstOrDefaultAsync(ct);
            if (import is null)
            {
                continue;
            }

            var visible = db.Recommendations.AsNoTracking().VisibleTo(viewer);
            var changes = await db
                .Remediations.Where(item =>
                    item.PlatformKey == key
                    && item.EndedAt >= import.StartedAt
                    && (item.Status == RemediationStatus.Verified || item.Status == RemediationStatus.Restored)
                )
                .Join(visible, item => item.RecommendationId, row => row.Id, (item, _) => item.Id)
                .Distinct()
                .CountAsync(ct);
            var ended = moment is null || import.EndedAt < moment.ImportedAt ? import.EndedAt : moment.ImportedAt;
            moment = new SeatMoment(ended, (moment?.Changes ?? 0) + changes);
        }

        return moment;
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Open rows of one base tier that would lead to a cheaper license.</summary>
/// <param name="Review">Rows in review.</param>
public sealed record TierFinding(int Ready, int Review);

/// <summary>Number of seats of each base tier that the work doesn't require: open rows that are not protected.</summary>
public sealed class TierFindings(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    /// <returns>Base SKU id → rows.</returns>
    public async Task<IReadOnlyDictionary<string, TierFinding>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Recommendations.AsNoTracking()
            .VisibleTo(viewer)
            .Where(r =>
                r.Kind != RecommendationKind.Reclaim
                && r.Status == RecommendationStatus.Open
                && r.Lane != Lane.Protected
                && (platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform))
            )
            .GroupBy(r => r.HeldBase)
            .Select(g => new
            {
                g.Key,
                Ready = g.Count(r => r.Lane == Lane.Ready),
                Review = g.Count(r => r.Lane == Lane.Review),
            })
            .ToDictionaryAsync(g => g.Key, g => new TierFinding(g.Ready, g.Review), ct);
    }
}

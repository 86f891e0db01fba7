using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>The stage of a saving. Stages are never added up.</summary>
public enum SavingStage
{
    /// <summary>Open downgrades that are not protected.</summary>
    Potential,

    /// <summary>Unused licenses that are announced or due and not protected.</summary>
    Unused,
    Approved,

    /// <summary>Confirmed by a read-back and not restored.</summary>
    Verified,
}

/// <summary>Monthly list saving of one stage in one currency.</summary>
public sealed record SavingTotal(SavingStage Stage, int Count, Money List);

/// <summary>
/// Right-sizing totals and the cost of unused licenses of visible people, summed by the database. Realized savings are
/// <see cref="RealizedTotals"/>.
/// </summary>
public sealed class SavingTotals(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<SavingTotal>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = db
            .Recommendations.AsNoTracking()
            .VisibleTo(viewer)
            .Where(r => platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform));
        var rows = all.Where(r => r.Kind != RecommendationKind.Reclaim);
        return
        [
            .. await SumAsync(
                SavingStage.Potential,
                rows.Where(r => r.Status == RecommendationStatus.Open && r.Lane != Core.Rightsizing.Lane.Protected),
                ct
            ),
            .. await SumAsync(
                SavingStage.Unused,
                all.Where(r =>
                    r.Kind == RecommendationKind.Reclaim
                    && r.Status == RecommendationStatus.Open
                    && r.Lane != Core.Rightsizing.Lane.Protected
                ),
                ct
            ),
            .. await SumAsync(SavingStage.Approved, rows.Where(r => r.Status == RecommendationStatus.Approved), ct),
            .. await SumAsync(SavingStage.Verified, rows.Where(r => r.Status == RecommendationStatus.Done), ct),
        ];
    }

    private static async Task<IEnumerable<SavingTotal>> SumAsync(SavingStage stage, IQueryable<Recommendation> rows, CancellationToken ct)
    {
        var sums = await rows.GroupBy(r => r.Currency)
            .Select(g => new
            {
                Currency = g.Key,
                Count = g.Count(),
                Micros = g.Sum(r => r.ListSavingMicros),
            })
            .ToListAsync(ct);
        return sums.OrderBy(sum => sum.Currency, StringComparer.Ordinal)
            .Select(sum => new SavingTotal(stage, sum.Count, new Money(sum.Micros, sum.Currency)));
    }
}

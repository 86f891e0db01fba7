using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>Counts of what is waiting for the viewer to act, not merely visible to them.</summary>
/// <param name="Downgrades">Open rows they may decide.</param>
/// <param name="HandedOver">Changes that a person has to make at the vendor.</param>
/// <param name="Overdue">Those that were handed over longer ago than usual.</param>
/// <param name="Failed">Changes whose attempts are used up.</param>
/// <param name="Reclamations">Due unused licenses that they may decide.</param>
/// <param name="Unused">Those plus the announced ones.</param>
/// <param name="NextDueOn">Local day on which the next announced one is due; null if there is none.</param>
public sealed record WaitingCounts(
    int Downgrades,
    int HandedOver,
    int Overdue,
    int Failed,
    int Reclamations = 0,
    int Unused = 0,
    DateOnly? NextDueOn = null
)
{
    public int Remediations => HandedOver + Failed;
}

/// <summary>The counts in the navigation and on the Overview.</summary>
public sealed class WaitingOn(IDbContextFactory<LicenseDb> dbs, RemediationOptions options, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<WaitingCounts> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = db
            .Recommendations.AsNoTracking()
            .Where(r => platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform));
        var mine = Decidable(
            rows.Where(r => r.Status == RecommendationStatus.Open && r.Lane != Lane.Protected && r.Kind != RecommendationKind.Reclaim),
            viewer
        );
        var downgrades = await mine.Select(r => r.Id).Distinct().CountAsync(ct);
        var unused = await Decidable(
                rows.Where(r => r.Status == RecommendationStatus.Open && r.Lane != Lane.Protected && r.Kind == RecommendationKind.Reclaim),
                viewer
            )
            .Select(r => r.Id)
            .Distinct()
            .Join(db.ReclamationCases, id => id, c => c.RecommendationId, (_, c) => c)
            .GroupBy(c => c.Step == ReclamationStep.Due)
            .Select(g => new
            {
                IsDue = g.Key,
                Count = g.Count(),
                Next = g.Min(c => c.DueOn),
            })
            .ToListAsync(ct);
        var due = unused.Where(each => each.IsDue).Sum(each => each.Count);
        var announced = unused.Find(each => !each.IsDue);
        var counts = new WaitingCounts(downgrades, 0, 0, 0, due, due + (announced?.Count ?? 0), announced?.Next);
        if (!viewer.MayOperate && !viewer.Has(ViewerRoles.OperationsManager | ViewerRoles.ApiDecide))
        {
            return counts;
        }

        var items = db
            .Remediations.AsNoTracking()
            .Join(rows.VisibleTo(viewer), item => item.RecommendationId, row => row.Id, (item, _) => item);
        var byHand = items.ByHand();
        var usual = clock.GetUtcNow().UtcDateTime.AddDays(-options.OverdueDays);
        return counts with
        {
            HandedOver = await byHand.CountAsync(ct),
            Overdue = await items.Overdue(usual).CountAsync(ct),
            Failed = viewer.MayOperate ? await items.CountAsync(i => i.Status == RemediationStatus.Failed && i.DueAt == null, ct) : 0,
        };
    }

    /// <summary><see cref="Viewer.MayDecide"/> as a query.</summary>
    private static IQueryable<Recommendation> Decidable(IQueryable<Recommendation> rows, Viewer viewer)
    {
        if (viewer.Has(ViewerRoles.ApiDecide))
        {
            return rows;
        }

        var below = rows.VisibleTo(viewer with { Roles = viewer.Roles & ViewerRoles.OperationsManager });
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return below;
        }

        int[] self = [.. viewer.Scopes.Select(scope => scope.PersonKey)];
        var without = rows.Where(r => r.ManagerKey == null && !self.Contains(r.PersonKey));
        return viewer.Has(ViewerRoles.OperationsManager) ? below.Union(without) : without;
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Application.Overview;

/// <summary>Counts of what is waiting for the viewer to act, not merely visible to them.</summary>
/// <param name="Downgrades">Open rows they may decide.</param>
/// <param name="HandedOver">Changes that a person has to make at the vendor.</param>
/// <param name="Overdue">Those that were handed over longer ago than usual.</param>
/// <param name="Failed">Changes whose attempts are used up.</param>
/// <param name="Reclamations">Due unused seats they may decide.</param>
public sealed record WaitingCounts(int Downgrades, int HandedOver, int Overdue, int Failed, int Reclamations = 0)
{
    public int Remediations => HandedOver + Failed;
}

/// <summary>The counts in the navigation and on the Overview.</summary>
public sealed class WaitingOn(IDbContextFactory<LicenseDb> dbs, IOptions<RemediationOptions> options, TimeProvider clock)
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
        var due = await Decidable(
                rows.Where(r => r.Status == RecommendationStatus.Open && r.Lane != Lane.Protected && r.Kind == RecommendationKind.Reclaim),
                viewer
            )
            .Select(r => r.Id)
            .Distinct()
            .Where(id => db.ReclamationCases.Any(c => c.RecommendationId == id && c.Step == ReclamationStep.Due))
            .CountAsync(ct);
        if (!viewer.MayOperate && !viewer.Has(ViewerRoles.OperationsManager | ViewerRoles.ApiDecide))
        {
            return new WaitingCounts(downgrades, 0, 0, 0, due);
        }

        var items = db
            .Remediations.AsNoTracking()
            .Join(rows.VisibleTo(viewer), item => item.RecommendationId, row => row.Id, (item, _) => item);
        var byHand = items.ByHand();
        var usual = clock.GetUtcNow().UtcDateTime.AddDays(-options.Value.OverdueDays);
        return new WaitingCounts(
            downgrades,
            await byHand.CountAsync(ct),
            await items.Overdue(usual).CountAsync(ct),
            viewer.MayOperate ? await items.CountAsync(i => i.Status == RemediationStatus.Failed && i.DueAt == null, ct) : 0,
            due
        );
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

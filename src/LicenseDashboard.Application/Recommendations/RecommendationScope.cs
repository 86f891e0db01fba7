using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Restricts queries to recommendations the viewer may see. Every query on recommendations for a viewer starts here.</summary>
internal static class RecommendationScope
{
    public static IQueryable<Recommendation> VisibleTo(this IQueryable<Recommendation> rows, Viewer viewer)
    {
        if (viewer.SeesEveryone)
        {
            return rows;
        }

        if (!viewer.Has(ViewerRoles.OperationsManager) || viewer.Scopes.Count == 0)
        {
            return rows.Where(r => false);
        }

        return rows.Where(AnyOf.These(viewer.Scopes.Select(Below)));
    }

    /// <summary>The people of the scope without the manager.</summary>
    internal static Expression<Func<Recommendation, bool>> Below(ReportingScope scope) =>
        r => r.PlatformKey == scope.PlatformKey && r.Position > scope.From && r.Position <= scope.To;
}

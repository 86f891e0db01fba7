using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What a viewer may not see does not exist for them: every query on recommendations starts here.</summary>
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

    /// <summary>Of the scope, without whoever stands at its head.</summary>
    internal static Expression<Func<Recommendation, bool>> Below(ReportingScope scope) =>
        r => r.PlatformKey == scope.PlatformKey && r.Position > scope.From && r.Position <= scope.To;
}

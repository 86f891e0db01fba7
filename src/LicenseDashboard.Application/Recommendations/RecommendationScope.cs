using System.Linq.Expressions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What a viewer may not see does not exist for them: every query on recommendations starts here.</summary>
public static class RecommendationScope
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

        return rows.Where(viewer.Scopes.Select(Below).Aggregate(Either));
    }

    private static Expression<Func<Recommendation, bool>> Below(ReportingScope scope) =>
        r => r.PlatformKey == scope.PlatformKey && r.Position > scope.From && r.Position <= scope.To;

    private static Expression<Func<Recommendation, bool>> Either(Expression<Func<Recommendation, bool>> left, Expression<Func<Recommendation, bool>> right)
    {
        var row = left.Parameters[0];
        var other = new Renamed(right.Parameters[0], row).Visit(right.Body);
        return Expression.Lambda<Func<Recommendation, bool>>(Expression.OrElse(left.Body, other), row);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

using System.Linq.Expressions;

namespace LicenseDashboard.Application.Persistence;

internal static class AnyOf
{
    /// <summary>A condition that holds if any of these does, so that the database gets a single WHERE clause.</summary>
    public static Expression<Func<T, bool>> These<T>(IEnumerable<Expression<Func<T, bool>>> conditions) =>
        conditions.Aggregate(
            (left, right) =>
            {
                var row = left.Parameters[0];
                return Expression.Lambda<Func<T, bool>>(
                    Expression.OrElse(left.Body, new Renamed(right.Parameters[0], row).Visit(right.Body)),
                    row
                );
            }
        );

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

using System.Linq.Expressions;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory;

/// <summary>What a viewer may not see does not exist for them: every query on people that a viewer asks starts here.</summary>
public static class PersonScope
{
    public static IQueryable<Person> VisibleTo(this IQueryable<Person> people, Viewer viewer)
    {
        if (viewer.SeesEveryone)
        {
            return people;
        }

        if (!viewer.Has(ViewerRoles.OperationsManager) || viewer.Scopes.Count == 0)
        {
            return people.Where(person => false);
        }

        return people.Where(viewer.Scopes.Select(Below).Aggregate(Either));
    }

    private static Expression<Func<Person, bool>> Below(ReportingScope scope) =>
        person => person.PlatformKey == scope.PlatformKey && person.Position > scope.From && person.Position <= scope.To;

    private static Expression<Func<Person, bool>> Either(Expression<Func<Person, bool>> left, Expression<Func<Person, bool>> right)
    {
        var person = left.Parameters[0];
        return Expression.Lambda<Func<Person, bool>>(Expression.OrElse(left.Body, new Renamed(right.Parameters[0], person).Visit(right.Body)), person);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

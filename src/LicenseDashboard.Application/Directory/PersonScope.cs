using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory;

/// <summary>Restricts queries to people the viewer may see. Every query on people for a viewer starts here.</summary>
internal static class PersonScope
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

        return people.Where(AnyOf.These(viewer.Scopes.Select(Below)));
    }

    /// <summary>The people of the scope without the manager.</summary>
    internal static Expression<Func<Person, bool>> Below(ReportingScope scope) =>
        person => person.PlatformKey == scope.PlatformKey && person.Position > scope.From && person.Position <= scope.To;
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Names of the divisions in which the viewer sees somebody, in order.</summary>
public sealed class DivisionList(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<IReadOnlyList<string>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (viewer.SeesEveryone)
        {
            return await db.Divisions.AsNoTracking().Select(division => division.Name).Distinct().OrderBy(name => name).ToListAsync(ct);
        }

        SortedSet<string> names = new(StringComparer.CurrentCulture);
        foreach (var scope in viewer.Scopes)
        {
            names.UnionWith(await db.People.AsNoTracking()
                .Where(person => person.PlatformKey == scope.PlatformKey && person.Position > scope.From && person.Position <= scope.To)
                .Join(db.Divisions, person => person.DivisionKey, division => division.Key, (_, division) => division.Name)
                .Distinct().ToListAsync(ct));
        }

        return [.. names];
    }
}

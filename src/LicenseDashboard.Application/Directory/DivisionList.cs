using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Names of the divisions in which the viewer sees people, in order.</summary>
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

        return await db
            .People.AsNoTracking()
            .VisibleTo(viewer)
            .Join(db.Divisions, person => person.DivisionKey, division => division.Key, (_, division) => division.Name)
            .Distinct()
            .OrderBy(name => name)
            .ToListAsync(ct);
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>A person with direct reports.</summary>
/// <param name="VendorId">Value for <c>manager=</c>.</param>
/// <param name="IsViewer">True for the viewer's own account.</param>
public sealed record Manager(string VendorId, string Name, string? Division, bool IsViewer);

/// <summary>Managers by whom the viewer can filter a list: the viewer first, then the managers they see, by name.</summary>
public sealed class ManagerList(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="text">Part of a name or mail; null or blank returns the first by name.</param>
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<Manager>> RunAsync(Viewer viewer, string? text, string? platform, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var heads = Heads(db, viewer);
        if (platform is not null)
        {
            heads = heads.Where(p => db.Platforms.Any(home => home.Key == p.PlatformKey && home.Name == platform));
        }

        if (text?.Trim() is { Length: > 0 } wanted)
        {
            var pattern =
                "%"
                + wanted
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("%", "\\%", StringComparison.Ordinal)
                    .Replace("_", "\\_", StringComparison.Ordinal)
                    .Replace("[", "\\[", StringComparison.Ordinal)
                + "%";
            heads = heads.Where(p => EF.Functions.Like(p.Name, pattern, "\\") || EF.Functions.Like(p.Email!, pattern, "\\"));
        }

        return await ReadAsync(db, viewer, heads, most, ct);
    }

    /// <summary>The manager with this ID; null if unknown or not visible to the viewer.</summary>
    public async Task<Manager?> OneAsync(Viewer viewer, string vendorId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await ReadAsync(db, viewer, Seen(db, viewer).Where(p => p.VendorId == vendorId), 1, ct) is [var one] ? one : null;
    }

    /// <summary>Visible people and the viewer; filtering by oneself means everyone below.</summary>
    private static IQueryable<Person> Seen(LicenseDb db, Viewer viewer)
    {
        List<int> self = [.. viewer.Scopes.Select(scope => scope.PersonKey)];
        return db.People.AsNoTracking().VisibleTo(viewer).Union(db.People.AsNoTracking().Where(p => self.Contains(p.Key)));
    }

    private static IQueryable<Person> Heads(LicenseDb db, Viewer viewer)
    {
        var named = db.People.Where(p => p.ManagerKey != null && p.State == PersonState.Active).Select(p => p.ManagerKey!.Value);
        return Seen(db, viewer).Where(p => named.Contains(p.Key));
    }

    private static async Task<IReadOnlyList<Manager>> ReadAsync(
        LicenseDb db,
        Viewer viewer,
        IQueryable<Person> people,
        int most,
        CancellationToken ct
    )
    {
        List<int> self = [.. viewer.Scopes.Select(scope => scope.PersonKey)];
        var rows = await people
            .OrderByDescending(p => self.Contains(p.Key))
            .ThenBy(p => p.Name)
            .ThenBy(p => p.Key)
            .Take(most)
            .Select(p => new
            {
                p.VendorId,
                p.Name,
                Division = db.Divisions.Where(d => d.Key == p.DivisionKey).Select(d => d.Name).FirstOrDefault(),
                IsViewer = self.Contains(p.Key),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new Manager(row.VendorId, row.Name, row.Division, row.IsViewer))];
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Somebody whom others report to.</summary>
/// <param name="VendorId">What <c>manager=</c> takes.</param>
/// <param name="IsViewer">The viewer's own account.</param>
public sealed record Manager(string VendorId, string Name, string? Division, bool IsViewer);

/// <summary>Managers whom the viewer may narrow a list to: themselves first, then those they see, by name.</summary>
public sealed class ManagerList(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="text">Part of a name or mail; null or blank: the first by name.</param>
    /// <param name="platform">Key of a platform; null: all.</param>
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

    /// <summary>The one with this id; null when it is nobody's, or nobody's that the viewer sees.</summary>
    public async Task<Manager?> OneAsync(Viewer viewer, string vendorId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await ReadAsync(db, viewer, Seen(db, viewer).Where(p => p.VendorId == vendorId), 1, ct) is [var one] ? one : null;
    }

    /// <summary>Who is seen, and the viewer: narrowing to oneself means everyone below.</summary>
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

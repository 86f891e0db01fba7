using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Whom a viewer sees, or why no one.</summary>
public enum Reach
{
    /// <summary>People below them, or everybody by role.</summary>
    Somebody,

    /// <summary>No directory import has ended yet, so the reporting line is unknown.</summary>
    NoDirectory,

    /// <summary>None of their roles shows people.</summary>
    NoRole,

    /// <summary>No account has their mail address, or several on one platform do, so their place is unknown.</summary>
    NotInDirectory,

    /// <summary>They are in the directory, but no one reports to them.</summary>
    NobodyBelow,
}

/// <summary>Distinguishes an empty list from having no one to list.</summary>
public sealed class ViewerReach(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Reach> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().VisibleTo(viewer).AnyAsync(ct))
        {
            return Reach.Somebody;
        }

        return !await db.Platforms.AnyAsync(p => p.FirstSnapshotOn != null, ct) ? Reach.NoDirectory
            : !viewer.Has(ViewerRoles.OperationsManager) ? Reach.NoRole
            : viewer.Scopes.Count == 0 ? Reach.NotInDirectory
            : Reach.NobodyBelow;
    }
}

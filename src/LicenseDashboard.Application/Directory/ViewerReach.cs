using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Whom a viewer sees, or why it is nobody.</summary>
public enum Reach
{
    /// <summary>Somebody below them, or everybody by their role.</summary>
    Somebody,

    /// <summary>No import of the directory has ended yet: who reports to whom is not known.</summary>
    NoDirectory,

    /// <summary>None of their roles shows people.</summary>
    NoRole,

    /// <summary>No account has their mail, or several of one platform have it: where they stand can't be told.</summary>
    NotInDirectory,

    /// <summary>They are in the directory, and nobody reports to them.</summary>
    NobodyBelow,
}

/// <summary>Tells an empty list apart from nobody to list.</summary>
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

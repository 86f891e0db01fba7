using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

internal static class DirectoryImports
{
    /// <summary>UTC start of the last complete import, or null. The facts reflect everything done at the vendor before it.</summary>
    public static Task<DateTime?> LastBeganAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        Complete(db).Where(run => run.PlatformKey == platformKey).MaxAsync(run => (DateTime?)run.StartedAt, ct);

    /// <summary>
    /// People whose seat we changed and read back since the last complete import began. Other facts about them may be older.
    /// </summary>
    public static async Task<HashSet<int>> ChangedSinceAsync(LicenseDb db, int platformKey, CancellationToken ct)
    {
        var began = await LastBeganAsync(db, platformKey, ct);
        return await db
            .People.Where(p => p.PlatformKey == platformKey && p.SeatSeenAt != null && (began == null || p.SeatSeenAt >= began))
            .Select(p => p.Key)
            .ToHashSetAsync(ct);
    }

    /// <summary>
    /// UTC end of the last complete import of any platform, or null. Queries answered before it may now have another result.
    /// </summary>
    public static Task<DateTime?> LastEndedAsync(LicenseDb db, CancellationToken ct) => Complete(db).MaxAsync(run => run.EndedAt, ct);

    private static IQueryable<ImportRun> Complete(LicenseDb db) =>
        db.ImportRuns.Where(run => run.Kind == ImportKinds.Directory && run.Status == RunStatus.Succeeded);
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

internal static class DirectoryImports
{
    /// <summary>
    /// UTC; when the last complete one began: whatever was done at the vendor before, the facts show. Null: there was none.
    /// </summary>
    public static Task<DateTime?> LastBeganAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        Complete(db).Where(run => run.PlatformKey == platformKey).MaxAsync(run => (DateTime?)run.StartedAt, ct);

    /// <summary>
    /// People whose seat we changed, and saw changed, since the last complete one began: what the facts say of them beside that seat may
    /// be older.
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
    /// UTC; when the last complete one of any platform ended: what was asked of the facts before may be answered otherwise now. Null: there
    /// was none.
    /// </summary>
    public static Task<DateTime?> LastEndedAsync(LicenseDb db, CancellationToken ct) => Complete(db).MaxAsync(run => run.EndedAt, ct);

    private static IQueryable<ImportRun> Complete(LicenseDb db) =>
        db.ImportRuns.Where(run => run.Kind == ImportKinds.Directory && run.Status == RunStatus.Succeeded);
}

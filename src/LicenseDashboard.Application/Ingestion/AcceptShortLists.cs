using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Accepts refused lists once: the next successful import may store lists with at most as many missing rows as were shown. Accepting
/// twice changes nothing.
/// </summary>
public sealed class AcceptShortLists(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="import">The import that refused them. Must be the platform's latest that refused lists or succeeded.</param>
    /// <returns>The name of the platform.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, RunId import, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden("Only an administrator, or a token with the scope operate, can accept a short list.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<string>>(
            async token =>
            {
                var lists = await db.RefusedLists.Where(l => l.Run == import).OrderBy(l => l.List).ToListAsync(token);
                if (lists.Count == 0)
                {
                    return Refusal.NotFound("Import not found, or it did not refuse a list.");
                }

                var platform = lists[0].PlatformKey;
                var name = await db.Platforms.Where(p => p.Key == platform).Select(p => p.Name).SingleAsync(token);
                if (lists.TrueForAll(list => list.AcceptedAt is not null))
                {
                    return name;
                }

                var began = await db.ImportRuns.Where(r => r.Id == import).Select(r => r.StartedAt).SingleAsync(token);
                if (
                    await db.ImportRuns.AnyAsync(
                        r =>
                            r.PlatformKey == platform
                            && r.Kind == ImportKinds.Directory
                            && r.StartedAt > began
                            && (r.Status == RunStatus.Succeeded || db.RefusedLists.Any(l => l.Run == r.Id)),
                        token
                    )
                )
                {
                    return Refusal.Stale("A later import has read the list again. Review its result.");
                }

                var now = clock.GetUtcNow().UtcDateTime;
                foreach (var list in lists)
                {
                    (list.AcceptedAt, list.AcceptedBy) = (now, viewer.Actor);
                }

                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = now,
                            Actor = viewer.Actor,
                            Action = "ingest.accepted",
                            Subject = "run:" + import.Value,
                            PlatformKey = platform,
                            Detail = string.Join(
                                "; ",
                                lists.Select(l =>
                                    FormattableString.Invariant(
                                        $"{l.List} listed {l.Listed} known {l.Known} missing {l.Missing} withheld {l.Withheld}"
                                    )
                                )
                            ),
                        },
                    ],
                    token
                );
                return name;
            },
            ct
        );
    }
}

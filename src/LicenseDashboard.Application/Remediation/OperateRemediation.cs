using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Restores a change because the seat was needed after all. Available to viewers who may decide the row; the same kind is then suppressed
/// for a while.
/// </summary>
public sealed class RestoreRemediation(
    IDbContextFactory<LicenseDb> dbs,
    RemediationMoves moves,
    RemediationSignal signal,
    TimeProvider clock
)
{
    /// <param name="until">First local day on which the same kind may be raised again; null means in 90 days.</param>
    public Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, RemediationId id, DateOnly? until, CancellationToken ct) =>
        Operation.RunAsync(
            dbs,
            viewer,
            id,
            signal,
            async (db, item, row, token) =>
            {
                if (viewer.IsPerson(row.PersonKey) || !viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null))
                {
                    return Refusal.Forbidden("Your role can view this change but not restore it.");
                }

                var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == item.PlatformKey, token);
                var today = platform.LocalDay(clock.GetUtcNow());
                if (AskAgain.Problem(until, today) is { } wrong)
                {
                    return wrong;
                }

                if (
                    await db.Remediations.AnyAsync(
                        later =>
                            later.PersonKey == item.PersonKey
                            && later.CreatedAt > item.CreatedAt
                            && later.Status != RemediationStatus.Cancelled
                            && later.Status != RemediationStatus.Abandoned
                            && later.Status != RemediationStatus.Restored,
                        token
                    )
                )
                {
                    return new Refusal("superseded", "A later change for this person depends on it. Undo or restore that change first.");
                }

                // The requested change may not have happened: the seat is still held, and nothing is restored yet.
                var recalls = item.IsRecallable;
                if (!recalls && await HardCap.ReturnObjectionAsync(db, item, platform, today, token) is { } full)
                {
                    return new Refusal("no-seat", full + " Free one first, or extend the contract.");
                }

                return await moves.MoveAsync(
                    db,
                    viewer.Actor,
                    item,
                    row,
                    recalls ? "recalled" : "restoring",
                    (r, now) =>
                    {
                        var outcome = r.Restore(platform.ReadOnly, now);
                        if (outcome.Refusal is null)
                        {
                            row.AskRestore(viewer, until ?? today.AddDays(Recommendation.SuppressedDays), now);
                        }

                        return outcome;
                    },
                    token
                );
            },
            ct
        );
}

/// <summary>Retries a failed item and resets its count of attempts.</summary>
public sealed class RetryRemediation(IDbContextFactory<LicenseDb> dbs, RemediationMoves moves, RemediationSignal signal)
{
    public Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, RemediationId id, CancellationToken ct) =>
        Operation.RunAsync(
            dbs,
            viewer,
            id,
            signal,
            async (db, item, row, token) =>
                viewer.MayOperate
                    ? await moves.MoveAsync(db, viewer.Actor, item, row, "retried", (r, now) => r.Retry(byPerson: true, now), token)
                    : Refusal.Forbidden("Only an administrator, or a token with the scope operate, can retry a change."),
            ct
        );
}

/// <summary>Gives up on a failed item. After a write, the grants are restored first; if that fails, too, it stays failed.</summary>
public sealed class GiveUpRemediation(IDbContextFactory<LicenseDb> dbs, RemediationMoves moves, RemediationSignal signal)
{
    public Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, RemediationId id, CancellationToken ct) =>
        Operation.RunAsync(
            dbs,
            viewer,
            id,
            signal,
            async (db, item, row, token) =>
                viewer.MayOperate
                    ? await moves.MoveAsync(db, viewer.Actor, item, row, "give-up", (r, now) => r.GiveUp(now), token)
                    : Refusal.Forbidden("Only an administrator, or a token with the scope operate, can give up a change."),
            ct
        );
}

/// <summary>
/// A person or the provider confirms that nothing was done about a recalled request: it ends as cancelled, and its recommendation is
/// withdrawn. Available to viewers who may decide the row and to administrators.
/// </summary>
public sealed class ConfirmNothingDone(IDbContextFactory<LicenseDb> dbs, RemediationMoves moves, RemediationSignal signal)
{
    public Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, RemediationId id, CancellationToken ct) =>
        Operation.RunAsync(
            dbs,
            viewer,
            id,
            signal,
            async (db, item, row, token) =>
            {
                var mayDecide =
                    !viewer.IsPerson(row.PersonKey) && viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null);
                return mayDecide || viewer.MayOperate
                    ? await moves.MoveAsync(db, viewer.Actor, item, row, "nothing-done", (r, now) => r.ConfirmNothingDone(now), token)
                    : Refusal.Forbidden("Your role can view this change but not confirm that nothing was changed.");
            },
            ct
        );
}

internal static class Operation
{
    public static async Task<Outcome<RemediationStatus>> RunAsync(
        IDbContextFactory<LicenseDb> dbs,
        Viewer viewer,
        RemediationId id,
        RemediationSignal signal,
        Func<LicenseDb, RemediationItem, Recommendation, CancellationToken, Task<Outcome<RemediationStatus>>> work,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            var outcome = await db.InTransactionAsync<Outcome<RemediationStatus>>(
                async token =>
                {
                    var item = await db.Remediations.SingleOrDefaultAsync(r => r.Id == id, token);
                    var row = item is null
                        ? null
                        : await db.Recommendations.VisibleTo(viewer).SingleOrDefaultAsync(r => r.Id == item.RecommendationId, token);
                    if (item is null || row is null)
                    {
                        return Refusal.NotFound("Remediation not found.");
                    }

                    var moved = await work(db, item, row, token);
                    if (moved.Refusal is null)
                    {
                        await db.NameAsync(viewer, token);
                    }

                    return moved;
                },
                ct
            );
            if (outcome.Refusal is null)
            {
                signal.Wake();
            }

            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("This change was updated in the meantime. Review it again.");
        }
    }
}

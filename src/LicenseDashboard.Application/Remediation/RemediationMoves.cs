using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Moves an item and, through its own methods, the recommendation it executes: one transaction with the audit of both.</summary>
public sealed class RemediationMoves(IDbContextFactory<LicenseDb> dbs, IHearRemediations leavers, TimeProvider clock)
{
    /// <param name="observed">Stores what the vendor was seen to hold, in the same transaction. Not called if the move is refused.</param>
    public async Task<Outcome<RemediationStatus>> MoveAsync(
        string actor,
        RemediationId id,
        string action,
        Func<RemediationItem, DateTime, Outcome<RemediationStatus>> move,
        CancellationToken ct,
        string detail = "",
        Func<LicenseDb, CancellationToken, Task>? observed = null
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<RemediationStatus>>(
                async token =>
                {
                    var item = await db.Remediations.SingleAsync(r => r.Id == id, token);
                    var row = await db.Recommendations.SingleAsync(r => r.Id == item.RecommendationId, token);
                    var outcome = await MoveAsync(db, actor, item, row, action, move, token, detail);
                    if (outcome.Refusal is null && observed is not null)
                    {
                        await observed(db, token);
                    }

                    return outcome;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("It has changed in the meantime.");
        }
    }

    /// <summary>Cancels a leaver's item that must not be executed now; the leaver waits for a person.</summary>
    public async Task<Outcome<RemediationStatus>> HoldAsync(string actor, RemediationId id, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<RemediationStatus>>(
                async token =>
                {
                    var item = await db.Remediations.SingleAsync(r => r.Id == id, token);
                    var row = await db.Recommendations.SingleAsync(r => r.Id == item.RecommendationId, token);
                    var held = await leavers.HeldAsync(db, item, why, actor, clock.GetUtcNow().UtcDateTime, token);
                    var outcome = await MoveAsync(db, actor, item, row, "cancelled", (r, now) => r.Cancel(why, now), token, why);
                    if (outcome.Refusal is null)
                    {
                        await db.AppendAsync(held, token);
                    }

                    return outcome;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("It has changed in the meantime.");
        }
    }

    public async Task<Outcome<RemediationStatus>> MoveAsync(
        LicenseDb db,
        string actor,
        RemediationItem item,
        Recommendation row,
        string action,
        Func<RemediationItem, DateTime, Outcome<RemediationStatus>> move,
        CancellationToken ct,
        string detail = ""
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var from = item.Status;
        var before = (item.IsWritten, item.GivingUp, item.TargetSeenAt);
        var outcome = move(item, now);
        if (outcome.Refusal is not null)
        {
            db.ChangeTracker.Clear();
            return outcome;
        }

        List<AuditEntry> entries = [];
        if (item.Status != from || (item.IsWritten, item.GivingUp, item.TargetSeenAt) != before)
        {
            entries.Add(RemediationAudit.Moved(item, from, action, actor, now, detail));
        }

        if (item.Status != from && Follow(item, row, now) is { } followed)
        {
            entries.Add(
                RecommendationAudit.Moved(row, followed.From, followed.Action, actor, now, detail: RemediationWords.Subject(item.Id))
            );
        }

        var begins = (item.IsWritten && !before.IsWritten) || (item.Status == RemediationStatus.HandedOver && item.Status != from);
        if (item.IsLeaver && begins)
        {
            entries.AddRange(await MakeWay.ForAsync(db, item, actor, now, ct));
        }

        if (item.IsLeaver && item.Status != from)
        {
            entries.AddRange(await leavers.MovedAsync(db, item, actor, now, ct));
        }

        await db.AppendAsync(entries, ct);
        return outcome;
    }

    /// <summary>Effects of an item's end on its row. A row that someone moved in the meantime stays where it is.</summary>
    private static (RecommendationStatus From, string Action)? Follow(RemediationItem item, Recommendation row, DateTime now)
    {
        var from = row.Status;
        var (moved, action) = item.Status switch
        {
            RemediationStatus.Verified => (row.Complete(now), "recommendation.done"),
            RemediationStatus.Cancelled when item.RecalledAt is not null => (
                row.Withdraw("The request was recalled before anything was changed.", now),
                "recommendation.withdrawn"
            ),
            RemediationStatus.Cancelled => (row.Reopen(Note(item.Error), now), "recommendation.reopened"),
            RemediationStatus.Abandoned => (row.Reopen(Note("The change was given up: " + item.Error), now), "recommendation.reopened"),
            RemediationStatus.Restoring => (row.Restore(now), "recommendation.restoring"),
            RemediationStatus.Restored when from == RecommendationStatus.Restoring => (row.CompleteRestore(now), "recommendation.restored"),
            RemediationStatus.Restored when from == RecommendationStatus.Approved => (
                row.Withdraw("The change was restored.", now),
                "recommendation.withdrawn"
            ),
            RemediationStatus.Planned
            or RemediationStatus.HandedOver
            or RemediationStatus.Executing
            or RemediationStatus.Failed
            or RemediationStatus.Restored
            or RemediationStatus.Recalled => (new Refusal("unmoved", ""), ""),
        };
        return moved.Refusal is null ? (from, action) : null;
    }

    /// <summary>The note of the row is shorter than the error of the item, which keeps the whole text.</summary>
    private static string Note(string words) =>
        words.Length <= Recommendation.MostNote ? words : words[..(Recommendation.MostNote - 1)] + "…";
}

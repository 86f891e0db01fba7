using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>An administrator's decision about one leaver, in one transaction with its audit.</summary>
internal static class LeaverDecision
{
    public static async Task<Outcome<LeaverStatus>> RunAsync(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        LeaverId id,
        string action,
        string why,
        Func<LicenseDb, Leaver, DateTime, CancellationToken, Task<Outcome<LeaverStatus>>> move,
        CancellationToken ct
    )
    {
        if (!LeaverList.MayAct(viewer))
        {
            return LeaverList.MaySee(viewer)
                ? Refusal.Forbidden("Only an administrator can decide about leavers.")
                : Refusal.NotFound("Leaver not found.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<LeaverStatus>>(
                async token =>
                {
                    if (await db.Leavers.SingleOrDefaultAsync(l => l.Id == id, token) is not { } leaver)
                    {
                        return Refusal.NotFound("Leaver not found.");
                    }

                    var (now, from) = (clock.GetUtcNow().UtcDateTime, leaver.Status);
                    var outcome = await move(db, leaver, now, token);
                    if (outcome.Refusal is not null)
                    {
                        db.ChangeTracker.Clear();
                        return outcome;
                    }

                    AuditEntry[] entries = [LeaverAudit.Moved(leaver, from, action, viewer.Actor, now, why)];
                    await db.AppendAsync(entries, token, viewer);
                    return outcome;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("This leaver has changed. Review it again.");
        }
    }
}

/// <summary>Releases a leaver held by the breaker.</summary>
public sealed class ReleaseLeaver(IDbContextFactory<LicenseDb> dbs, LeaverSignal signal, TimeProvider clock)
{
    public async Task<Outcome<LeaverStatus>> RunAsync(Viewer viewer, LeaverId id, CancellationToken ct)
    {
        var outcome = await LeaverDecision.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            "released",
            "",
            (_, leaver, now, _) => Task.FromResult(leaver.Release(now)),
            ct
        );
        if (outcome.Refusal is null)
        {
            signal.Wake();
        }

        return outcome;
    }

    /// <summary>Releases all held leavers. Returns how many were released.</summary>
    public async Task<Outcome<int>> AllAsync(Viewer viewer, CancellationToken ct) =>
        await HeldLeavers.EachAsync(dbs, viewer, id => RunAsync(viewer, id, ct), ct);
}

/// <summary>Dismisses a leaver because the report was wrong or the seat stays.</summary>
public sealed class DismissLeaver(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task<Outcome<LeaverStatus>> RunAsync(Viewer viewer, LeaverId id, string? why, CancellationToken ct)
    {
        var text = Justification.Optional(why);
        return text.Refusal is { } invalid
            ? invalid
            : await LeaverDecision.RunAsync(
                dbs,
                clock,
                viewer,
                id,
                "dismissed",
                text.Value ?? "",
                (_, leaver, now, _) => Task.FromResult(leaver.Dismiss("Decided by an administrator.", now)),
                ct
            );
    }

    /// <summary>Dismisses all held leavers. Returns how many were dismissed.</summary>
    public async Task<Outcome<int>> AllAsync(Viewer viewer, string? why, CancellationToken ct) =>
        await HeldLeavers.EachAsync(dbs, viewer, id => RunAsync(viewer, id, why, ct), ct);
}

/// <summary>Chooses which of several accounts has left.</summary>
public sealed class ChooseLeaver(IDbContextFactory<LicenseDb> dbs, LeaverSignal signal, TimeProvider clock)
{
    public async Task<Outcome<LeaverStatus>> RunAsync(Viewer viewer, LeaverId id, PersonId candidate, CancellationToken ct)
    {
        var outcome = await LeaverDecision.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            "matched",
            "",
            async (db, leaver, now, token) =>
            {
                if (
                    await db
                        .People.AsNoTracking()
                        .SingleOrDefaultAsync(
                            p => p.Id == candidate && db.LeaverCandidates.Any(c => c.LeaverId == id && c.PersonKey == p.Key),
                            token
                        )
                    is not { } person
                )
                {
                    return Refusal.Invalid("This account is not one of the candidates. Choose one from the list.");
                }

                // A person has decided, so the breaker doesn't hold it; the last day and the seat still matter.
                var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == person.PlatformKey, token);
                var status =
                    LeaverRule.LiesAhead(leaver.LastDay, platform.LocalDay(now)) ? LeaverStatus.Scheduled
                    : await SeatsComingBack.HoldsSeatAsync(db, person.Key, token) ? LeaverStatus.Due
                    : LeaverStatus.WithoutSeat;
                var before = await db.Leavers.Where(l => l.PersonKey == person.Key).ToListAsync(token);
                var (hearing, standing) = LeaverRule.Hear(before, LeaverSource.Scim, leaver.LastDay, status);
                if (hearing == LeaverHearing.Known && status != LeaverStatus.WithoutSeat)
                {
                    return leaver.Settle(person.Key, "This account is already reported as a leaver.", now);
                }

                // The person's choice replaces what was scheduled.
                if (standing is { Status: LeaverStatus.Scheduled })
                {
                    standing.Dismiss("The last day was changed.", now);
                    await db.AppendAsync([LeaverAudit.Moved(standing, LeaverStatus.Scheduled, "dismissed", viewer.Actor, now)], token);
                }

                return leaver.Choose(person.Key, status, now);
            },
            ct
        );
        if (outcome.Refusal is null)
        {
            signal.Wake();
        }

        return outcome;
    }
}

/// <summary>
/// Restores the seat of a person who came back, or never left although it was reported. It was removed because of the identity
/// provider, not a manager's decision, so an administrator may restore it regardless of the manager.
/// </summary>
public sealed class RestoreLeaver(IDbContextFactory<LicenseDb> dbs, RestoreRemediation restore)
{
    /// <returns>Restoring; or recalled if the identity provider was asked, in which case nothing is restored yet.</returns>
    public async Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, LeaverId id, CancellationToken ct)
    {
        if (!LeaverList.MayAct(viewer))
        {
            return LeaverList.MaySee(viewer)
                ? Refusal.Forbidden("Only an administrator can decide about leavers.")
                : Refusal.NotFound("Leaver not found.");
        }

        if (await RemediationAsync(id, ct) is not { } remediation)
        {
            return new Refusal("wrong-state", "Nothing was changed for this leaver, so there is nothing to restore.");
        }

        // A restore also ends the leaver's row.
        return await restore.RunAsync(Viewer.Standing(viewer.Name, viewer.Actor), remediation, null, ct);
    }

    private async Task<RemediationId?> RemediationAsync(LeaverId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Leavers.Where(l => l.Id == id && (l.Status == LeaverStatus.Returned || l.Status == LeaverStatus.Planned))
            .Join(db.Remediations, l => l.RecommendationId, r => r.RecommendationId, (l, r) => r)
            .Where(r => r.Status != RemediationStatus.Cancelled && r.Status != RemediationStatus.Abandoned)
            .OrderByDescending(r => r.CreatedAt)
            .Select(r => (RemediationId?)r.Id)
            .FirstOrDefaultAsync(ct);
    }
}

internal static class HeldLeavers
{
    public static async Task<Outcome<int>> EachAsync(
        IDbContextFactory<LicenseDb> dbs,
        Viewer viewer,
        Func<LeaverId, Task<Outcome<LeaverStatus>>> decide,
        CancellationToken ct
    )
    {
        if (!LeaverList.MayAct(viewer))
        {
            return Refusal.Forbidden("Only an administrator can decide about leavers.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var done = 0;
        foreach (var id in await db.Leavers.Where(l => l.Status == LeaverStatus.Held).OrderBy(l => l.Id).Select(l => l.Id).ToListAsync(ct))
        {
            done += (await decide(id)).Refusal is null ? 1 : 0;
        }

        return done;
    }
}

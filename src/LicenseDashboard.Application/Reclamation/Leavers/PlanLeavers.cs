using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Moves leavers forward. Those who come back before anything was sent are dropped, those whose last day has come are due, as are those
/// for whom an import finds a seat after all, and due leavers have their seat freed. Each step is a transaction that only one of several
/// workers can win.
/// </summary>
internal sealed class PlanLeavers
{
    private const int AtOnce = 50;

    /// <summary>How long after a report a seat found by an import may still be the one that was on its way.</summary>
    private static readonly TimeSpan SeatStillArrives = TimeSpan.FromDays(7);

    private readonly IDbContextFactory<LicenseDb> _dbs;
    private readonly ReclaimLeaver _reclaim;
    private readonly IPlanRemediation _remediations;
    private readonly ReportLeavers _reports;
    private readonly TimeProvider _clock;
    private DateTime? _lookedAfter;

    internal PlanLeavers(
        IDbContextFactory<LicenseDb> dbs,
        ReclaimLeaver reclaim,
        IPlanRemediation remediations,
        ReportLeavers reports,
        TimeProvider clock
    ) => (_dbs, _reclaim, _remediations, _reports, _clock) = (dbs, reclaim, remediations, reports, clock);

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Number of leavers moved; fewer than expected means that another worker was first.</summary>
    public async Task<int> RunAsync(Viewer viewer, CancellationToken ct)
    {
        var moved = 0;
        foreach (var id in await IdsAsync(Returned, ct))
        {
            moved += await MoveAsync(id, Returned, (db, leaver, token) => CallBackAsync(db, leaver, viewer, token), ct);
        }

        foreach (var id in await ArrivingAsync(ct))
        {
            moved += await MoveAsync(
                id,
                (_, leavers) => leavers.Where(l => l.Status == LeaverStatus.Scheduled),
                (db, leaver, token) => ArriveAsync(db, leaver, "arrived", viewer, token),
                ct
            );
        }

        moved += await LookForSeatsAsync(viewer, ct);
        var planned = 0;
        foreach (var id in await IdsAsync(Due, ct))
        {
            planned += await MoveAsync(id, Due, PlanAsync, ct);
        }

        if (planned > 0)
        {
            _reclaim.Wake();
        }

        return moved + planned;
    }

    private static IQueryable<Leaver> Due(LicenseDb db, IQueryable<Leaver> leavers) =>
        leavers.Where(l => l.Status == LeaverStatus.Due && l.PersonKey != null);

    /// <summary>Back before anything was sent, and not gone again since.</summary>
    private static IQueryable<Leaver> Returned(LicenseDb db, IQueryable<Leaver> leavers) =>
        leavers.Where(l =>
            l.Status == LeaverStatus.Returned
            && !db.Leavers.Any(again => again.RecommendationId == l.RecommendationId && again.Status == LeaverStatus.Planned)
            && db.Remediations.Any(r =>
                r.RecommendationId == l.RecommendationId
                && r.WrittenAt == null
                && (
                    r.Status == Core.Remediation.RemediationStatus.Planned
                    || r.Status == Core.Remediation.RemediationStatus.HandedOver
                    || r.Status == Core.Remediation.RemediationStatus.Failed
                )
            )
        );

    /// <summary>
    /// An import has found a seat for a person who had none when they were reported recently, and nothing newer was reported. A seat
    /// found later is a new one that someone assigned.
    /// </summary>
    private IQueryable<Leaver> Seated(LicenseDb db, IQueryable<Leaver> leavers)
    {
        var since = Now - SeatStillArrives;
        return leavers.Where(l =>
            l.Status == LeaverStatus.WithoutSeat
            && l.PersonKey != null
            && l.ReportedAt > since
            && db.Seats.Any(seat => seat.PersonKey == l.PersonKey && seat.To == null)
            && !db.Leavers.Any(newer => newer.PersonKey == l.PersonKey && newer.ReportedAt > l.ReportedAt)
        );
    }

    /// <summary>Runs once after each directory import, because only imports find seats and most leavers never had one.</summary>
    private async Task<int> LookForSeatsAsync(Viewer viewer, CancellationToken ct)
    {
        DateTime? ended;
        await using (var db = await _dbs.CreateDbContextAsync(ct))
        {
            ended = await DirectoryImports.LastEndedAsync(db, ct);
        }

        if (ended is null || ended <= _lookedAfter)
        {
            return 0;
        }

        var ids = await IdsAsync(Seated, ct);
        var moved = 0;
        foreach (var id in ids)
        {
            moved += await MoveAsync(id, Seated, (db, leaver, token) => ArriveAsync(db, leaver, "seat-found", viewer, token), ct);
        }

        _lookedAfter = ids.Count < AtOnce ? ended : _lookedAfter;
        return moved;
    }

    private async Task<List<LeaverId>> IdsAsync(Func<LicenseDb, IQueryable<Leaver>, IQueryable<Leaver>> which, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await which(db, db.Leavers.AsNoTracking())
            .OrderBy(l => l.ReportedAt)
            .ThenBy(l => l.Id)
            .Select(l => l.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
    }

    private async Task<List<LeaverId>> ArrivingAsync(CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var ids = new List<LeaverId>();
        foreach (var platform in await db.Platforms.AsNoTracking().ToListAsync(ct))
        {
            var today = platform.LocalDay(_clock.GetUtcNow());
            ids.AddRange(
                await db
                    .Leavers.Where(l => l.PlatformKey == platform.Key && l.Status == LeaverStatus.Scheduled && l.LastDay < today)
                    .OrderBy(l => l.Id)
                    .Select(l => l.Id)
                    .Take(AtOnce)
                    .ToListAsync(ct)
            );
        }

        return ids;
    }

    private async Task<int> MoveAsync(
        LeaverId id,
        Func<LicenseDb, IQueryable<Leaver>, IQueryable<Leaver>> which,
        Func<LicenseDb, Leaver, CancellationToken, Task<AuditEntry>> move,
        CancellationToken ct
    )
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync(
                async token =>
                {
                    if (await which(db, db.Leavers).SingleOrDefaultAsync(l => l.Id == id, token) is not { } leaver)
                    {
                        return 0;
                    }

                    var entry = await move(db, leaver, token);
                    await db.AppendAsync([entry], token);
                    return 1;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker or a person was first.
            return 0;
        }
    }

    private async Task<AuditEntry> PlanAsync(LicenseDb db, Leaver leaver, CancellationToken ct)
    {
        var words = leaver.Source == LeaverSource.Scim ? "Left: deactivated by the identity provider" : "Left: terminated on the HR roster";
        var source = new Viewer(
            leaver.Source == LeaverSource.Scim ? "Identity provider" : "HR roster",
            leaver.ReportedBy,
            ViewerRoles.None,
            []
        );
        var row = await _reclaim.RunAsync(db, source, leaver.PersonKey!.Value, words, ct);
        var from = leaver.Status;
        _ = row is { } planned ? leaver.Plan(planned, Now) : leaver.FindNothing("No license is assigned.", Now);
        return LeaverAudit.Moved(leaver, from, row is null ? "without-seat" : "planned", leaver.ReportedBy, Now);
    }

    private async Task<AuditEntry> ArriveAsync(LicenseDb db, Leaver leaver, string action, Viewer viewer, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Key == leaver.PersonKey, ct);
        await LeaverGate.EnterAsync(db, ct);
        var status = await _reports.StatusAsync(
            db,
            person,
            new LeaverWord(leaver.IdentityKey, leaver.Source, leaver.ReportedBy, leaver.LastDay, Now),
            ct
        );
        var from = leaver.Status;
        leaver.Arrive(status, Now);
        return LeaverAudit.Moved(leaver, from, action, viewer.Actor, Now);
    }

    private async Task<AuditEntry> CallBackAsync(LicenseDb db, Leaver leaver, Viewer viewer, CancellationToken ct)
    {
        const string Back = "Came back before the change was sent.";
        var row = await db.Recommendations.SingleAsync(r => r.Id == leaver.RecommendationId, ct);
        var cancelled = await _remediations.CancelAsync(db, row.Id, Back, viewer, Now, ct);
        var (rowFrom, from) = (row.Status, leaver.Status);
        if (cancelled.Refusal is not null || row.Withdraw(Back, Now).Refusal is not null)
        {
            throw new DbUpdateConcurrencyException("The change was sent in the meantime.");
        }

        leaver.Dismiss(Back, Now);
        await db.AppendAsync(
            [
                RecommendationAudit.Moved(row, rowFrom, "recommendation.withdrawn", viewer.Actor, Now, detail: "leaver returned"),
                .. cancelled.Value,
            ],
            ct
        );
        return LeaverAudit.Moved(leaver, from, "dismissed", viewer.Actor, Now);
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Turns an approval into an outbox item and an undo into its cancellation, both in the transaction of the decision.</summary>
internal sealed class PlanRemediation(RemediationOptions options, RemediationSignal signal) : IPlanRemediation
{
    public async Task<AuditEntry[]> PlanAsync(LicenseDb db, Recommendation approved, Viewer viewer, DateTime now, CancellationToken ct)
    {
        var json = await db
            .RecommendationEvidence.Where(e => e.RecommendationId == approved.Id)
            .Select(e => e.Json)
            .SingleOrDefaultAsync(ct);
        return await AddAsync(db, approved, json is null ? null : EvidenceJson.Read(json), viewer, now, isLeaver: false, ct);
    }

    public Task<AuditEntry[]> PlanLeaverAsync(
        LicenseDb db,
        Recommendation approved,
        Evidence evidence,
        Viewer source,
        DateTime now,
        CancellationToken ct
    ) => AddAsync(db, approved, evidence, source, now, isLeaver: true, ct);

    private async Task<AuditEntry[]> AddAsync(
        LicenseDb db,
        Recommendation approved,
        Evidence? evidence,
        Viewer viewer,
        DateTime now,
        bool isLeaver,
        CancellationToken ct
    )
    {
        var plan = evidence switch
        {
            null => RemediationPlan.None,
            _ when approved.Kind == RecommendationKind.Reclaim => new RemediationPlan(
                evidence.Release is null ? [] : evidence.Plan,
                evidence.Release
            ),
            _ => new RemediationPlan(evidence.Plan),
        };
        var readOnly = await db.Platforms.Where(p => p.Key == approved.PlatformKey).Select(p => p.ReadOnly).SingleAsync(ct);
        var item = RemediationItem.Create(
            approved.Id,
            approved.PlatformKey,
            approved.PersonKey,
            plan,
            approved.Held,
            approved.Target,
            now,
            isLeaver ? now : now + options.Pace.Undo,
            isLeaver
        );
        db.Remediations.Add(item);
        List<AuditEntry> entries = [RemediationAudit.Moved(item, null, "planned", viewer.Actor, now, RemediationAudit.InIds(plan))];
        if (plan.IsEmpty || (readOnly && !plan.IsRequested))
        {
            item.HandOver();
            entries.Add(RemediationAudit.Moved(item, RemediationStatus.Planned, "handed-over", viewer.Actor, now));
            entries.AddRange(isLeaver ? await MakeWay.ForAsync(db, item, viewer.Actor, now, ct) : []);
        }

        return [.. entries];
    }

    public async Task<Outcome<AuditEntry[]>> CancelAsync(
        LicenseDb db,
        RecommendationId approved,
        string why,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        var entries = new List<AuditEntry>();
        var open = await db
            .Remediations.Where(r =>
                r.RecommendationId == approved
                && r.Status != RemediationStatus.Cancelled
                && r.Status != RemediationStatus.Abandoned
                && r.Status != RemediationStatus.Verified
                && r.Status != RemediationStatus.Restored
            )
            .ToListAsync(ct);
        foreach (var item in open)
        {
            var from = item.Status;

            // An item that failed before its first write has nothing to restore, so giving it up ends it like a cancellation.
            var ended = from == RemediationStatus.Failed && !item.IsWritten ? item.GiveUp(now) : item.Cancel(why, now);
            if (ended.Refusal is { } refused)
            {
                return refused.Code == "wrong-state" && item.AlreadySent is { } sent ? sent : refused;
            }

            entries.Add(RemediationAudit.Moved(item, from, RemediationWords.Of(item.Status), viewer.Actor, now, why));
        }

        return entries.ToArray();
    }

    public async Task<AuditEntry[]?> RecallAsync(
        LicenseDb db,
        RecommendationId approved,
        string why,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        var sent = await db
            .Remediations.Where(r => r.RecommendationId == approved && r.WrittenAt != null && r.Status == RemediationStatus.HandedOver)
            .ToListAsync(ct);
        if (sent.SingleOrDefault(item => item.IsRecallable) is not { } asked)
        {
            return null;
        }

        var from = asked.Status;
        asked.Recall(why, now);
        return [RemediationAudit.Moved(asked, from, "recalled", viewer.Actor, now, why)];
    }

    public void Wake() => signal.Wake();
}

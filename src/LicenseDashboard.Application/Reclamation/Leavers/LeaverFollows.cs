using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Updates a leaver when its remediation changes, in the same transaction. However a restore, cancellation or give-up was started, no row
/// may claim that the person is still being handled, because it would keep the next report from being processed.
/// </summary>
internal sealed class LeaverFollows : IHearRemediations
{
    public async Task<IReadOnlyList<AuditEntry>> MovedAsync(
        LicenseDb db,
        RemediationItem item,
        string actor,
        DateTime now,
        CancellationToken ct
    )
    {
        List<AuditEntry> entries = [];
        foreach (var leaver in await db.Leavers.Where(l => l.RecommendationId == item.RecommendationId).ToListAsync(ct))
        {
            var from = leaver.Status;
            var (moved, action) = item.Status switch
            {
                RemediationStatus.Restoring or RemediationStatus.Restored => (leaver.Restore(now), "restored"),
                RemediationStatus.Cancelled => (leaver.FindNothing(item.Error, now), "without-seat"),
                RemediationStatus.Abandoned when !item.Reversing => (leaver.GiveUp("Releasing the license was given up.", now), "given-up"),
                _ => (new Refusal("unmoved", ""), ""),
            };
            if (moved.Refusal is not null)
            {
                continue;
            }

            // A person restored it although no return was reported, so the provider's next report counts again.
            if (
                leaver.Status == LeaverStatus.Restored
                && from == LeaverStatus.Planned
                && leaver.IdentityKey is { } key
                && await db.Identities.SingleOrDefaultAsync(i => i.Key == key, ct) is { } identity
            )
            {
                identity.Forgive();
            }

            entries.Add(LeaverAudit.Moved(leaver, from, action, actor, now));
        }

        return entries;
    }

    public async Task<IReadOnlyList<AuditEntry>> HeldAsync(
        LicenseDb db,
        RemediationItem item,
        string why,
        string actor,
        DateTime now,
        CancellationToken ct
    )
    {
        List<AuditEntry> entries = [];
        foreach (var leaver in await db.Leavers.Where(l => l.RecommendationId == item.RecommendationId).ToListAsync(ct))
        {
            var from = leaver.Status;
            if (leaver.Hold(why, now).Refusal is null)
            {
                entries.Add(LeaverAudit.Moved(leaver, from, "held", actor, now));
            }
        }

        return entries;
    }
}

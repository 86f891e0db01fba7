using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// What becomes of a leaver when their item does, in its transaction: whichever door a restore, a cancellation or giving up came
/// through, no row is left that says the person is being
/// dealt with, because that row would keep the next leaving from being heard.
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
                RemediationStatus.Abandoned when !item.Reversing => (leaver.GiveUp("Freeing the license was given up.", now), "given-up"),
                _ => (new Refusal("unmoved", ""), ""),
            };
            if (moved.Refusal is not null)
            {
                continue;
            }

            // A person gave it back although nobody has said that they are back: the provider's next word counts again.
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

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// What was under way for somebody who has left ends, the way back after an earlier leaving too: carried on, it would give back what the
/// leaver's item takes.
/// </summary>
internal static class MakeWay
{
    /// <summary>
    /// When the leaver's item is about to write, or a person is told to carry it out; not before: while a check may still stop it, nothing
    /// else may end half done. The caller appends the entries.
    /// </summary>
    public static async Task<IReadOnlyList<AuditEntry>> ForAsync(
        LicenseDb db,
        RemediationItem leaver,
        string actor,
        DateTime now,
        CancellationToken ct
    )
    {
        List<AuditEntry> entries = [];
        foreach (
            var other in await db
                .Remediations.Where(r =>
                    r.PersonKey == leaver.PersonKey
                    && r.Id != leaver.Id
                    && (!r.IsLeaver || r.Reversing || r.GivingUp || r.Status == RemediationStatus.Recalled)
                    && (
                        r.Status == RemediationStatus.Planned
                        || r.Status == RemediationStatus.HandedOver
                        || r.Status == RemediationStatus.Executing
                        || r.Status == RemediationStatus.Failed
                        || r.Status == RemediationStatus.Restoring
                        || r.Status == RemediationStatus.Recalled
                    )
                )
                .ToListAsync(ct)
        )
        {
            var from = other.Status;
            if (other.GiveWay(now).Refusal is null)
            {
                entries.Add(RemediationAudit.Moved(other, from, "gave-way", actor, now));
            }
        }

        return entries;
    }
}

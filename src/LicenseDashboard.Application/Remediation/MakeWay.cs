using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Ends other changes in progress for a person who has left, including a restore after an earlier leaving; otherwise they would return
/// what the leaver's item removes.
/// </summary>
internal static class MakeWay
{
    /// <summary>
    /// Call when the leaver's item is about to write or is handed over to a person, but not earlier: while a check may still stop it,
    /// nothing else may be ended halfway. The caller appends the entries.
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
                entries.AddRange(await RowAsync(db, other, actor, now, ct));
            }
        }

        return entries;
    }

    /// <summary>A row that was being restored ends with its item. Live rows are withdrawn when the leaver is planned.</summary>
    private static async Task<IEnumerable<AuditEntry>> RowAsync(
        LicenseDb db,
        RemediationItem item,
        string actor,
        DateTime now,
        CancellationToken ct
    )
    {
        var row = await db.Recommendations.SingleAsync(r => r.Id == item.RecommendationId, ct);
        return row.Status == RecommendationStatus.Restoring && row.Withdraw(RemediationItem.GaveWay, now).Refusal is null
            ?
            [
                RecommendationAudit.Moved(
                    row,
                    RecommendationStatus.Restoring,
                    "recommendation.withdrawn",
                    actor,
                    now,
                    detail: RemediationWords.Subject(item.Id)
                ),
            ]
            : [];
    }
}

using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>The seat that a restore leads to, as far as known.</summary>
/// <param name="Skus">SKU IDs.</param>
/// <param name="Grants">Roles held directly, each in one division.</param>
internal sealed record SeatComingBack(IReadOnlyList<string> Skus, IReadOnlyList<(string RoleId, string DivisionId)> Grants);

/// <summary>
/// Seats being restored to a person that no import has seen yet: the remediation is restoring, or has restored since the last directory
/// import began. For leavers they count as held; otherwise the restore would give a seat to someone who has left. Not counted if a later
/// change of the same person followed, or if a leaver's item ended the restore, because that item removes what was restored.
/// </summary>
internal static class SeatsComingBack
{
    /// <summary>True for a seat found by an import or being restored.</summary>
    public static async Task<bool> HoldsSeatAsync(LicenseDb db, int personKey, CancellationToken ct) =>
        await db.Seats.AnyAsync(s => s.PersonKey == personKey && s.To == null, ct) || await OfAsync(db, personKey, ct) is not null;

    /// <summary>Runs on the caller's context in the caller's transaction. Null if there is none.</summary>
    public static async Task<SeatComingBack?> OfAsync(LicenseDb db, int personKey, CancellationToken ct)
    {
        var freed = db.Remediations.AsNoTracking().Where(r => r.PersonKey == personKey && r.Target == "");
        var back = await freed
            .Where(r => r.Reversing || r.GivingUp || (r.Status == RemediationStatus.Abandoned && r.WrittenAt != null))
            .Where(r =>
                !freed.Any(later =>
                    later.CreatedAt > r.CreatedAt
                    && !later.Reversing
                    && later.Status != RemediationStatus.Cancelled
                    && later.Status != RemediationStatus.Abandoned
                )
            )
            .OrderByDescending(r => r.CreatedAt)
            .FirstOrDefaultAsync(ct);
        if (back is null || (!back.IsOpen && back.EndedAt < await DirectoryImports.LastBeganAsync(db, back.PlatformKey, ct)))
        {
            return null;
        }

        return back.Snapshot is { } snapshot
            ? new SeatComingBack(snapshot.Seat, [.. snapshot.Direct.Select(grant => (grant.RoleId, grant.DivisionId))])
            : new SeatComingBack(
                Advice.Split(back.SeatBefore),
                [.. back.Plan.Changes.SelectMany(change => change.Divisions.Select(division => (change.RoleId, division)))]
            );
    }
}

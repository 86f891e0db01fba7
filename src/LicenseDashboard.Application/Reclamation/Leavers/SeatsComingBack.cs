using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>What a way back leads to, as far as it is known.</summary>
/// <param name="Skus">SKU ids.</param>
/// <param name="Grants">Roles held directly, each in one division.</param>
internal sealed record SeatComingBack(IReadOnlyList<string> Skus, IReadOnlyList<(string RoleId, string DivisionId)> Grants);

/// <summary>
/// Seats on their way back to somebody from whom they were taken, which no import has seen yet: the remediation leads back, or has
/// led back since the last directory import began. For a leaver they count as held, or the way back would end with a seat at somebody
/// who has gone. One that a later change of the same person stands on doesn't count, nor one that a leaver's
/// item has ended: that item takes whatever came back.
/// </summary>
internal static class SeatsComingBack
{
    /// <summary>A seat that an import saw, or one that is being given back.</summary>
    public static async Task<bool> HoldsSeatAsync(LicenseDb db, int personKey, CancellationToken ct) =>
        await db.Seats.AnyAsync(s => s.PersonKey == personKey && s.To == null, ct) || await OfAsync(db, personKey, ct) is not null;

    /// <summary>On the caller's context, in the caller's transaction. Null: none is.</summary>
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

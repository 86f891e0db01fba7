using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation.Leavers;

/// <summary>
/// A freed seat whose remediation leads back, or has led back since the last directory import began. One that a later change of the same person stands on doesn't count, nor one that a leaver's
/// item has ended: that item takes whatever came back.
/// </summary>
internal sealed class SeatsComingBack : ISeatsComingBack
{
    public async Task<SeatComingBack?> OfAsync(LicenseDb db, int personKey, CancellationToken ct)
    {
        var freed = db.Remediations.AsNoTracking().Where(r => r.PersonKey == personKey && r.Target == "");
        var back = await freed.Where(r => r.Reversing || r.GivingUp || (r.Status == RemediationStatus.Abandoned && r.WrittenAt != null))
            .Where(r => !freed.Any(later => later.CreatedAt > r.CreatedAt && !later.Reversing && later.Status != RemediationStatus.Cancelled && later.Status != RemediationStatus.Abandoned))
            .OrderByDescending(r => r.CreatedAt).FirstOrDefaultAsync(ct);
        if (back is null || (!back.IsOpen && back.EndedAt < await DirectoryImports.LastBeganAsync(db, back.PlatformKey, ct)))
        {
            return null;
        }

        return back.Snapshot is { } snapshot
            ? new SeatComingBack(snapshot.Seat, [.. snapshot.Direct.Select(grant => (grant.RoleId, grant.DivisionId))])
            : new SeatComingBack(Advice.Split(back.SeatBefore), [.. back.Plan.Changes.SelectMany(change => change.Divisions.Select(division => (change.RoleId, division)))]);
    }
}

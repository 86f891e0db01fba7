using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Runs after an ingest. Handed-over items at their target are verified, manual reversals at the old seat are restored, recalled items at
/// their target were done after all, and items of people who have left are cancelled. Reads only our own facts and can be repeated at any
/// point.
/// </summary>
internal sealed partial class VerifyHandedOver(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    RemediationMoves moves,
    ILogger<VerifyHandedOver> log
)
{
    /// <summary>Returns how many items ended.</summary>
    public async Task<int> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var waiting = await (
            from item in db.Remediations.AsNoTracking()
            join person in db.People.AsNoTracking() on item.PersonKey equals person.Key
            where
                item.PlatformKey == platform.Key
                && item.Manual
                && (
                    item.Status == RemediationStatus.HandedOver
                    || item.Status == RemediationStatus.Restoring
                    || item.Status == RemediationStatus.Recalled
                )
            orderby item.Id
            select new
            {
                item.Id,
                item.Status,
                item.SeatBefore,
                item.Target,
                item.PersonKey,
                item.Plan,
                item.Snapshot,
                item.TargetSeenAt,
                person.State,
            }
        ).ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var seats = await (
            from seat in db.Seats.AsNoTracking()
            join sku in db.Skus.AsNoTracking() on seat.SkuKey equals sku.Key
            where seat.To == null && db.Remediations.Any(r => r.PersonKey == seat.PersonKey && r.Manual)
            select new { seat.PersonKey, sku.VendorId }
        ).ToListAsync(ct);
        var held = seats.ToLookup(seat => seat.PersonKey, seat => seat.VendorId);
        var reader = await SeatReader.ForAsync(db, catalogue, platform.Key, ct);
        var ended = 0;
        foreach (var one in waiting)
        {
            var recalled = one.Status == RemediationStatus.Recalled;
            var restoring = one.Status == RemediationStatus.Restoring || (recalled && one.TargetSeenAt is not null);
            Outcome<RemediationStatus>? outcome = null;

            // A freed seat returns to what was really held, if that is known.
            var before = one is { Plan.Release: not null, Snapshot: { } snapshot } ? reader.Ids(snapshot.Seat) : one.SeatBefore;
            if (reader.Is(restoring ? before : one.Target, held[one.PersonKey]))
            {
                outcome =
                    restoring ? await moves.MoveAsync(viewer.Actor, one.Id, "restored", (r, now) => r.CompleteRestore(null, now), ct)
                    : recalled ? await moves.MoveAsync(viewer.Actor, one.Id, "done-after-recall", (r, now) => r.SeeTarget(now), ct)
                    : await moves.MoveAsync(viewer.Actor, one.Id, "verified", (r, now) => r.Verify(null, now), ct);
            }
            else if (one.Status == RemediationStatus.HandedOver && one.State != PersonState.Active)
            {
                outcome = await moves.MoveAsync(
                    viewer.Actor,
                    one.Id,
                    "cancelled",
                    (r, now) => r.Cancel("The person is no longer active.", now),
                    ct
                );
            }

            ended += outcome is { Refusal: null } ? 1 : 0;
        }

        Verified(platform.Name, ended, waiting.Count);
        return ended;
    }

    [LoggerMessage(4120, LogLevel.Information, "Handed over at {Platform}: {Ended} of {Waiting} were seen in the seats or ended")]
    private partial void Verified(string platform, int ended, int waiting);
}

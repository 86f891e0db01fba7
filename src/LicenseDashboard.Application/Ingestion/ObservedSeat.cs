using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>One person's seat and direct roles as read back individually after one of our changes.</summary>
/// <param name="At">UTC time just before the vendor was asked.</param>
/// <param name="SkuIds">As listed by the vendor; empty if there is no seat.</param>
/// <param name="Direct">Roles held directly; null if they could not be read.</param>
internal sealed record ObservedSeat(DateTime At, IReadOnlyCollection<string> SkuIds, IReadOnlyCollection<VendorGrant>? Direct)
{
    /// <summary>Stores it as the seat of today. Runs in the caller's transaction and is covered by the caller's audit entry.</summary>
    public async Task StoreAsync(LicenseDb db, Platform platform, int personKey, CancellationToken ct)
    {
        var person = await db.People.SingleAsync(p => p.Key == personKey, ct);
        person.SeatSeenAt = At;
        await StoreSeatAsync(db, person, platform.LocalDay(new DateTimeOffset(At, TimeSpan.Zero)), ct);
        if (Direct is not null)
        {
            await StoreGrantsAsync(db, person, Direct, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task StoreSeatAsync(LicenseDb db, Person person, DateOnly today, CancellationToken ct)
    {
        var skus = await db.Skus.Where(s => s.PlatformKey == person.PlatformKey && SkuIds.Contains(s.VendorId)).ToListAsync(ct);
        foreach (var id in SkuIds.Where(Limits.IsId).Distinct().Except(skus.Select(s => s.VendorId)).ToList())
        {
            var sku = new OfferedSku { PlatformKey = person.PlatformKey, VendorId = id };
            db.Skus.Add(sku);
            await db.SaveChangesAsync(ct);
            skus.Add(sku);
        }

        var held = skus.Select(s => s.Key).ToHashSet();
        foreach (
            var seat in await db
                .Seats.Where(s => s.PersonKey == person.Key && (s.To == null || s.To == today))
                .OrderBy(s => s.To != null)
                .ToListAsync(ct)
        )
        {
            // Closed and reopened today: it was never away.
            seat.To = held.Remove(seat.SkuKey) ? null : seat.To ?? today;
        }

        db.Seats.AddRange(
            held.Select(sku => new Seat
            {
                PersonKey = person.Key,
                SkuKey = sku,
                From = today,
            })
        );
    }

    /// <summary>Unknown roles arrive with the next import.</summary>
    private static async Task StoreGrantsAsync(LicenseDb db, Person person, IReadOnlyCollection<VendorGrant> direct, CancellationToken ct)
    {
        var roles = await db.Roles.Where(r => r.PlatformKey == person.PlatformKey).ToDictionaryAsync(r => r.VendorId, r => r.Key, ct);
        var wanted = direct
            .Where(g => g.Kind == SubjectKind.Person && roles.ContainsKey(g.RoleId))
            .SelectMany(g => g.DivisionIds.Where(Limits.IsId).Select(division => (Role: roles[g.RoleId], Division: division)))
            .ToHashSet();
        foreach (var grant in await db.PersonGrants.Where(g => g.PersonKey == person.Key).ToListAsync(ct))
        {
            if (!wanted.Remove((grant.RoleKey, grant.DivisionId)))
            {
                db.PersonGrants.Remove(grant);
            }
        }

        db.PersonGrants.AddRange(
            wanted.Select(g => new PersonGrant
            {
                PersonKey = person.Key,
                RoleKey = g.Role,
                DivisionId = g.Division,
            })
        );
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>The people needed in the season of each burst tag, with the seat they need.</summary>
internal static class BurstMembers
{
    /// <summary>
    /// By tag. Includes exemptions that have not started yet, but not those that ended, and not people who are gone from the directory.
    /// </summary>
    public static async Task<ILookup<string, BurstMember>> ReadAsync(
        LicenseDb db,
        int platform,
        IReadOnlyCollection<string> tags,
        DateOnly today,
        CancellationToken ct
    )
    {
        var held = await HeldBy(db, platform, tags, today).Select(e => new { e.Tag, e.PersonKey }).Distinct().ToListAsync(ct);
        var people = HeldBy(db, platform, tags, today).Select(e => e.PersonKey);
        var seats = (
            await (
                from seat in db.Seats
                join sku in db.Skus on seat.SkuKey equals sku.Key
                where people.Contains(seat.PersonKey)
                select new
                {
                    seat.PersonKey,
                    Sku = sku.VendorId,
                    seat.To,
                }
            ).ToListAsync(ct)
        ).ToLookup(seat => seat.PersonKey);
        return held.ToLookup(
            one => one.Tag,
            one =>
            {
                var all = seats[one.PersonKey].ToList();
                var holds = all.Exists(seat => seat.To is null);

                // People without a license need all of what they held last, that is, the seats that ended on their latest end date.
                var last = holds ? null : all.Max(seat => seat.To);
                return new BurstMember(
                    one.PersonKey,
                    [.. all.Where(seat => seat.To == last).Select(seat => seat.Sku).Distinct(StringComparer.Ordinal)],
                    holds
                );
            }
        );
    }

    private static IQueryable<Exemption> HeldBy(LicenseDb db, int platform, IReadOnlyCollection<string> tags, DateOnly today) =>
        db.Exemptions.Where(e =>
            tags.Contains(e.Tag)
            && (e.To == null || e.To >= today)
            && db.People.Any(p => p.Key == e.PersonKey && p.PlatformKey == platform && p.State != PersonState.Deleted)
        );
}

using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>Seats of one SKU on one platform.</summary>
/// <param name="Active">Held by people with activity in the last 30 known days.</param>
/// <param name="Idle">Held by people without activity.</param>
/// <param name="Unknown">No activity, but presence is not known for all of those days.</param>
public sealed record SeatCount(string Platform, string Sku, int Assigned, int Active, int Idle, int Unknown);

/// <summary>Currently assigned seats by the activity of their holders, counted by the database.</summary>
public sealed class SeatSummary(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public const int Days = 30;

    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<SeatCount>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var counts = new List<SeatCount>();
        foreach (var one in await db.Platforms.Where(p => platform == null || p.Name == platform).OrderBy(p => p.Key).ToListAsync(ct))
        {
            counts.AddRange(await CountAsync(db, viewer, one, ct));
        }

        return counts;
    }

    private async Task<IEnumerable<SeatCount>> CountAsync(LicenseDb db, Viewer viewer, Platform platform, CancellationToken ct)
    {
        var signs = await SignsOfLife.ReadAsync(db, catalogue, platform, platform.LocalDay(clock.GetUtcNow()), Days, ct);
        var seen = signs.Seen(db);
        var hidden = signs.HiddenDivisions;
        var people = db
            .People.VisibleTo(viewer)
            .Where(p => p.PlatformKey == platform.Key)
            .Select(p => new
            {
                p.Key,
                Active = seen.Contains(p.Key),
                Hidden = hidden.Contains(p.DivisionKey ?? 0),
            });
        var rows = await (
            from seat in db.Seats
            join person in people on seat.PersonKey equals person.Key
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where seat.To == null
            group person by sku.VendorId into held
            select new
            {
                Sku = held.Key,
                Assigned = held.Count(),
                Active = held.Count(p => p.Active),
                Hidden = held.Count(p => !p.Active && p.Hidden),
            }
        ).ToListAsync(ct);
        var parts = await PartsAsync(db, platform, ct);
        return rows.Where(row => !parts.Contains(row.Sku))
            .OrderBy(row => row.Sku, StringComparer.Ordinal)
            .Select(row =>
            {
                var unknown = signs.IsKnown ? row.Hidden : row.Assigned - row.Active;
                return new SeatCount(platform.Name, row.Sku, row.Assigned, row.Active, row.Assigned - row.Active - unknown, unknown);
            });
    }

    /// <summary>SKUs that are not sold separately: other SKUs include them, and the catalogue has no price.</summary>
    private async Task<HashSet<string>> PartsAsync(LicenseDb db, Platform platform, CancellationToken ct)
    {
        var defined = await db
            .Skus.Where(s => s.PlatformKey == platform.Key && s.Defined)
            .Select(s => new { s.Prerequisites, s.Comprises })
            .ToListAsync(ct);
        return [.. defined.SelectMany(sku => sku.Prerequisites.Concat(sku.Comprises)).Where(id => catalogue.Find(id) is null)];
    }
}

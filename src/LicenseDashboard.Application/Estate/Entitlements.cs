using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Estate;

/// <summary>What is contracted of one SKU at one platform, beside the seats assigned now.</summary>
/// <param name="Assigned">As the last directory import saw it.</param>
/// <param name="Committed">Null: no contract in force names the SKU, so nothing is known; never zero for want of a line.</param>
/// <param name="Free">Committed minus assigned, below zero in over-use. Null where unknown, and where the line doesn't count seats
/// (concurrent, hourly).</param>
/// <param name="OverUse">Null: no contract in force.</param>
/// <param name="Assumed">The demo assumes this contract; nobody entered it.</param>
internal sealed record Entitlement(
    string Platform,
    string Sku,
    int Assigned,
    LineBasis? Basis,
    int? Committed,
    int? Free,
    OverUse? OverUse,
    bool Assumed
);

/// <summary>
/// Every SKU that is assigned or contracted, in the order of the SKU ids: the contract beside seats, which is why it stands in Estate. Only
/// for who sees every person: the counts are of the whole organization.
/// </summary>
internal sealed class Entitlements(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null: all.</param>
    public async Task<IReadOnlyList<Entitlement>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        if (!viewer.SeesEveryone)
        {
            return [];
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var all = new List<Entitlement>();
        foreach (var one in await db.Platforms.Where(p => platform == null || p.Name == platform).OrderBy(p => p.Key).ToListAsync(ct))
        {
            all.AddRange(await OfAsync(db, one, one.LocalDay(clock.GetUtcNow()), ct));
        }

        return all;
    }

    internal static async Task<IReadOnlyList<Entitlement>> OfAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var contract = await db
            .Contracts.Include(c => c.Lines)
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.PlatformKey == platform.Key && c.StartsOn <= today, ct);
        var assigned = await (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where seat.To == null && sku.PlatformKey == platform.Key
            group seat by sku.VendorId into held
            select new { Sku = held.Key, Count = held.Count() }
        ).ToDictionaryAsync(held => held.Sku, held => held.Count, ct);
        var lines = contract?.Lines.ToDictionary(line => line.Sku) ?? [];
        return
        [
            .. assigned
                .Keys.Union(lines.Keys)
                .Order(StringComparer.Ordinal)
                .Select(sku =>
                {
                    var line = lines.GetValueOrDefault(sku);
                    var held = assigned.GetValueOrDefault(sku);
                    return new Entitlement(
                        platform.Name,
                        sku,
                        held,
                        line?.Basis,
                        line?.Committed,
                        line is { Basis: LineBasis.Named } ? line.Committed - held : null,
                        contract?.OverUse,
                        contract?.Assumed ?? false
                    );
                }),
        ];
    }
}

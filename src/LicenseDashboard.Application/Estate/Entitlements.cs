using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Estate;

/// <summary>Contracted and assigned seats of one SKU on one platform.</summary>
/// <param name="Assigned">As of the last directory import.</param>
/// <param name="Committed">Null if no contract in force names the SKU: unknown, not zero.</param>
/// <param name="Free">
/// Committed minus assigned; negative in case of over-use. Null if unknown or if the line doesn't count seats (concurrent, hourly).
/// </param>
/// <param name="OverUse">Null if no contract is in force.</param>
/// <param name="Assumed">True if the demo assumes the contract.</param>
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
/// Every assigned or contracted SKU in order of SKU ID. Combines contract and seats, hence its place in Estate. Only for viewers who see
/// everyone, because the counts cover the whole organization.
/// </summary>
internal sealed class Entitlements(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
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

using LicenseDashboard.Application.Contracts;
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
/// Committed and included minus assigned; negative in case of over-use. Null if unknown or if the line doesn't count seats
/// (concurrent, hourly).
/// </param>
/// <param name="OverUse">Null if no contract is in force, or if several are and none names the SKU.</param>
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
        var contracts = (await LoadContracts.MarkedAsync(db, platform.Key, ct)).Where(each => each.Terms.First <= today).ToList();
        var assumed = contracts.Where(each => each.Assumed).Select(each => each.Terms.Id).ToHashSet(StringComparer.Ordinal);
        var assigned = await (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where seat.To == null && sku.PlatformKey == platform.Key
            group seat by sku.VendorId into held
            select new { Sku = held.Key, Count = held.Count() }
        ).ToDictionaryAsync(held => held.Sku, held => held.Count, ct);
        var lines = AgreedLine.On(contracts.Select(each => each.Terms), today).ToDictionary(line => line.Terms.Sku, StringComparer.Ordinal);
        return
        [
            .. assigned
                .Keys.Union(lines.Keys)
                .Order(StringComparer.Ordinal)
                .Select(sku =>
                {
                    var line = lines.GetValueOrDefault(sku);
                    var held = assigned.GetValueOrDefault(sku);
                    var contract = line?.Contract ?? (contracts.Count == 1 ? contracts[0].Terms : null);
                    return new Entitlement(
                        platform.Name,
                        sku,
                        held,
                        line?.Terms.Basis,
                        line?.Terms.Committed,
                        line?.Seats - held,
                        contract?.OverUse,
                        contract is not null && assumed.Contains(contract.Id)
                    );
                }),
        ];
    }
}

using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>The coming season of each burst tag of a platform: people by SKU, what the contract covers, and what the rest costs.</summary>
public sealed class BurstForecasts(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <returns>Empty for viewers who don't see everybody, because the counts cover the whole organization.</returns>
    public async Task<IReadOnlyList<BurstForecast>> RunAsync(Viewer viewer, string platformName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (!viewer.SeesEveryone || await db.Platforms.SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return [];
        }

        var today = platform.LocalDay(clock.GetUtcNow());
        var tags = await db.ExemptionTags.Where(t => t.PlatformKey == platform.Key && t.IsBurst).OrderBy(t => t.Key).ToListAsync(ct);
        var members = await BurstMembers.ReadAsync(db, platform.Key, [.. tags.Select(t => t.Name)], today, ct);
        var rooms = await RoomsAsync(db, viewer, platform, today, ct);
        var parts = (await db.Skus.Where(s => s.PlatformKey == platform.Key).ToListAsync(ct)).ToDictionary(
            s => s.VendorId,
            s => s.Prerequisites.Concat(s.Comprises).ToHashSet(StringComparer.Ordinal)
        );
        return
        [
            .. tags.Where(tag => tag.Season is not null)
                .Select(tag =>
                    BurstForecast.Of(
                        tag,
                        tag.Season!.Value.Coming(today),
                        [.. members[tag.Name].Select(member => member with { Needs = [.. Sold(member.Needs, parts)] })],
                        rooms
                    )
                ),
        ];
    }

    /// <summary>Removes SKUs that come as part of another held SKU and are not sold separately.</summary>
    private IEnumerable<string> Sold(IReadOnlyList<string> held, Dictionary<string, HashSet<string>> parts) =>
        held.Where(sku =>
            catalogue.Find(sku) is not null
            || !held.Any(other => other != sku && parts.TryGetValue(other, out var contains) && contains.Contains(sku))
        );

    /// <summary>As a bill would charge it: without an own price the unit price, and the list price where units are free.</summary>
    private Money? OveragePrice(AgreedLine line) =>
        (line.Terms.OverageMicros ?? (line.Terms.PriceMicros != 0 ? line.Terms.PriceMicros : null)) is { } micros
            ? new Money(micros, line.Contract.Currency)
        : line.Contract.Currency == catalogue.Currency ? catalogue.ListPrice(line.Terms.Sku)
        : null;

    /// <summary>Prices only for viewers who may know them.</summary>
    private async Task<IReadOnlyDictionary<string, SkuRoom>> RoomsAsync(
        LicenseDb db,
        Viewer viewer,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var prices = viewer.SeesMoney
            ? AgreedLine
                .On(await LoadContracts.OfAsync(db, platform.Key, ct), today)
                .ToDictionary(line => line.Terms.Sku, OveragePrice, StringComparer.Ordinal)
            : [];
        return (await Entitlements.OfAsync(db, platform, today, ct)).ToDictionary(
            one => one.Sku,
            one => RoomOf(one, prices.GetValueOrDefault(one.Sku)),
            StringComparer.Ordinal
        );
    }

    internal static SkuRoom RoomOf(Entitlement one, Money? overagePrice) =>
        new(one.Sku, one.Basis, one.Committed, one.Free, one.OverUse, overagePrice, one.Assumed);
}

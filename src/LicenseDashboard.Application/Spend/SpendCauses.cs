using System.Collections.Concurrent;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>Why a closed month cost something else than the one before, in millionths.</summary>
/// <param name="Causes">Every cause; together the difference.</param>
public sealed record SpendDifference(
    string Platform,
    string Currency,
    int Month,
    long BeforeMicros,
    long AfterMicros,
    IReadOnlyList<CauseAmount> Causes
);

/// <summary>What changed since the month before.</summary>
public sealed class SpendCauses(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>Pairs of months of some platforms, for as long as the program runs.</summary>
    private const int MostKept = 500;

    /// <summary>Who came and went between two closed months changes only with their bills, and takes a look at every person.</summary>
    private readonly ConcurrentDictionary<(int Platform, int Month, DateTime Before, DateTime After), IReadOnlyList<SkuFlow>> _kept = new();

    /// <param name="month">Null: the last closed one.</param>
    /// <returns>Null if the month or the one before is not closed: a month that isn't over can't be compared.</returns>
    public async Task<Outcome<SpendDifference?>> RunAsync(Viewer viewer, string platform, int? month, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return SpendBook.NotForRole;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        if ((await SpendBook.ReadAsync(db, catalogue, clock, platform, ct)).SingleOrDefault() is not { } book)
        {
            return Refusal.NotFound($"No platform \"{platform}\".");
        }

        var after = book.Closed.LastOrDefault(bill => month is null || bill.Month == month);
        if (after is null || book.Closed.LastOrDefault(bill => bill.Month == after.Month - 1) is not { } before)
        {
            return (SpendDifference?)null;
        }

        var flows = await KeptAsync(db, book.Platform.Key, before, after, ct);
        return new SpendDifference(
            platform,
            book.Currency!,
            after.Month,
            before.TotalMicros,
            after.TotalMicros,
            SpendChange.Of(before, after, flows, sku => catalogue.Find(sku)?.IsBase == false)
        );
    }

    private async Task<IReadOnlyList<SkuFlow>> KeptAsync(
        LicenseDb db,
        int platform,
        MonthBill before,
        MonthBill after,
        CancellationToken ct
    )
    {
        var key = (platform, after.Month, before.BilledAt, after.BilledAt);
        if (_kept.TryGetValue(key, out var kept))
        {
            return kept;
        }

        var found = await FlowsAsync(db, platform, before.Month, after.Month, ct);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[key] = found;
    }

    /// <summary>
    /// Nothing if no person's cost is known in one of the months; then the lines alone say how many more or fewer they were.
    /// </summary>
    private async Task<IReadOnlyList<SkuFlow>> FlowsAsync(LicenseDb db, int platform, int before, int after, CancellationToken ct)
    {
        var joined = await OnlyInAsync(after, before);
        var left = await OnlyInAsync(before, after);
        return await KnownAsync(before) && await KnownAsync(after)
            ? [.. catalogue.Bases.Select(sku => new SkuFlow(sku.Id, joined.GetValueOrDefault(sku.Id), left.GetValueOrDefault(sku.Id)))]
            : [];

        Task<bool> KnownAsync(int month) => Costs(db, platform, month).AnyAsync(ct);

        async Task<Dictionary<string, int>> OnlyInAsync(int month, int other)
        {
            var bases = catalogue.Bases.Select(sku => sku.Id).ToList();
            var others = Costs(db, platform, other);
            return await Costs(db, platform, month)
                .Where(c => bases.Contains(c.Sku) && !others.Any(o => o.PersonKey == c.PersonKey))
                .GroupBy(c => c.Sku)
                .Select(sku => new { sku.Key, Count = sku.Count() })
                .ToDictionaryAsync(sku => sku.Key, sku => sku.Count, StringComparer.Ordinal, ct);
        }
    }

    private static IQueryable<PersonCost> Costs(LicenseDb db, int platform, int month) =>
        db.PersonCosts.Where(c => c.PlatformKey == platform && c.Month == month);
}

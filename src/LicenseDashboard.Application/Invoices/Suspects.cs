using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>
/// Finds who may have been billed although our bill doesn't count them, for the SKUs of which more is invoiced than expected. A seat's end
/// is the first day on which it was no longer seen.
/// </summary>
internal sealed class Suspects(LicenseDb db, Platform platform, Catalogue catalogue, DateOnly first, DateOnly last)
{
    /// <summary>So many people are named for one cause.</summary>
    public const int MostNamed = 50;

    /// <summary>People who lost a license earlier are not suspected.</summary>
    private const int Months = 3;

    public async Task<ComparisonFacts> AddAsync(ComparisonFacts facts, IReadOnlySet<string> skus, CancellationToken ct) =>
        skus.Count == 0
            ? facts
            : facts with
            {
                Former = [.. await EndedAsync(skus, ct), .. await InactiveAsync(ct)],
                Upgraded = await UpgradedAsync(skus, ct),
                AddOns = await AddOnsAsync(skus, ct),
            };

    /// <summary>People whose seat ended before the period and who didn't hold it in the period.</summary>
    private async Task<List<Suspect>> EndedAsync(IReadOnlySet<string> skus, CancellationToken ct)
    {
        var since = first.AddMonths(-Months);
        var rows = await (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where
                sku.PlatformKey == platform.Key
                && skus.Contains(sku.VendorId)
                && seat.To != null
                && seat.To <= first
                && seat.To > since
                && !db.Seats.Any(other =>
                    other.PersonKey == seat.PersonKey
                    && other.SkuKey == seat.SkuKey
                    && other.From <= last
                    && (other.To == null || other.To > first)
                )
            group seat by new { seat.PersonKey, sku.VendorId } into ended
            select new
            {
                ended.Key.PersonKey,
                ended.Key.VendorId,
                On = ended.Max(seat => seat.To),
            }
        ).ToListAsync(ct);
        return [.. rows.Select(row => new Suspect(row.PersonKey, row.VendorId, row.On))];
    }

    /// <summary>Accounts closed before anybody saw their license.</summary>
    private async Task<List<Suspect>> InactiveAsync(CancellationToken ct)
    {
        var begin = platform.StartOf(first);
        var keys = await db
            .People.Where(p =>
                p.PlatformKey == platform.Key
                && p.State != PersonState.Active
                && (p.LastLoginAt == null || p.LastLoginAt < begin)
                && !db.Seats.Any(seat => seat.PersonKey == p.Key)
            )
            .OrderBy(p => p.Key)
            .Select(p => p.Key)
            .ToListAsync(ct);
        return keys.ConvertAll(key => new Suspect(key, null, null));
    }

    /// <summary>The lower tier of people who held several in the period, if it is one of the SKUs.</summary>
    private async Task<List<Suspect>> UpgradedAsync(IReadOnlySet<string> skus, CancellationToken ct)
    {
        var bases = catalogue.Bases.Select(sku => sku.Id).ToList();
        if (!bases.Exists(skus.Contains))
        {
            return [];
        }

        var held = await HeldAsync(bases, ct);
        return
        [
            .. held.Where(seat =>
                    skus.Contains(seat.Sku) && held.Any(other => other.PersonKey == seat.PersonKey && RankOf(other.Sku) > RankOf(seat.Sku))
                )
                .Select(seat => new Suspect(seat.PersonKey, seat.Sku, seat.To ?? seat.From)),
        ];
    }

    /// <summary>People with an add-on that doesn't belong to the highest tier they held.</summary>
    private async Task<List<Suspect>> AddOnsAsync(IReadOnlySet<string> skus, CancellationToken ct)
    {
        var addOns = catalogue.Skus.Where(sku => !sku.IsBase && skus.Contains(sku.Id)).ToDictionary(sku => sku.Id, StringComparer.Ordinal);
        if (addOns.Count == 0)
        {
            return [];
        }

        var held = await HeldAsync([.. addOns.Keys], ct);
        var top = (await HeldAsync([.. catalogue.Bases.Select(sku => sku.Id)], ct))
            .GroupBy(seat => seat.PersonKey)
            .ToDictionary(seats => seats.Key, seats => seats.MaxBy(seat => RankOf(seat.Sku))!.Sku);
        return
        [
            .. held.Where(seat => top.GetValueOrDefault(seat.PersonKey) is not { } tier || !addOns[seat.Sku].Prerequisites.Contains(tier))
                .Select(seat => new Suspect(seat.PersonKey, seat.Sku, seat.From)),
        ];
    }

    private int RankOf(string sku) => catalogue.Find(sku)?.Rank ?? 0;

    /// <summary>Seats of the SKUs that were held on any day of the period.</summary>
    private Task<List<HeldSeat>> HeldAsync(List<string> skus, CancellationToken ct) =>
        (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where
                sku.PlatformKey == platform.Key && skus.Contains(sku.VendorId) && seat.From <= last && (seat.To == null || seat.To > first)
            select new HeldSeat(seat.PersonKey, sku.VendorId, seat.From, seat.To)
        ).ToListAsync(ct);

    private sealed record HeldSeat(int PersonKey, string Sku, DateOnly From, DateOnly? To);
}

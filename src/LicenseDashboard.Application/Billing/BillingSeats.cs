using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

internal static class BillingSeats
{
    /// <summary>By person, what was held from a day on. SKUs with the same days are one set.</summary>
    public static async Task<Dictionary<int, IReadOnlyList<HeldSeats>>> ReadAsync(
        LicenseDb db,
        Platform platform,
        DateOnly since,
        CancellationToken ct
    )
    {
        var seats = await (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where sku.PlatformKey == platform.Key && (seat.To == null || seat.To >= since)
            select new
            {
                seat.PersonKey,
                sku.VendorId,
                seat.From,
                seat.To,
            }
        ).ToListAsync(ct);
        return seats
            .GroupBy(seat => seat.PersonKey)
            .ToDictionary(
                person => person.Key,
                person =>
                    (IReadOnlyList<HeldSeats>)
                        [
                            .. person
                                .GroupBy(seat => (seat.From, seat.To))
                                .OrderBy(days => days.Key)
                                .Select(days => new HeldSeats(
                                    [.. days.Select(seat => seat.VendorId).Order(StringComparer.Ordinal)],
                                    days.Key.From == platform.FirstSnapshotOn ? DateOnly.MinValue : days.Key.From,
                                    LastDay(days.Key.From, days.Key.To)
                                )),
                        ]
            );
    }

    /// <summary>The day before the first on which it was no longer seen; at least the day on which it was.</summary>
    private static DateOnly? LastDay(DateOnly from, DateOnly? to) =>
        to is not { } gone ? null
        : gone > from ? gone.AddDays(-1)
        : from;
}

/// <param name="TagOf">By person, the season tag they count with.</param>
internal sealed record BillingSeasons(IReadOnlyDictionary<string, Season> Seasons, IReadOnlyDictionary<int, string> TagOf)
{
    /// <summary>Exemptions that haven't ended. Of several tags of a person, the one whose season comes first counts.</summary>
    public static async Task<BillingSeasons> ReadAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var tags = await db
            .ExemptionTags.AsNoTracking()
            .Where(tag => tag.PlatformKey == platform.Key && tag.Season != null)
            .ToListAsync(ct);
        var order = tags.OrderBy(tag => tag.Season!.Value.Coming(today).Start)
            .ThenBy(tag => tag.Name, StringComparer.Ordinal)
            .Select((tag, number) => (tag.Name, number))
            .ToDictionary(each => each.Name, each => each.number, StringComparer.Ordinal);
        var held = await db
            .Exemptions.Where(exemption =>
                (exemption.To == null || exemption.To >= today)
                && db.People.Any(person => person.Key == exemption.PersonKey && person.PlatformKey == platform.Key)
            )
            .Select(exemption => new { exemption.PersonKey, exemption.Tag })
            .ToListAsync(ct);
        var tagOf = held.Where(exemption => order.ContainsKey(exemption.Tag))
            .GroupBy(exemption => exemption.PersonKey)
            .ToDictionary(person => person.Key, person => person.MinBy(exemption => order[exemption.Tag])!.Tag);
        var used = tagOf.Values.ToHashSet(StringComparer.Ordinal);
        return new BillingSeasons(
            tags.Where(tag => used.Contains(tag.Name)).ToDictionary(tag => tag.Name, tag => tag.Season!.Value, StringComparer.Ordinal),
            tagOf
        );
    }
}

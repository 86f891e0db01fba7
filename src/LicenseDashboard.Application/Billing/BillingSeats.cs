using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

internal static class BillingSeats
{
    /// <summary>
    /// By person, what was held from a day on, one set for each stretch of days with the same licenses. What is only part of another
    /// license held on the same days costs nothing of its own, so it is left out (design §4.2, rule 0).
    /// </summary>
    public static async Task<Dictionary<int, IReadOnlyList<HeldSeats>>> ReadAsync(
        LicenseDb db,
        Platform platform,
        Catalogue catalogue,
        DateOnly since,
        CancellationToken ct
    )
    {
        var skus = await db.Skus.AsNoTracking().Where(sku => sku.PlatformKey == platform.Key).ToListAsync(ct);
        var ids = skus.ToDictionary(sku => sku.Key, sku => sku.VendorId);
        var reading = new SeatReading(
            catalogue,
            [.. skus.Where(sku => sku.Defined).Select(sku => new SkuFacts(sku.VendorId, sku.Permissions, sku.Prerequisites, sku.Comprises))]
        );
        var keys = ids.Keys.ToList();
        var seats = await db
            .Seats.Where(seat => keys.Contains(seat.SkuKey) && (seat.To == null || seat.To >= since))
            .Select(seat => new
            {
                seat.PersonKey,
                seat.SkuKey,
                seat.From,
                seat.To,
            })
            .ToListAsync(ct);
        return seats
            .GroupBy(
                seat => seat.PersonKey,
                seat => new SeatDays(
                    ids[seat.SkuKey],
                    seat.From == platform.FirstSnapshotOn ? DateOnly.MinValue : seat.From,
                    LastDay(seat.From, seat.To)
                )
            )
            .ToDictionary(person => person.Key, IReadOnlyList<HeldSeats> (person) => Stretches(reading, [.. person]));
    }

    private static List<HeldSeats> Stretches(SeatReading reading, SeatDays[] seats)
    {
        var starts = seats
            .Select(seat => seat.From)
            .Concat(seats.Where(seat => seat.Last is not null).Select(seat => seat.Last!.Value.AddDays(1)))
            .Distinct()
            .Order()
            .ToArray();
        var held = new List<HeldSeats>();
        for (var at = 0; at < starts.Length; at++)
        {
            var first = starts[at];
            var here = seats.Where(seat => seat.From <= first && !(seat.Last < first)).Select(seat => seat.Sku).ToList();
            if (here.Count > 0)
            {
                held.Add(new HeldSeats(reading.WithoutParts(here), first, at + 1 < starts.Length ? starts[at + 1].AddDays(-1) : null));
            }
        }

        return held;
    }

    private sealed record SeatDays(string Sku, DateOnly From, DateOnly? Last);

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

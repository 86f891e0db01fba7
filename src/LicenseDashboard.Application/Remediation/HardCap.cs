using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// The only place that decides whether the target of a change has room. If the contract refuses over-use, one seat too many keeps
/// someone from logging in, so the change is not made. The same applies while the remaining free seats would not cover the coming
/// season. A SKU without a contract line, or not counted in seats, is unknown and raises no objection.
/// </summary>
internal static class HardCap
{
    /// <returns>Why there is no room, in words; null if there is.</returns>
    public static async Task<string?> ObjectionAsync(
        LicenseDb db,
        RemediationItem item,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var limited = await LimitedAsync(
            db,
            platform,
            today,
            Advice.Split(item.Target).Except(Advice.Split(item.SeatBefore), StringComparer.Ordinal),
            ct
        );
        if (limited.Count == 0)
        {
            return null;
        }

        var underway = await ChangesUnderway.BesideAsync(db, item, ct);
        var season = await ComingSeason.OfAsync(db, platform, today, ct);
        foreach (var entitlement in limited)
        {
            var coming = await underway.TakersAsync(db, platform.Key, entitlement.Sku, ct);
            if (entitlement.Free - coming < 1)
            {
                return NoneFree(entitlement, coming);
            }

            if (
                SeasonStop.OfRoom(BurstForecasts.RoomOf(entitlement, null), coming, season.Needed(entitlement.Sku, item.PersonKey)) is
                { } needed
            )
            {
                return needed;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a person can get back what a change removed. The coming season doesn't matter here, because the person needs the seat
    /// today and had it before. A seat that the facts still show as theirs is already counted.
    /// </summary>
    /// <returns>Why there is no room, in words; null if there is.</returns>
    public static async Task<string?> ReturnObjectionAsync(
        LicenseDb db,
        RemediationItem item,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var limited = await LimitedAsync(
            db,
            platform,
            today,
            Advice.Split(item.SeatBefore).Except(Advice.Split(item.Target), StringComparer.Ordinal),
            ct
        );
        if (limited.Count == 0)
        {
            return null;
        }

        var underway = await ChangesUnderway.BesideAsync(db, item, ct);
        var counted = await db
            .Seats.Where(s => s.PersonKey == item.PersonKey && s.To == null)
            .Join(db.Skus, seat => seat.SkuKey, sku => sku.Key, (seat, sku) => sku.VendorId)
            .ToListAsync(ct);
        foreach (var entitlement in limited)
        {
            var coming = await underway.TakersAsync(db, platform.Key, entitlement.Sku, ct);
            if (entitlement.Free - coming < (counted.Contains(entitlement.Sku) ? 0 : 1))
            {
                return NoneFree(entitlement, coming);
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<Entitlement>> LimitedAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        IEnumerable<string> taken,
        CancellationToken ct
    )
    {
        var wanted = AgreedLine
            .On(await LoadContracts.OfAsync(db, platform.Key, ct), today)
            .Where(line => line.Contract.OverUse == OverUse.Hard && line.Seats is not null)
            .Select(line => line.Terms.Sku)
            .Intersect(taken, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? [] : [.. (await Entitlements.OfAsync(db, platform, today, ct)).Where(e => wanted.Contains(e.Sku))];
    }

    private static string NoneFree(Entitlement entitlement, int coming) =>
        $"No license of {SkuWords.Name(entitlement.Sku)} is free: {entitlement.Free + entitlement.Assigned} are contracted, "
        + $"{entitlement.Assigned} assigned"
        + (coming > 0 ? $" and {coming} pending" : "")
        + ", and the contract refuses logins above the limit.";
}

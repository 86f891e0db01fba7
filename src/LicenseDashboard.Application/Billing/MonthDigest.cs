using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>
/// A fingerprint of what the bill of a closed month depends on: contracts as in force, catalogue, and counts and sums over its facts,
/// which the database works out without handing over a row.
/// </summary>
internal sealed class MonthDigest(LicenseDb db, Platform platform, Catalogue catalogue, PeakLevels levels)
{
    public async Task<string> OfAsync(
        IReadOnlyList<ContractTerms> contracts,
        IReadOnlyList<BillingPeriod> periods,
        IReadOnlyCollection<DateOnly> notCovered,
        CancellationToken ct
    )
    {
        var days = new Period(periods.Min(period => period.First), periods.Max(period => period.Days.End));
        var words = JsonSerializer.Serialize(
            new
            {
                levels,
                contracts = contracts.Select(contract => new
                {
                    contract.Id,
                    contract.Currency,
                    contract.First,
                    contract.OverUse,
                    contract.MinimumMicros,
                    lines = contract.Lines.Select(line => line.On(days.Start) with { Changes = [] }),
                    later = contract.Lines.SelectMany(line => line.Changes).Where(change => days.Contains(change.From)),
                }),
                periods = periods.Select(period => period.Days.ToString()),
                skus = catalogue.Skus.Select(sku => new
                {
                    sku.Id,
                    sku.Kind,
                    sku.Rank,
                    sku.Price,
                    sku.Prerequisites,
                }),
                catalogue.Currency,
                missing = notCovered.Where(days.Contains).Order(),
                facts = await FactsAsync(days, ct),
            }
        );
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..32];
    }

    private async Task<string> FactsAsync(Period days, CancellationToken ct)
    {
        var (start, end) = (LocalDays.StartOf(platform.Zone, days.Start), LocalDays.StartOf(platform.Zone, days.End));
        var before = start - SessionRow.Longest;
        var people = db.People.Where(p => p.PlatformKey == platform.Key);
        var sessions = await db
            .PresenceSessions.Where(s => s.Start >= before && s.Start < end && s.End > start && people.Any(p => p.Key == s.PersonKey))
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Count = all.LongCount(),
                Starts = all.Sum(s => s.Start - before),
                Ends = all.Sum(s => s.End - before),
                People = all.Sum(s => (long)s.PersonKey * (s.End - s.Start)),
            })
            .FirstOrDefaultAsync(ct);
        var (first, last) = (FactDay.Of(days.Start), FactDay.Of(days.LastDay));
        var logIns = await db
            .LogInDays.Where(d => d.Day >= first && d.Day <= last && people.Any(p => p.Key == d.PersonKey))
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.LongCount(), Sum = all.Sum(d => (long)d.PersonKey * d.Day) })
            .FirstOrDefaultAsync(ct);
        var (from, to) = (platform.StartOf(days.Start), platform.StartOf(days.End));
        var latest = await people
            .Where(p => (p.LastLoginAt >= from && p.LastLoginAt < to) || (p.LastBilledAt >= from && p.LastBilledAt < to))
            .SumAsync(p => (long)p.Key, ct);
        var seats = await db
            .Seats.Where(s => s.From < days.End && (s.To == null || s.To >= days.Start) && people.Any(p => p.Key == s.PersonKey))
            .GroupBy(s => new
            {
                s.SkuKey,
                From = s.From > days.Start ? s.From : days.Start,
                To = s.To < days.End ? s.To : null,
            })
            .Select(all => new
            {
                all.Key,
                Count = all.Count(),
                Sum = all.Sum(s => (long)s.PersonKey),
            })
            .ToListAsync(ct);
        return string.Join(
            '\n',
            seats
                .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Count} {each.Sum}"))
                .Order(StringComparer.Ordinal)
                .Append($"{sessions}")
                .Append($"{logIns}")
                .Append(latest.ToString(CultureInfo.InvariantCulture))
        );
    }
}

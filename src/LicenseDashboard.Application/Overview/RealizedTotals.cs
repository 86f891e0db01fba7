using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>What the newest closed bill of a platform shows as saved.</summary>
/// <param name="Month">First day of its calendar month.</param>
/// <param name="Count">Changes of visible people.</param>
/// <param name="Cash">0 if the bill shows none.</param>
public sealed record RealizedTotal(string Platform, DateOnly Month, int Count, Money Cash);

/// <summary>
/// Realized savings in cash, from the ledger, without entries that were taken out again. Platforms without a closed bill are left out.
/// </summary>
public sealed class RealizedTotals(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<RealizedTotal>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var closed = await (
            from month in db.BilledMonths
            join of in db.Platforms on month.PlatformKey equals of.Key
            where
                month.Kind == BillKind.Closed
                && (platform == null || of.Name == platform)
                && !db.BilledMonths.Any(later =>
                    later.PlatformKey == month.PlatformKey && later.Kind == BillKind.Closed && later.Month > month.Month
                )
            orderby of.Key
            select new
            {
                of.Key,
                of.Name,
                month.Month,
                month.Currency,
            }
        ).ToListAsync(ct);
        var totals = new List<RealizedTotal>();
        foreach (var bill in closed)
        {
            var cash = await db
                .Ledger.Where(entry =>
                    entry.PlatformKey == bill.Key
                    && entry.Kind == LedgerKind.Realized
                    && entry.Month == bill.Month
                    && !db.Ledger.Any(other => other.Reverses == entry.Key)
                )
                .Join(db.People.VisibleTo(viewer), entry => entry.PersonKey, person => person.Key, (entry, _) => entry.CashMicros ?? 0)
                .ToListAsync(ct);
            totals.Add(
                new RealizedTotal(
                    bill.Name,
                    new DateOnly(bill.Month / 12, (bill.Month % 12) + 1, 1),
                    cash.Count,
                    new Money(cash.Sum(), bill.Currency)
                )
            );
        }

        return totals;
    }
}

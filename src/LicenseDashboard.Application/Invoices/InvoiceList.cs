using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

public enum InvoiceState
{
    /// <summary>The period isn't billed by us yet, or no facts cover it.</summary>
    NoBill,

    Matches,

    Differs,
}

/// <summary>One invoice that counts, against the bill of its period.</summary>
/// <param name="First">First day of the billing period.</param>
/// <param name="Last">Last day of it, included.</param>
/// <param name="Expected">Of the whole period; null without a closed bill.</param>
/// <param name="Difference">All invoices of the period minus <paramref name="Expected"/>; null without a closed bill.</param>
public sealed record InvoiceRow(
    InvoiceId Id,
    string Platform,
    string Number,
    int Revision,
    DateOnly First,
    DateOnly Last,
    Money Invoiced,
    Money? Expected,
    Money? Difference,
    InvoiceState State,
    InvoiceSource Source,
    DateTime ReceivedAt,
    string ReceivedBy
)
{
    /// <summary>Number of other invoices of the same period, which the difference includes.</summary>
    public int Others { get; init; }
}

/// <summary>The invoices that count, newest period first, then by number.</summary>
public sealed class InvoiceList(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platform">Null: of all platforms.</param>
    public async Task<Outcome<PagedResult<InvoiceRow>>> RunAsync(Viewer viewer, string? platform, Page page, CancellationToken ct)
    {
        if (InvoiceRights.MayNotSee(viewer) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var names = await db.Platforms.AsNoTracking().ToDictionaryAsync(p => p.Key, p => p.Name, ct);
        var keys = names.Where(p => platform is null || p.Value == platform).Select(p => p.Key).ToList();
        var all = db.Invoices.AsNoTracking().Where(i => i.ReplacedAt == null && keys.Contains(i.PlatformKey));
        var total = await all.CountAsync(ct);
        var invoices = await all.OrderByDescending(i => i.First)
            .ThenBy(i => i.Number)
            .ThenBy(i => i.Key)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        var months = invoices.Select(i => i.Month).Distinct().ToList();
        var invoiced = (
            await all.Where(i => months.Contains(i.Month))
                .GroupBy(i => new
                {
                    i.PlatformKey,
                    i.First,
                    i.Last,
                })
                .Select(same => new
                {
                    same.Key,
                    Micros = same.Sum(i => i.TotalMicros),
                    Count = same.Count(),
                })
                .ToListAsync(ct)
        ).ToDictionary(same => (same.Key.PlatformKey, same.Key.First, same.Key.Last), same => (same.Micros, same.Count));
        var expected = (
            await db
                .BilledLines.Where(l => l.Kind == BillKind.Closed && keys.Contains(l.PlatformKey) && months.Contains(l.Month))
                .GroupBy(l => new
                {
                    l.PlatformKey,
                    l.First,
                    l.Last,
                })
                .Select(same => new { same.Key, Micros = same.Sum(l => l.CommitmentMicros + l.OverageMicros) })
                .ToListAsync(ct)
        ).ToDictionary(same => (same.Key.PlatformKey, same.Key.First, same.Key.Last), same => same.Micros);
        return new PagedResult<InvoiceRow>([.. invoices.Select(Row)], total, page);

        InvoiceRow Row(Invoice invoice)
        {
            var period = (invoice.PlatformKey, invoice.First, invoice.Last);
            var (paid, count) = invoiced[period];
            var bill = expected.TryGetValue(period, out var micros) ? micros : (long?)null;
            return new InvoiceRow(
                invoice.Id,
                names[invoice.PlatformKey],
                invoice.Number,
                invoice.Revision,
                invoice.First,
                invoice.Last,
                new Money(invoice.TotalMicros, invoice.Currency),
                bill is { } one ? new Money(one, invoice.Currency) : null,
                bill is { } other ? new Money(paid - other, invoice.Currency) : null,
                bill is null ? InvoiceState.NoBill
                    : paid == bill ? InvoiceState.Matches
                    : InvoiceState.Differs,
                invoice.Source,
                invoice.ReceivedAt,
                invoice.ReceivedBy
            )
            {
                Others = count - 1,
            };
        }
    }
}

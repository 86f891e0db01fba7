using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>What the invoices that count now say about quantities. Without an invoice nothing is above what we counted.</summary>
internal sealed class InvoicedQuantities(Catalogue catalogue)
{
    /// <summary>SKUs of which the invoices of a month have more than our closed bill.</summary>
    /// <param name="month"><see cref="BillingPeriod.MonthOf"/>.</param>
    public async Task<IReadOnlySet<string>> AboveOursAsync(LicenseDb db, int platformKey, int month, CancellationToken ct)
    {
        var invoices = await Current(db, platformKey).Where(i => i.Month == month).Include(i => i.Lines).ToListAsync(ct);
        if (invoices.Count == 0)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }

        var products = await InvoiceRun.ProductsAsync(db, platformKey, catalogue, ct);
        var expected = await db
            .BilledLines.AsNoTracking()
            .Where(l => l.PlatformKey == platformKey && l.Month == month && l.Kind == BillKind.Closed)
            .ToListAsync(ct);
        return InvoiceComparison
            .Of(ReadInvoice.FactsOf(catalogue, expected, invoices, products))
            .Lines.Where(line => line.Sku is { Length: > 0 } && line.InvoicedQuantity > (line.ExpectedQuantity ?? 0))
            .Select(line => line.Sku!)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>For each month with invoices a number that changes with them.</summary>
    public static Task<Dictionary<int, int>> StampsAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        Current(db, platformKey).GroupBy(i => i.Month).ToDictionaryAsync(month => month.Key, month => month.Max(i => i.Key), ct);

    private static IQueryable<Invoice> Current(LicenseDb db, int platformKey) =>
        db.Invoices.AsNoTracking().Where(i => i.PlatformKey == platformKey && i.ReplacedAt == null);
}

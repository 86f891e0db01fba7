using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>One line as printed, with the license it is mapped to.</summary>
/// <param name="Sku">Null: unmapped.</param>
public sealed record InvoiceLineRow(int Position, string Product, string? Sku, decimal? Quantity, Money? UnitPrice, Money Amount);

/// <summary>A person behind a difference.</summary>
public sealed record NamedSuspect(string VendorId, string Name, string? Email);

/// <summary>An earlier content of the same invoice.</summary>
public sealed record InvoiceRevision(
    int Revision,
    Money Total,
    InvoiceSource Source,
    DateTime ReceivedAt,
    string ReceivedBy,
    DateTime? ReplacedAt
);

/// <summary>One invoice with its comparison.</summary>
/// <param name="Comparison">All invoices of the period against the closed bill; null if there is none.</param>
/// <param name="IsEstimate">Presence is missing on some day of the period.</param>
/// <param name="IsComplete">False if something used has no price.</param>
/// <param name="People">Those behind the differences, by key; empty for viewers who may not see everybody.</param>
/// <param name="Together">Numbers of the other invoices that are compared with the same bill.</param>
/// <param name="Revisions">Newest first, the one that counts included.</param>
public sealed record InvoiceView(
    InvoiceRow Invoice,
    IReadOnlyList<InvoiceLineRow> Lines,
    Comparison? Comparison,
    bool IsEstimate,
    bool IsComplete,
    IReadOnlyDictionary<int, NamedSuspect> People,
    IReadOnlyList<string> Together,
    IReadOnlyList<InvoiceRevision> Revisions
);

/// <summary>Reads an invoice and compares its period's invoices with the closed bill, line by line.</summary>
public sealed class ReadInvoice(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue)
{
    public async Task<Outcome<InvoiceView>> RunAsync(Viewer viewer, InvoiceId id, CancellationToken ct)
    {
        if (InvoiceRights.MayNotSee(viewer) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } asked)
        {
            return Refusal.NotFound("Invoice not found.");
        }

        var revisions = await db
            .Invoices.AsNoTracking()
            .Where(i => i.PlatformKey == asked.PlatformKey && i.Number == asked.Number)
            .OrderByDescending(i => i.Revision)
            .ToListAsync(ct);

        // An address of an earlier content leads to the one that counts.
        var invoice = revisions.First(i => i.ReplacedAt == null);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == invoice.PlatformKey, ct);
        var same = await db
            .Invoices.AsNoTracking()
            .Include(i => i.Lines)
            .Where(i => i.PlatformKey == invoice.PlatformKey && i.ReplacedAt == null && i.First == invoice.First && i.Last == invoice.Last)
            .OrderBy(i => i.Number)
            .ToListAsync(ct);
        var products = await InvoiceRun.ProductsAsync(db, platform.Key, catalogue, ct);
        var comparison = await CompareAsync(db, platform, same, products, ct);
        var month = await db
            .BilledMonths.AsNoTracking()
            .SingleOrDefaultAsync(m => m.PlatformKey == platform.Key && m.Month == invoice.Month && m.Kind == BillKind.Closed, ct);
        return new InvoiceView(
            Row(platform.Name, invoice, same, comparison),
            [
                .. same.Single(i => i.Key == invoice.Key)
                    .Lines.OrderBy(line => line.Position)
                    .Select(line => Line(line, invoice.Currency, products)),
            ],
            comparison,
            month?.IsEstimate ?? false,
            month?.IsComplete ?? true,
            viewer.SeesEveryone ? await PeopleAsync(db, comparison, ct) : new Dictionary<int, NamedSuspect>(),
            [.. same.Where(i => i.Key != invoice.Key).Select(i => i.Number)],
            [
                .. revisions.Select(i => new InvoiceRevision(
                    i.Revision,
                    new Money(i.TotalMicros, i.Currency),
                    i.Source,
                    i.ReceivedAt,
                    i.ReceivedBy,
                    i.ReplacedAt
                )),
            ]
        );
    }

    private async Task<Comparison?> CompareAsync(
        LicenseDb db,
        Platform platform,
        List<Invoice> invoices,
        ProductBook products,
        CancellationToken ct
    )
    {
        var (first, last) = (invoices[0].First, invoices[0].Last);
        var expected = await db
            .BilledLines.AsNoTracking()
            .Where(l =>
                l.PlatformKey == platform.Key
                && l.Month == invoices[0].Month
                && l.Kind == BillKind.Closed
                && l.First == first
                && l.Last == last
            )
            .ToListAsync(ct);
        if (expected.Count == 0)
        {
            return null;
        }

        var facts = FactsOf(catalogue, expected, invoices, products);
        var suspects = new Suspects(db, platform, catalogue, first, last);
        return InvoiceComparison.Of(await suspects.AddAsync(facts, InvoiceComparison.Above(facts), ct));
    }

    /// <summary>Without anybody to suspect.</summary>
    internal static ComparisonFacts FactsOf(
        Catalogue catalogue,
        IReadOnlyList<BilledLine> expected,
        IReadOnlyList<Invoice> invoices,
        ProductBook products
    ) =>
        new()
        {
            Currency = invoices[0].Currency,
            Catalogue = catalogue,
            Expected = expected,
            Invoiced =
            [
                .. invoices.SelectMany(invoice =>
                    invoice.Lines.Select(line => new InvoicedLine(
                        invoice.Number,
                        line.Product,
                        line.Sku ?? products.Find(line.Product),
                        line.QuantityMicros,
                        line.UnitPriceMicros,
                        line.AmountMicros
                    ))
                ),
            ],
        };

    private static async Task<IReadOnlyDictionary<int, NamedSuspect>> PeopleAsync(
        LicenseDb db,
        Comparison? comparison,
        CancellationToken ct
    )
    {
        var keys =
            comparison
                ?.Lines.SelectMany(line => line.Causes)
                .SelectMany(cause => cause.People.Take(Suspects.MostNamed))
                .Select(one => one.PersonKey)
                .Distinct()
                .ToList()
            ?? [];
        return keys.Count == 0
            ? new Dictionary<int, NamedSuspect>()
            : await db
                .People.AsNoTracking()
                .Where(p => keys.Contains(p.Key))
                .ToDictionaryAsync(p => p.Key, p => new NamedSuspect(p.VendorId, p.Name, p.Email), ct);
    }

    private static InvoiceRow Row(string platform, Invoice invoice, List<Invoice> same, Comparison? comparison) =>
        new(
            invoice.Id,
            platform,
            invoice.Number,
            invoice.Revision,
            invoice.First,
            invoice.Last,
            new Money(invoice.TotalMicros, invoice.Currency),
            comparison is null ? null : new Money(comparison.ExpectedMicros, invoice.Currency),
            comparison is null ? null : new Money(comparison.DifferenceMicros, invoice.Currency),
            comparison is null ? InvoiceState.NoBill
                : comparison.DifferenceMicros == 0 ? InvoiceState.Matches
                : InvoiceState.Differs,
            invoice.Source,
            invoice.ReceivedAt,
            invoice.ReceivedBy
        )
        {
            Others = same.Count - 1,
        };

    private static InvoiceLineRow Line(InvoiceLine line, string currency, ProductBook products) =>
        new(
            line.Position,
            line.Product,
            line.Sku ?? products.Find(line.Product),
            line.QuantityMicros / (decimal)Money.UnitMicros,
            line.UnitPriceMicros is { } price ? new Money(price, currency) : null,
            new Money(line.AmountMicros, currency)
        );
}

namespace LicenseDashboard.Core.Invoices;

/// <summary>Expected bill against invoices, SKU by SKU, with the cause of every difference. The order of input doesn't matter.</summary>
public static class InvoiceComparison
{
    private const string Minimum = "minimum";

    public static Comparison Of(ComparisonFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var hasMinimum = facts.Expected.Any(line => line.Sku.Length == 0);
        var invoiced = facts.Invoiced.ToLookup(line => SkuOf(line, hasMinimum));
        var expected = facts.Expected.ToLookup(line => line.Sku);
        var skus = expected
            .Select(line => line.Key)
            .Concat(invoiced.Select(line => line.Key).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .OrderBy(sku => facts.Catalogue.Find(sku) is null)
            .ThenBy(sku => facts.Catalogue.Find(sku) is { IsBase: false })
            .ThenBy(sku => facts.Catalogue.Find(sku)?.Rank)
            .ThenBy(sku => sku, StringComparer.Ordinal);
        return new Comparison(
            facts.Currency,
            [
                .. skus.Select(sku => new LineComparison(facts, sku, [.. expected[sku]], [.. Ordered(invoiced[sku])]).Compare()),
                .. Ordered(invoiced[null]).Select(Unmapped),
            ]
        );
    }

    /// <summary>SKUs of which more is invoiced than expected: only of these it matters who may have been billed in addition.</summary>
    public static IReadOnlySet<string> Above(ComparisonFacts facts) =>
        Of(facts)
            .Lines.Where(line => line.Sku is { Length: > 0 } && line.DifferenceMicros > 0)
            .Select(line => line.Sku!)
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<InvoicedLine> Ordered(IEnumerable<InvoicedLine> lines) =>
        lines
            .OrderBy(line => line.Product, StringComparer.Ordinal)
            .ThenBy(line => line.Invoice, StringComparer.Ordinal)
            .ThenBy(line => line.AmountMicros)
            .ThenBy(line => line.QuantityMicros);

    private static string? SkuOf(InvoicedLine line, bool hasMinimum) =>
        line.Sku ?? (hasMinimum && line.Product.Contains(Minimum, StringComparison.OrdinalIgnoreCase) ? "" : null);

    private static ComparedLine Unmapped(InvoicedLine line)
    {
        var quantity = line.QuantityMicros is { } micros ? micros / (decimal)Shared.Money.UnitMicros : (decimal?)null;
        return new ComparedLine(
            null,
            [line.Product],
            null,
            null,
            quantity,
            0,
            line.AmountMicros,
            line.AmountMicros == 0 ? [] : [new Difference(DifferenceCause.UnmappedProduct, line.AmountMicros, quantity, [])]
        );
    }
}

namespace LicenseDashboard.Core.Contracts;

/// <summary>Which of our SKUs a product on the vendor's invoices is. A product without a row is unmapped, and its lines say so.</summary>
public sealed class InvoiceProduct
{
    public const int MaxProduct = 200;

    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Name or id as the invoice prints it; unique within the platform, whatever the case.</summary>
    public required string Product { get; init; }

    /// <summary>Known to the catalogue.</summary>
    public required string Sku
    {
        get;
        set => field = SkuIds.Canonical(value);
    }
}

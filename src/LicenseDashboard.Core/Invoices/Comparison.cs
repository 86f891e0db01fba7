using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Invoices;

/// <summary>Why an invoice differs from the bill we expected. The causes of a line add up to its difference.</summary>
public enum DifferenceCause
{
    /// <summary>People billed whose license had ended before the period.</summary>
    LateLeaver,

    /// <summary>People billed for a lower tier beside the higher one they held in the same period.</summary>
    Upgrade,

    /// <summary>Another level of simultaneous people.</summary>
    Peak,

    /// <summary>An add-on that our bill doesn't count.</summary>
    AddOn,

    /// <summary>The product is no SKU of ours, so nothing was expected for it.</summary>
    UnmappedProduct,

    /// <summary>Another price of one unit.</summary>
    PriceChange,

    /// <summary>Another quantity, which no fact about people explains.</summary>
    WrongQuantity,

    /// <summary>At most the currency's smallest unit per line.</summary>
    Rounding,

    /// <summary>The rest, so that nothing is hidden.</summary>
    Unexplained,
}

/// <summary>One invoiced line with its SKU, if it is known.</summary>
/// <param name="Invoice">Number of the invoice.</param>
/// <param name="Sku">Null: unmapped.</param>
public sealed record InvoicedLine(
    string Invoice,
    string Product,
    string? Sku,
    long? QuantityMicros,
    long? UnitPriceMicros,
    long AmountMicros
);

/// <summary>A person who may be behind a difference.</summary>
/// <param name="Sku">The SKU that may have been billed; null if it isn't known which one the person had.</param>
/// <param name="On">Day on which the license ended, or on which the person changed; null if unknown.</param>
public sealed record Suspect(int PersonKey, string? Sku, DateOnly? On);

/// <summary>All that one comparison depends on. Everything belongs to one platform and one billing period.</summary>
public sealed record ComparisonFacts
{
    /// <summary>ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Lines of the closed bill.</summary>
    public required IReadOnlyList<BilledLine> Expected { get; init; }

    public required IReadOnlyList<InvoicedLine> Invoiced { get; init; }

    public required Catalogue Catalogue { get; init; }

    /// <summary>People whose license had ended before the period; those whose SKU is unknown are the last to be suspected.</summary>
    public IReadOnlyList<Suspect> Former { get; init; } = [];

    /// <summary>People who held two tiers, with the lower one, which a bill doesn't count.</summary>
    public IReadOnlyList<Suspect> Upgraded { get; init; } = [];

    /// <summary>People with an add-on that doesn't stand on the tier they are billed for.</summary>
    public IReadOnlyList<Suspect> AddOns { get; init; } = [];
}

/// <summary>A part of a line's difference.</summary>
/// <param name="Micros">Invoiced minus expected, in millionths.</param>
/// <param name="Quantity">Invoiced minus expected units; null if it isn't about a quantity.</param>
/// <param name="People">Who is behind it; empty if no person is.</param>
/// <param name="IsCertain">False if the people are the likeliest explanation, not a proven one.</param>
public sealed record Difference(DifferenceCause Cause, long Micros, decimal? Quantity, IReadOnlyList<Suspect> People, bool IsCertain = true)
{
    /// <summary>In millionths, for another price.</summary>
    public long? ExpectedPriceMicros { get; init; }

    /// <inheritdoc cref="ExpectedPriceMicros"/>
    public long? InvoicedPriceMicros { get; init; }
}

/// <summary>One SKU, or one unmapped product, of a comparison.</summary>
/// <param name="Sku">Null if the product is unmapped; empty for what the contract's minimum adds.</param>
/// <param name="Products">As the invoices print them; empty if it is on no invoice.</param>
/// <param name="ExpectedQuantity">Units charged; null if nothing was expected.</param>
/// <param name="InvoicedQuantity">Null if it is on no invoice, or the invoice doesn't say.</param>
public sealed record ComparedLine(
    string? Sku,
    IReadOnlyList<string> Products,
    LineBasis? Basis,
    decimal? ExpectedQuantity,
    decimal? InvoicedQuantity,
    long ExpectedMicros,
    long InvoicedMicros,
    IReadOnlyList<Difference> Causes
)
{
    public long DifferenceMicros => InvoicedMicros - ExpectedMicros;
}

/// <param name="Lines">Mapped ones in the order of the bill, then unmapped products.</param>
public sealed record Comparison(string Currency, IReadOnlyList<ComparedLine> Lines)
{
    public long ExpectedMicros => Lines.Sum(line => line.ExpectedMicros);

    public long InvoicedMicros => Lines.Sum(line => line.InvoicedMicros);

    public long DifferenceMicros => InvoicedMicros - ExpectedMicros;
}

using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Invoices;

public enum InvoiceSource
{
    /// <summary>A file or a call of the API.</summary>
    Upload,

    /// <summary>Read from the vendor's own routes.</summary>
    Vendor,
}

/// <summary>
/// What the vendor charged for one billing period. A corrected invoice with the same number becomes a new revision; the one before stays
/// as history.
/// </summary>
public sealed class Invoice
{
    public const int MaxNumber = 64;

    public int Key { get; init; }

    public InvoiceId Id { get; init; } = InvoiceId.New();

    public required int PlatformKey { get; init; }

    /// <summary>As printed on it.</summary>
    public required string Number { get; init; }

    /// <summary>Counted from 1 for each number.</summary>
    public required int Revision { get; init; }

    /// <summary><see cref="BillingPeriod.MonthOf"/> of <see cref="First"/>.</summary>
    public required int Month { get; init; }

    /// <summary>First local day of the billing period.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Last local day of it, included.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Sum of the lines, in millionths.</summary>
    public required long TotalMicros { get; init; }

    public required InvoiceSource Source { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>Who uploaded it, or the job that read it.</summary>
    public required string ReceivedBy { get; init; }

    /// <summary>UTC time at which a correction took its place; null while it counts.</summary>
    public DateTime? ReplacedAt { get; private set; }

    /// <summary>By position.</summary>
    public List<InvoiceLine> Lines { get; init; } = [];

    public void Replace(DateTime at) =>
        ReplacedAt = ReplacedAt is null ? at : throw new InvalidOperationException($"Invoice {Number} was already replaced.");

    /// <summary>True if both say the same, no matter who sent them.</summary>
    public bool Says(InvoiceDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return (First, Last, Currency) == (draft.First, draft.Last, draft.Currency)
            && Lines.OrderBy(line => line.Position).Select(line => line.ToDraft()).SequenceEqual(draft.Lines);
    }
}

/// <summary>One line as the vendor printed it.</summary>
public sealed class InvoiceLine
{
    public const int MaxProduct = 200;

    public int InvoiceKey { get; init; }

    /// <summary>From 1, in the order of the invoice.</summary>
    public required int Position { get; init; }

    public required string Product { get; init; }

    /// <summary>The SKU that the file itself names; null: the mapping of products says it.</summary>
    public string? Sku { get; init; }

    /// <summary>In millionths of a unit; null if the invoice doesn't say.</summary>
    public long? QuantityMicros { get; init; }

    /// <summary>In millionths; null if the invoice doesn't say.</summary>
    public long? UnitPriceMicros { get; init; }

    /// <summary>In millionths; negative for a credit.</summary>
    public required long AmountMicros { get; init; }

    public DraftLine ToDraft() => new(Product, Sku, QuantityMicros, UnitPriceMicros, AmountMicros);
}

/// <summary>An invoice that has been read and is not kept yet.</summary>
/// <param name="Last">Included in the period.</param>
public sealed record InvoiceDraft(string Number, DateOnly First, DateOnly Last, string Currency, IReadOnlyList<DraftLine> Lines)
{
    public long TotalMicros => Lines.Sum(line => line.AmountMicros);

    public int Month => BillingPeriod.MonthOf(First);
}

/// <param name="Sku">Canonical id, if the source names it.</param>
public sealed record DraftLine(string Product, string? Sku, long? QuantityMicros, long? UnitPriceMicros, long AmountMicros);

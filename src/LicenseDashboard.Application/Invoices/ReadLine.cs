using LicenseDashboard.Core.Invoices;

namespace LicenseDashboard.Application.Invoices;

/// <summary>One line as it was read, with everything that is wrong with it alone. Amounts are in millionths.</summary>
/// <param name="Line">Line of the file, or position in the list, from 1.</param>
internal sealed record ReadLine(int Line, string Number, string Product)
{
    public DateOnly? First { get; init; }

    public DateOnly? Last { get; init; }

    public string Currency { get; init; } = "";

    public string? Sku { get; init; }

    public long? Quantity { get; init; }

    public long? UnitPrice { get; init; }

    public long? Amount { get; init; }

    public long? Total { get; init; }

    public List<string> Errors { get; init; } = [];

    /// <summary>What a person should know before applying; nothing is refused for it.</summary>
    public List<string> Notes { get; init; } = [];

    public DraftLine ToDraft() => new(Product, Sku, Quantity, UnitPrice, Amount ?? 0);
}

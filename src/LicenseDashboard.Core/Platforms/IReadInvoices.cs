namespace LicenseDashboard.Core.Platforms;

/// <summary>A contract as the vendor shows it. Read and compared with our own, never taken over.</summary>
/// <param name="Id">The contract's number.</param>
/// <param name="First">Local days, both in the term.</param>
public sealed record VendorContract(
    string Id,
    string? Status,
    string? PoNumber,
    DateOnly? First,
    DateOnly? Last,
    IReadOnlyList<VendorContractLine> Lines
);

/// <param name="Product">The product's name on invoices.</param>
/// <param name="Number">The vendor's product number.</param>
/// <param name="Quantity">Committed, per billing period.</param>
/// <param name="Unit">What is counted, in the vendor's words.</param>
public sealed record VendorContractLine(
    string Product,
    string? Number,
    decimal? Quantity,
    decimal? Price,
    decimal? OveragePrice,
    string? Currency,
    string? Unit
);

/// <summary>One invoice without its lines. What can't be read is null; the reader decides whether the rest can be used.</summary>
/// <param name="Id">To ask for its lines.</param>
/// <param name="Number">As printed on it.</param>
/// <param name="First">First day of the billing period.</param>
/// <param name="Last">Last day of it, included.</param>
public sealed record VendorInvoice(string Id, string Number, DateOnly? First, DateOnly? Last, string? Currency, decimal? Total);

/// <param name="Name">The line's own text, such as the product's name and "Overage".</param>
/// <param name="Product">The product's name; null if the line has none.</param>
public sealed record VendorInvoiceLine(
    string Name,
    string? Product,
    string? Number,
    decimal? Quantity,
    decimal? UnitPrice,
    decimal? Amount,
    string? Currency
);

/// <summary>
/// The vendor's contracts and invoices. Many organizations don't have these routes: a <see cref="VendorException.NotServed"/> then says
/// that nothing is known, not that there is no invoice. Reads can be repeated safely.
/// </summary>
public interface IReadInvoices
{
    Task<IReadOnlyList<VendorContract>> ContractsAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>All invoices, in the vendor's order.</summary>
    Task<IReadOnlyList<VendorInvoice>> InvoicesAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Lines of one invoice, in the vendor's order, to the last page.</summary>
    Task<IReadOnlyList<VendorInvoiceLine>> LinesAsync(string invoiceId, RequestPriority priority, CancellationToken ct);
}

using LicenseDashboard.Application.Persistence;

namespace LicenseDashboard.Application.Ledger;

/// <summary>What the vendor's invoices say about a closed month. Without invoices nothing is above what we counted.</summary>
public interface IVendorQuantities
{
    /// <summary>SKUs of which an invoice of the month has more than our bill.</summary>
    Task<IReadOnlySet<string>> AboveOursAsync(LicenseDb db, int platform, int month, CancellationToken ct);
}

/// <summary>No invoices are read: our own billable count is what is known.</summary>
internal sealed class NoInvoices : IVendorQuantities
{
    public Task<IReadOnlySet<string>> AboveOursAsync(LicenseDb db, int platform, int month, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(new HashSet<string>(StringComparer.Ordinal));
}

using LicenseDashboard.Application.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Invoices;

public static class InvoicesSetup
{
    /// <summary>Needs persistence, an <c>IVendorConnectors</c>, the <c>Catalogue</c> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddInvoices(this IServiceCollection services) =>
        services
            .AddSingleton<ImportInvoices>()
            .AddSingleton<SaveInvoice>()
            .AddSingleton<PullInvoices>()
            .AddSingleton<InvoiceList>()
            .AddSingleton<ReadInvoice>()
            .AddSingleton<CompareContracts>()
            .AddSingleton<InvoicedQuantities>()
            .AddJob<InvoiceJob>();
}

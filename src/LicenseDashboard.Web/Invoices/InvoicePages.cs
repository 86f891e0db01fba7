namespace LicenseDashboard.Web.Invoices;

internal static class InvoicePages
{
    public static IServiceCollection AddInvoicePages(this IServiceCollection services) => services.AddScoped<InvoicesData>();
}

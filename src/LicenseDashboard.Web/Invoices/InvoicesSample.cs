using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Invoices;

/// <summary>A file for the upload of invoices to start from.</summary>
internal static class InvoicesSample
{
    public const string Path = "export/sample-invoices" + ExportFile.Csv;

    public static void MapInvoicesSample(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                Path,
                (HttpContext context, TimeProvider clock) =>
                    ExportFile.SampleOf(
                        context,
                        "sample-invoices",
                        ImportInvoices.Sample(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
                    )
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
}

using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Invoices;

/// <summary>The comparison of one invoice as a file: a row for each cause, or one for a line that matches.</summary>
internal static class InvoiceExport
{
    public const string Path = Name + ExportFile.Csv;

    private const string Name = "export/invoice";

    private static readonly string[] _header =
    [
        "License",
        "Products",
        "Expected quantity",
        "Invoiced quantity",
        "Expected",
        "Invoiced",
        "Difference",
        "Currency",
        "Cause",
        "Part of the difference",
        "Explanation",
        "People",
    ];

    public static void MapInvoiceExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapExport(
            Name,
            async (HttpContext context, CurrentViewer viewers, ReadInvoice read, string? id) =>
            {
                var ct = context.RequestAborted;
                var viewer = await viewers.ForAsync(context.User, ct);
                if (
                    !Guid.TryParse(id, out var value)
                    || await read.RunAsync(viewer, new InvoiceId(value), ct)
                        is not { Refusal: null, Value: { Comparison: { } compared } view }
                )
                {
                    return LocalAddress.Redirect("/invoices", context); // the page says what is wrong
                }

                return ExportFile.Of(context, "invoice-comparison", _header, Rows(view, compared).ToAsyncEnumerable());
            }
        );

    private static IEnumerable<ExportCell[]> Rows(InvoiceView view, Comparison compared)
    {
        foreach (var line in compared.Lines)
        {
            foreach (var cause in line.Causes.DefaultIfEmpty())
            {
                yield return
                [
                    InvoiceWords.Name(line),
                    string.Join("; ", line.Products),
                    Number(line.ExpectedQuantity),
                    Number(line.InvoicedQuantity),
                    Amount(line.ExpectedMicros),
                    Amount(line.InvoicedMicros),
                    Amount(line.DifferenceMicros),
                    compared.Currency,
                    cause is null ? "" : InvoiceWords.Of(cause.Cause),
                    cause is null ? "" : Amount(cause.Micros),
                    cause is null ? "" : InvoiceWords.Sentence(cause, compared.Currency, view.Invoice.First),
                    cause is null ? "" : string.Join("; ", Named(view, cause)),
                ];
            }
        }

        ExportCell Amount(long micros) => ExportCell.Money(new Money(micros, compared.Currency));
    }

    private static IEnumerable<string> Named(InvoiceView view, Difference cause) =>
        cause.People.Where(one => view.People.ContainsKey(one.PersonKey)).Select(one => view.People[one.PersonKey].Name);

    private static ExportCell Number(decimal? quantity) =>
        quantity is { } value ? new ExportCell(ExportKind.Number, "", value) : (ExportCell)"";
}

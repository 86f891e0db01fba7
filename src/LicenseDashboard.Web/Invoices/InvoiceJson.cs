using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Invoices;

/// <summary>The body of <c>POST /invoices</c> as JSON.</summary>
/// <param name="To">Last day, included.</param>
/// <param name="Total">If it is given, the lines must add up to it.</param>
internal sealed record InvoicePostJson(
    string Number,
    DateOnly From,
    DateOnly To,
    string Currency,
    decimal? Total,
    IReadOnlyList<InvoicePostLineJson> Lines
);

internal sealed record InvoicePostLineJson(string Product, string? Sku, decimal? Quantity, decimal? UnitPrice, decimal Amount);

/// <summary>What became of an invoice sent as JSON.</summary>
/// <param name="Outcome"><c>new</c>, <c>correction</c> or <c>same</c>.</param>
/// <param name="Notes">What is odd about its lines; nothing was refused for it.</param>
internal sealed record InvoiceSavedJson(Guid Id, string Outcome, IReadOnlyList<string> Notes);

/// <summary>A row of <c>/invoices</c>.</summary>
/// <param name="To">Last day of the billing period, included.</param>
/// <param name="Expected">Of the whole period; null without a closed bill.</param>
/// <param name="Difference">All invoices of the period minus expected; null without a closed bill.</param>
/// <param name="State"><c>matches</c>, <c>differs</c> or <c>no-bill</c>.</param>
internal sealed record InvoiceJson(
    Guid Id,
    string Platform,
    string Number,
    int Revision,
    DateOnly From,
    DateOnly To,
    MoneyJson Invoiced,
    MoneyJson? Expected,
    MoneyJson? Difference,
    string State,
    string Source,
    DateTime ReceivedAt
)
{
    public static InvoiceJson Of(InvoiceRow row) =>
        new(
            row.Id.Value,
            row.Platform,
            row.Number,
            row.Revision,
            row.First,
            row.Last,
            MoneyJson.Of(row.Invoiced),
            row.Expected is { } expected ? MoneyJson.Of(expected) : null,
            row.Difference is { } difference ? MoneyJson.Of(difference) : null,
            ApiWords.Of(row.State),
            ApiWords.Of(row.Source),
            row.ReceivedAt
        );
}

/// <summary>One invoice with its lines as printed, and the comparison of its period with the closed bill.</summary>
/// <param name="Comparison">Null without a closed bill.</param>
/// <param name="IsEstimate">Presence is missing on some day of the period.</param>
internal sealed record InvoiceDetailJson(
    InvoiceJson Invoice,
    IReadOnlyList<InvoiceLineJson> Lines,
    IReadOnlyList<ComparedLineJson>? Comparison,
    bool IsEstimate
)
{
    public static InvoiceDetailJson Of(InvoiceView view) =>
        new(
            InvoiceJson.Of(view.Invoice),
            [
                .. view.Lines.Select(line => new InvoiceLineJson(
                    line.Position,
                    line.Product,
                    line.Sku,
                    line.Quantity,
                    line.UnitPrice?.Amount,
                    line.Amount.Amount
                )),
            ],
            view.Comparison is { } compared ? [.. compared.Lines.Select(line => ComparedLineJson.Of(line, compared.Currency, view))] : null,
            view.IsEstimate
        );
}

internal sealed record InvoiceLineJson(int Position, string Product, string? Sku, decimal? Quantity, decimal? UnitPrice, decimal Amount);

/// <param name="Sku">Null: unmapped; empty: what the contract's minimum adds.</param>
internal sealed record ComparedLineJson(
    string? Sku,
    IReadOnlyList<string> Products,
    decimal? ExpectedQuantity,
    decimal? InvoicedQuantity,
    decimal Expected,
    decimal Invoiced,
    decimal Difference,
    IReadOnlyList<DifferenceJson> Causes
)
{
    public static ComparedLineJson Of(ComparedLine line, string currency, InvoiceView view) =>
        new(
            line.Sku,
            line.Products,
            line.ExpectedQuantity,
            line.InvoicedQuantity,
            Amount(line.ExpectedMicros),
            Amount(line.InvoicedMicros),
            Amount(line.DifferenceMicros),
            [
                .. line.Causes.Select(cause => new DifferenceJson(
                    ApiWords.Of(cause.Cause),
                    Amount(cause.Micros),
                    cause.Quantity,
                    InvoiceWords.Sentence(cause, currency, view.Invoice.First),
                    cause.People.Count
                )),
            ]
        );

    private static decimal Amount(long micros) => micros / (decimal)Money.UnitMicros;
}

/// <param name="Cause"><c>late-leaver</c>, <c>price-change</c>, …</param>
/// <param name="People">How many people may be behind it.</param>
internal sealed record DifferenceJson(string Cause, decimal Amount, decimal? Quantity, string Explanation, int People);

/// <summary>What a file would do, or did.</summary>
/// <param name="Preview">Names exactly this: send it back with <c>dryRun=false</c> to apply it.</param>
internal sealed record InvoiceImportJson(
    bool DryRun,
    string Preview,
    int Errors,
    IReadOnlyList<ImportedInvoiceJson> Invoices,
    IReadOnlyList<ImportedInvoiceLineJson> Lines
)
{
    public static InvoiceImportJson Of(InvoiceImport import) =>
        new(
            !import.Applied,
            import.Preview,
            import.Errors,
            [
                .. import.Invoices.Select(invoice => new ImportedInvoiceJson(
                    invoice.Number,
                    invoice.First,
                    invoice.Last,
                    MoneyJson.Of(invoice.Total),
                    ApiWords.Of(invoice.Outcome)
                )),
            ],
            [
                .. import.Lines.Select(line => new ImportedInvoiceLineJson(
                    line.Line,
                    line.Invoice,
                    line.Product,
                    line.Sku,
                    line.Quantity,
                    line.UnitPrice,
                    line.Amount,
                    line.Errors,
                    line.Notes
                )),
            ]
        );
}

internal sealed record ImportedInvoiceJson(string Number, DateOnly From, DateOnly To, MoneyJson Total, string Outcome);

/// <param name="Line">Of the file, from 1.</param>
/// <param name="Errors">What is wrong and how to fix it.</param>
/// <param name="Notes">How it was read, and what is odd about it.</param>
internal sealed record ImportedInvoiceLineJson(
    int Line,
    string Invoice,
    string Product,
    string? Sku,
    decimal? Quantity,
    decimal? UnitPrice,
    decimal? Amount,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Notes
);

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>What an upload would do, or did.</summary>
/// <param name="Preview">Identifies exactly this result; required to apply it.</param>
/// <param name="Invoices">Without those that have a line with an error.</param>
public sealed record InvoiceImport(string Preview, bool Applied, IReadOnlyList<ImportedInvoice> Invoices, IReadOnlyList<ImportedLine> Lines)
{
    public int Errors => Lines.Count(line => line.Errors.Count > 0);

    public int Changes => Invoices.Count(invoice => invoice.Outcome != InvoiceOutcome.Same);
}

/// <param name="Was">Total of the invoice that it corrects; null if it is new.</param>
public sealed record ImportedInvoice(
    string Number,
    DateOnly First,
    DateOnly Last,
    Money Total,
    int Lines,
    InvoiceOutcome Outcome,
    Money? Was
);

/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Amount">Null if it can't be read.</param>
/// <param name="Sku">Null if the product is unmapped.</param>
/// <param name="Errors">What is wrong and how to fix it.</param>
/// <param name="Notes">How it was read, and what is odd about it.</param>
public sealed record ImportedLine(
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

/// <summary>
/// Imports invoices from a CSV file. First a preview, which writes nothing and says by line what is wrong or odd; then the same file again
/// with the ID of the preview. If anything that the preview says has changed, nothing is written. One error refuses the whole file.
/// </summary>
public sealed class ImportInvoices(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public const int MostBytes = 1024 * 1024;
    public const int MostLines = 5000;

    /// <summary>The columns that a file can have.</summary>
    public static string Columns => InvoiceCsv.Columns;

    /// <inheritdoc cref="InvoiceCsv.Sample" />
    public static IReadOnlyList<string[]> Sample(DateOnly today) => InvoiceCsv.Sample(today);

    /// <param name="preview">From the preview; null for a preview.</param>
    public async Task<Outcome<InvoiceImport>> RunAsync(
        Viewer viewer,
        string platform,
        ReadOnlyMemory<byte> file,
        string? preview,
        CancellationToken ct
    )
    {
        if (InvoiceRights.MayNotEdit(viewer) is { } forbidden)
        {
            return forbidden;
        }

        if (file.Length > MostBytes)
        {
            return Refusal.Invalid(
                $"The file has {file.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes; at most "
                    + $"{MostBytes.ToString("N0", CultureInfo.InvariantCulture)} are read. Split it."
            );
        }

        var table = CsvTable.Read(file.Span);
        if ((table.Refusal ?? InvoiceCsv.Wrong(table.Value)) is { } unreadable)
        {
            return unreadable;
        }

        if (table.Value.Records.Count is 0 or > MostLines)
        {
            return Refusal.Invalid($"The file has {table.Value.Records.Count} data lines. It can have 1 to {MostLines}.");
        }

        return await InvoiceRun.RunAsync<InvoiceImport>(
            dbs,
            clock,
            viewer,
            platform,
            (run, token) => RunAsync(run, InvoiceCsv.Read(table.Value), preview, token),
            ct
        );
    }

    private async Task<Outcome<InvoiceImport>> RunAsync(
        InvoiceRun run,
        IReadOnlyList<ReadLine> lines,
        string? preview,
        CancellationToken ct
    )
    {
        var products = await InvoiceRun.ProductsAsync(run.Db, run.Platform.Key, catalogue, ct);
        var invoices = (await run.CheckAsync(catalogue, ct)).Run(lines);
        var current = await run.CurrentAsync([.. invoices.Select(invoice => invoice.Draft.Number)], ct);
        var report = Report(run, products, lines, [.. invoices.Select(invoice => invoice.Draft)], current);
        if (preview is null)
        {
            return report;
        }

        if (preview != report.Preview)
        {
            return Refusal.Stale("The file, the contracts, or the invoices have changed since the preview. Preview the file again.");
        }

        if (report.Errors > 0)
        {
            return Refusal.Invalid($"{report.Errors} lines have errors. Fix the file, then preview it again.");
        }

        foreach (var (draft, _) in invoices)
        {
            run.Keep(draft, current.GetValueOrDefault(draft.Number), InvoiceSource.Upload);
        }

        return report with
        {
            Applied = true,
        };
    }

    private static InvoiceImport Report(
        InvoiceRun run,
        ProductBook products,
        IReadOnlyList<ReadLine> lines,
        IReadOnlyList<InvoiceDraft> drafts,
        Dictionary<string, Invoice> current
    )
    {
        var invoices = drafts
            .Select(draft =>
            {
                var was = current.GetValueOrDefault(draft.Number);
                return new ImportedInvoice(
                    draft.Number,
                    draft.First,
                    draft.Last,
                    new Money(draft.TotalMicros, draft.Currency),
                    draft.Lines.Count,
                    InvoiceRun.OutcomeOf(was, draft),
                    was is null ? null : new Money(was.TotalMicros, was.Currency)
                );
            })
            .ToList();
        var shown = lines
            .Select(line => new ImportedLine(
                line.Line,
                line.Number,
                line.Product,
                line.Sku ?? products.Find(line.Product),
                Units(line.Quantity),
                Units(line.UnitPrice),
                Units(line.Amount),
                line.Errors,
                line.Notes
            ))
            .ToList();
        return new InvoiceImport(NameOf(run, lines, invoices), Applied: false, invoices, shown);
    }

    private static decimal? Units(long? micros) => micros / (decimal)Money.UnitMicros;

    /// <summary>Identifies the outcome rather than the bytes, so that applying does exactly what was shown.</summary>
    private static string NameOf(InvoiceRun run, IReadOnlyList<ReadLine> lines, IReadOnlyList<ImportedInvoice> invoices)
    {
        var text = new StringBuilder(run.Platform.Name);
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{line.Line}|{line.Number}|{line.First:yyyy-MM-dd}|{line.Last:yyyy-MM-dd}");
            text.Append(CultureInfo.InvariantCulture, $"|{line.Currency}|{line.Product}|{line.Sku}|{line.Quantity}|{line.UnitPrice}");
            text.Append(CultureInfo.InvariantCulture, $"|{line.Amount}|{line.Total}|{string.Join('|', line.Errors.Concat(line.Notes))}");
        }

        foreach (var invoice in invoices)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{invoice.Number}|{invoice.Outcome}|{invoice.Was?.Micros}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}

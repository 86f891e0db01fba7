using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>An invoice as a program sends it.</summary>
/// <param name="To">Last day, included.</param>
/// <param name="Total">If it is given, the lines must add up to it.</param>
public sealed record InvoiceEntry(
    string Number,
    DateOnly From,
    DateOnly To,
    string Currency,
    decimal? Total,
    IReadOnlyList<InvoiceEntryLine> Lines
);

public sealed record InvoiceEntryLine(string Product, string? Sku, decimal? Quantity, decimal? UnitPrice, decimal Amount);

/// <param name="Notes">By line: what is odd about it.</param>
public sealed record SavedInvoice(InvoiceId Id, InvoiceOutcome Outcome, IReadOnlyList<string> Notes);

/// <summary>Keeps one invoice. The same invoice sent again changes nothing; another content with the same number is a correction.</summary>
public sealed class SaveInvoice(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public Task<Outcome<SavedInvoice>> RunAsync(Viewer viewer, string platform, InvoiceEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (InvoiceRights.MayNotEdit(viewer) is { } forbidden)
        {
            return Task.FromResult<Outcome<SavedInvoice>>(forbidden);
        }

        if (entry.Lines.Count is 0 or > ImportInvoices.MostLines)
        {
            return Task.FromResult<Outcome<SavedInvoice>>(
                Refusal.Invalid($"lines has {entry.Lines.Count} entries. It can have 1 to {ImportInvoices.MostLines}.", "lines")
            );
        }

        return InvoiceRun.RunAsync<SavedInvoice>(dbs, clock, viewer, platform, (run, token) => RunAsync(run, entry, token), ct);
    }

    private async Task<Outcome<SavedInvoice>> RunAsync(InvoiceRun run, InvoiceEntry entry, CancellationToken ct)
    {
        var lines = entry
            .Lines.Select(
                (line, index) =>
                    new ReadLine(index + 1, entry.Number.Trim(), line.Product.Trim())
                    {
                        First = entry.From,
                        Last = entry.To,
                        Currency = entry.Currency.Trim().ToUpperInvariant(),
                        Sku = line.Sku is { Length: > 0 } sku ? SkuIds.Canonical(sku) : null,
                        Quantity = Micros(line.Quantity),
                        UnitPrice = Micros(line.UnitPrice),
                        Amount = Micros(line.Amount),
                        Total = Micros(entry.Total),
                    }
            )
            .ToList();
        var checkedInvoices = (await run.CheckAsync(catalogue, ct)).Run(lines);
        if (lines.SelectMany(line => line.Errors.Select(error => (line.Line, error))).ToList() is { Count: > 0 } errors)
        {
            var all = errors.Select(error => error.error).Distinct().Count() == 1 ? [errors[0]] : errors;
            return Refusal.Invalid(string.Join(" ", all.Select(error => $"lines[{error.Line - 1}]: {error.error}")), "lines");
        }

        var draft = checkedInvoices.Single().Draft;
        var current = (await run.CurrentAsync([draft.Number], ct)).GetValueOrDefault(draft.Number);
        var outcome = run.Keep(draft, current, InvoiceSource.Upload);
        var kept =
            outcome == InvoiceOutcome.Same ? current! : run.Db.Invoices.Local.Single(i => i.Number == draft.Number && i.ReplacedAt is null);
        return new SavedInvoice(
            kept.Id,
            outcome,
            [.. lines.SelectMany(line => line.Notes.Select(note => $"lines[{line.Line - 1}]: {note}"))]
        );
    }

    /// <summary>Beyond the range of any invoice it is cut, and then refused as too much.</summary>
    private static long? Micros(decimal? amount) =>
        amount is not { } value ? null
        : Math.Abs(value) > 9_000_000_000m ? (long)(Math.Sign(value) * 9_000_000_000m * Money.UnitMicros)
        : (long)decimal.Round(value * Money.UnitMicros, MidpointRounding.AwayFromZero);
}

using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>
/// Reads contracts and invoices from the vendor's own routes, if it serves them. Contracts are only kept to be shown beside ours. An
/// uploaded invoice has the last word: a different one of the same number is reported, not taken over. Repeatable at any point.
/// </summary>
internal sealed class PullInvoices(IVendorConnectors connectors, IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>Older invoices whose total is the same are not read again line by line.</summary>
    private const int RecentMonths = 4;

    /// <returns>For the Jobs page; empty if the vendor has no such routes.</returns>
    public async Task<string> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (connectors.For(platform.Name).Invoices is not { } vendor)
        {
            return "";
        }

        try
        {
            var contracts = await vendor.ContractsAsync(RequestPriority.Ingest, ct);
            var invoices = await vendor.InvoicesAsync(RequestPriority.Ingest, ct);
            var known = await KnownAsync(platform, ct);
            var read = new List<(VendorInvoice Invoice, IReadOnlyList<VendorInvoiceLine> Lines)>();
            foreach (var invoice in invoices.Where(invoice => IsWanted(platform, invoice, known)))
            {
                read.Add((invoice, await vendor.LinesAsync(invoice.Id, RequestPriority.Ingest, ct)));
            }

            await NoteAsync(platform, "", JsonSerializer.Serialize(contracts), ct);
            return await KeepAsync(viewer, platform, read, ct);
        }
        catch (VendorException refused) when (refused.NotServed)
        {
            await NoteAsync(platform, WhyNot(refused), null, ct);
            return "Genesys Cloud doesn't serve invoices here.";
        }
    }

    private static string WhyNot(VendorException refused) =>
        refused is { Status: 403, Needs: { } needs }
            ? $"The client lacks the permission {needs}."
            : "This organization doesn't have the billing routes of Genesys Cloud, which are a preview.";

    private async Task<Dictionary<string, Known>> KnownAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Invoices.AsNoTracking()
            .Where(i => i.PlatformKey == platform.Key && i.ReplacedAt == null)
            .Select(i => new Known(i.Number, i.Last, i.TotalMicros))
            .ToDictionaryAsync(i => i.Number, ct);
    }

    private bool IsWanted(Platform platform, VendorInvoice invoice, Dictionary<string, Known> known) =>
        !known.TryGetValue(invoice.Number, out var old)
        || old.Last >= platform.LocalDay(clock.GetUtcNow()).AddMonths(-RecentMonths)
        || invoice.Total is not { } total
        || Money.Of(total, "").Micros != old.TotalMicros;

    private async Task<string> KeepAsync(
        Viewer viewer,
        Platform platform,
        List<(VendorInvoice Invoice, IReadOnlyList<VendorInvoiceLine> Lines)> read,
        CancellationToken ct
    )
    {
        var kept = await InvoiceRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform.Name,
            async (run, token) =>
            {
                var products = await InvoiceRun.ProductsAsync(run.Db, platform.Key, catalogue, token);
                var lines = read.SelectMany(invoice => Lines(invoice.Invoice, invoice.Lines, products)).ToList();
                var drafts = (await run.CheckAsync(catalogue, token)).Run(lines);
                var current = await run.CurrentAsync([.. drafts.Select(invoice => invoice.Draft.Number)], token);
                int added = 0,
                    corrected = 0,
                    uploaded = 0;
                foreach (var (draft, _) in drafts)
                {
                    var own = current.GetValueOrDefault(draft.Number);
                    if (own is { Source: InvoiceSource.Upload })
                    {
                        uploaded += own.Says(draft) ? 0 : 1;
                        continue;
                    }

                    var outcome = run.Keep(draft, own, InvoiceSource.Vendor);
                    added += outcome == InvoiceOutcome.New ? 1 : 0;
                    corrected += outcome == InvoiceOutcome.Correction ? 1 : 0;
                }

                return Words(added, corrected, uploaded, read.Count - drafts.Count, lines);
            },
            ct
        );
        return kept.Refusal is { } refusal ? refusal.Message : kept.Value;
    }

    /// <summary>A missing amount or day is an error of its line, as in a file.</summary>
    private static IEnumerable<ReadLine> Lines(VendorInvoice invoice, IReadOnlyList<VendorInvoiceLine> lines, ProductBook products) =>
        lines.Select(
            (line, index) =>
            {
                var read = new ReadLine(index + 1, invoice.Number, line.Name)
                {
                    First = invoice.First,
                    Last = invoice.Last,
                    Currency = line.Currency ?? invoice.Currency ?? "",
                    Sku = products.Find(line.Name) is null ? products.Find(line.Product, line.Number) : null,
                    Quantity = Micros(line.Quantity),
                    UnitPrice = Micros(line.UnitPrice),
                    Amount = Micros(line.Amount),
                    Total = Micros(invoice.Total),
                };
                if (invoice.First is null || invoice.Last is null)
                {
                    read.Errors.Add("from and to are missing: Genesys Cloud doesn't say the billing period.");
                }

                return read;
            }
        );

    private static long? Micros(decimal? amount) =>
        amount is { } value && Math.Abs(value) <= 9_000_000_000m ? Money.Of(value, "").Micros : null;

    private static string Words(int added, int corrected, int uploaded, int left, IReadOnlyList<ReadLine> lines)
    {
        var words = new List<string> { Count(added, "new invoice", "new invoices") };
        if (corrected > 0)
        {
            words.Add(Count(corrected, "correction", "corrections"));
        }

        if (uploaded > 0)
        {
            words.Add(Count(uploaded, "differs from the uploaded one", "differ from the uploaded ones"));
        }

        if (left > 0)
        {
            var why = lines.SelectMany(line => line.Errors).FirstOrDefault() ?? "it has no lines.";
            words.Add($"{left.ToString(CultureInfo.InvariantCulture)} left out: {why.TrimEnd('.')}");
        }

        return string.Join(", ", words) + ".";
    }

    private static string Count(int many, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{many} {(many == 1 ? one : several)}");

    /// <param name="contracts">Null keeps what was read before.</param>
    private async Task NoteAsync(Platform platform, string refusal, string? contracts, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var noted = await db.VendorBilling.SingleOrDefaultAsync(b => b.PlatformKey == platform.Key, token);
                if (noted is null)
                {
                    db.VendorBilling.Add(
                        new VendorBilling
                        {
                            PlatformKey = platform.Key,
                            ReadAt = now,
                            IsServed = refusal.Length == 0,
                            Refusal = refusal,
                            Contracts = contracts ?? "",
                        }
                    );
                }
                else
                {
                    (noted.ReadAt, noted.IsServed, noted.Refusal) = (now, refusal.Length == 0, refusal);
                    noted.Contracts = contracts ?? noted.Contracts;
                }

                await db.SaveChangesAsync(token);
            },
            ct
        );
    }

    private sealed record Known(string Number, DateOnly Last, long TotalMicros);
}

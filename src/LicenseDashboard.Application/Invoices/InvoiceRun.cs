using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>What becomes of an invoice that arrives.</summary>
public enum InvoiceOutcome
{
    New,

    /// <summary>It corrects one with the same number, which stays as history.</summary>
    Correction,

    /// <summary>Already kept, word for word.</summary>
    Same,
}

/// <summary>Invoices of one platform inside the transaction that keeps them, by a viewer who may.</summary>
internal sealed record InvoiceRun(LicenseDb Db, Platform Platform, Viewer Viewer, DateTime Now, DateOnly Today)
{
    private readonly List<AuditEntry> _entries = [];

    public static async Task<Outcome<T>> RunAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        Func<InvoiceRun, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        if (InvoiceRights.MayNotEdit(viewer) is { } forbidden)
        {
            return forbidden;
        }

        try
        {
            return await OnceAsync(dbs, clock, viewer, platform, work, ct);
        }
        catch (DbUpdateException)
        {
            // The same number arrived twice at the same moment and the unique index refused this one. A retry finds the other.
            return await OnceAsync(dbs, clock, viewer, platform, work, ct);
        }
    }

    public async Task<InvoiceCheck> CheckAsync(Catalogue catalogue, CancellationToken ct) =>
        new(await LoadContracts.OfAsync(Db, Platform.Key, ct), catalogue, await ProductsAsync(Db, Platform.Key, catalogue, ct), Today);

    public static async Task<ProductBook> ProductsAsync(LicenseDb db, int platformKey, Catalogue catalogue, CancellationToken ct) =>
        new(catalogue, await db.InvoiceProducts.AsNoTracking().Where(p => p.PlatformKey == platformKey).ToListAsync(ct));

    /// <summary>The invoices that count now, by number, tracked.</summary>
    public Task<Dictionary<string, Invoice>> CurrentAsync(IReadOnlyCollection<string> numbers, CancellationToken ct) =>
        Db
            .Invoices.Include(i => i.Lines)
            .Where(i => i.PlatformKey == Platform.Key && i.ReplacedAt == null && numbers.Contains(i.Number))
            .ToDictionaryAsync(i => i.Number, ct);

    public static InvoiceOutcome OutcomeOf(Invoice? current, InvoiceDraft draft) =>
        current is null ? InvoiceOutcome.New
        : current.Says(draft) ? InvoiceOutcome.Same
        : InvoiceOutcome.Correction;

    /// <summary>Adds the invoice, unless it is the same as the one kept.</summary>
    public InvoiceOutcome Keep(InvoiceDraft draft, Invoice? current, InvoiceSource source)
    {
        var outcome = OutcomeOf(current, draft);
        if (outcome == InvoiceOutcome.Same)
        {
            return outcome;
        }

        current?.Replace(Now);
        Db.Invoices.Add(
            new Invoice
            {
                PlatformKey = Platform.Key,
                Number = draft.Number,
                Revision = (current?.Revision ?? 0) + 1,
                Month = draft.Month,
                First = draft.First,
                Last = draft.Last,
                Currency = draft.Currency,
                TotalMicros = draft.TotalMicros,
                Source = source,
                ReceivedAt = Now,
                ReceivedBy = Viewer.Actor,
                Lines =
                [
                    .. draft.Lines.Select(
                        (line, index) =>
                            new InvoiceLine
                            {
                                Position = index + 1,
                                Product = line.Product,
                                Sku = line.Sku,
                                QuantityMicros = line.QuantityMicros,
                                UnitPriceMicros = line.UnitPriceMicros,
                                AmountMicros = line.AmountMicros,
                            }
                    ),
                ],
            }
        );
        _entries.Add(
            new AuditEntry
            {
                At = Now,
                Actor = Viewer.Actor,
                Action = outcome == InvoiceOutcome.New ? "invoice.added" : "invoice.corrected",
                Subject = "invoice:" + draft.Number,
                PlatformKey = Platform.Key,
                From = current is null ? "" : Words(current.TotalMicros, current.Currency, current.First, current.Last),
                To = Words(draft.TotalMicros, draft.Currency, draft.First, draft.Last),
                Detail = string.Create(CultureInfo.InvariantCulture, $"{draft.Lines.Count} lines"),
            }
        );
        return outcome;
    }

    private static string Words(long micros, string currency, DateOnly first, DateOnly last) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}, {new Money(micros, currency).Amount:0.00} {currency}"
        );

    private static async Task<Outcome<T>> OnceAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        Func<InvoiceRun, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<T>>(
            async token =>
            {
                if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, token) is not { } found)
                {
                    return Refusal.NotFound($"No platform \"{platform}\".");
                }

                var now = clock.GetUtcNow();
                var run = new InvoiceRun(db, found, viewer, now.UtcDateTime, found.LocalDay(now));
                var outcome = await work(run, token);
                if (outcome.Refusal is not null)
                {
                    // Nothing of a refused upload may be committed.
                    db.ChangeTracker.Clear();
                    return outcome;
                }

                await db.AppendAsync(run._entries, token, viewer);
                return outcome;
            },
            ct
        );
    }
}

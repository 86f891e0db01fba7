using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ledger;

/// <param name="Month">Realized: first day of the calendar month of the bill.</param>
/// <param name="Reverses">Key of the entry that this one takes out.</param>
public sealed record LedgerRow(
    long Key,
    string Platform,
    LedgerKind Kind,
    Guid Recommendation,
    string VendorId,
    string Name,
    string? Email,
    Money List,
    Money? Cash,
    int? Month,
    DateTime At,
    long? Reverses,
    string Note
);

/// <summary>Entries of the ledger, newest first, for those who see money.</summary>
public sealed class LedgerList(IDbContextFactory<LicenseDb> dbs)
{
    public const string MayNot = "Only FinOps, administrators and auditors see the ledger.";

    /// <param name="platform">Key of a platform; null means all.</param>
    /// <param name="kinds">Empty means all.</param>
    public async Task<Outcome<PagedResult<LedgerRow>>> RunAsync(
        Viewer viewer,
        string? platform,
        IReadOnlyList<LedgerKind> kinds,
        Page page,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(kinds);
        if (!viewer.SeesMoney)
        {
            return Refusal.Forbidden(MayNot);
        }

        long? before = null;
        if (page.After is { } after)
        {
            if (
                !long.TryParse(
                    after,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var key
                )
            )
            {
                return Refusal.Invalid("after is not a next value of this list. Start from the first page.", "after");
            }

            before = key;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = db.Ledger.Where(entry =>
            (kinds.Count == 0 || kinds.Contains(entry.Kind))
            && (platform == null || db.Platforms.Any(p => p.Key == entry.PlatformKey && p.Name == platform))
        );
        var total = await all.CountAsync(ct);
        var keys = all.Where(entry => before == null || entry.Key < before).OrderByDescending(entry => entry.Key);
        var paged = before is null ? keys.Skip(page.Skip) : keys;
        var rows = await (
            from entry in paged.Take(page.Take + 1)
            join person in db.People on entry.PersonKey equals person.Key
            join of in db.Platforms on entry.PlatformKey equals of.Key
            orderby entry.Key descending
            select new
            {
                Entry = entry,
                Platform = of.Name,
                person.VendorId,
                person.Name,
                person.Email,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var items = rows.Take(page.Take)
            .Select(row => new LedgerRow(
                row.Entry.Key,
                row.Platform,
                row.Entry.Kind,
                row.Entry.RecommendationId.Value,
                row.VendorId,
                row.Name,
                row.Email,
                new Money(row.Entry.ListMicros, row.Entry.Currency),
                row.Entry.CashMicros is { } cash ? new Money(cash, row.Entry.Currency) : null,
                row.Entry.Month,
                row.Entry.At,
                row.Entry.Reverses,
                row.Entry.Note
            ))
            .ToList();
        return new PagedResult<LedgerRow>(items, total, page)
        {
            Next = rows.Count > page.Take ? items[^1].Key.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>What a selection saves together on one platform.</summary>
/// <param name="Rows">Live rows of the selection that aren't protected.</param>
/// <param name="List">Monthly.</param>
/// <param name="Cash">In millionths of <paramref name="CashCurrency"/>; null: no figure.</param>
public sealed record SelectionCash(string Platform, int Rows, Money List, string CashCurrency, CashSaving? Cash);

/// <summary>
/// The saving of rows that are about to be approved together: one change on top of the approved rows, which may be more than the sum of
/// their own figures.
/// </summary>
public sealed class CashOfSelection(IDbContextFactory<LicenseDb> dbs, LoadBillingFacts load, TimeProvider clock)
{
    /// <param name="ids">Rows that the viewer can't see, or that are no longer live, are left out.</param>
    /// <returns>By platform.</returns>
    public async Task<IReadOnlyList<SelectionCash>> RunAsync(Viewer viewer, IReadOnlyCollection<RecommendationId> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(ids);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = new List<(int Platform, RecommendationId Id)>();
        foreach (var part in ids.Chunk(500))
        {
            var found = await db
                .Recommendations.VisibleTo(viewer)
                .Where(r => part.Contains(r.Id))
                .Select(r => new { r.PlatformKey, r.Id })
                .ToListAsync(ct);
            rows.AddRange(found.Select(row => (row.PlatformKey, row.Id)));
        }

        var totals = new List<SelectionCash>();
        foreach (var group in rows.GroupBy(row => row.Platform).OrderBy(group => group.Key))
        {
            var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == group.Key, ct);
            var loaded = await load.ReadAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct);
            var priced = SavingsChain.Price(loaded.ToBook());
            var wanted = group.Select(row => BillingRows.IdOf(row.Id)).ToHashSet(StringComparer.Ordinal);
            var selection = priced.Rows.Where(row => !row.Row.Protected && wanted.Contains(row.Row.Id)).Select(row => row.Row.Id).ToList();
            var total = priced.Batch(selection);
            var listCurrency = loaded.Facts.Catalogue.Currency;
            var cashCurrency = loaded.Facts.Contracts.Count == 0 ? listCurrency : loaded.Facts.Contracts[0].Currency;
            totals.Add(
                new SelectionCash(platform.Name, selection.Count, new Money(total.ListMicros, listCurrency), cashCurrency, total.Cash)
            );
        }

        return totals;
    }
}

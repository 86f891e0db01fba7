using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>
/// The saving of rows that are about to be approved together: one change on top of the approved rows, which may be more than the sum of
/// their own figures.
/// </summary>
internal sealed class CashOfSelection(IDbContextFactory<LicenseDb> dbs, LoadBillingFacts load, TimeProvider clock) : IPriceSelections
{
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
            var currency = loaded.Facts.Contracts.Count == 0 ? loaded.Facts.Catalogue.Currency : loaded.Facts.Contracts[0].Currency;
            totals.Add(new SelectionCash(platform.Name, selection.Count, CashOf(total.Cash, currency)));
        }

        return totals;
    }

    private static RowCash? CashOf(CashSaving? cash, string currency) =>
        cash is { } saved ? RowCash.Of(currency, saved.MonthlyMicros, saved.From, saved.HorizonMicros, saved.CostMicros) : null;
}

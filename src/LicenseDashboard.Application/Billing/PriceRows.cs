using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>
/// Prices all live rows of a platform on top of each other and writes what has changed. Touches nothing that a reader decides on, neither
/// version nor lane, so a decision made a moment later is never refused because of it.
/// </summary>
internal sealed class PriceRows(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider, LoadBillingFacts load, TimeProvider clock)
{
    /// <summary>Each row is staged, updated and cleared.</summary>
    private const int Batch = IBulkWriter.RowsPerTransaction / 4;

    private static readonly BulkTable<CashStaging> _staging = new(s => s.RecommendationId);
    private static readonly BulkTable<RowSaving> _savings = new(s => new { s.RecommendationId, s.Month });

    /// <summary>Can be repeated at any point; with the same facts it writes nothing.</summary>
    /// <param name="known">What is known of the platform now; null: it is read.</param>
    /// <returns>Number of rows with new figures.</returns>
    public async Task<int> RunAsync(Viewer viewer, Platform platform, CancellationToken ct, LoadedBilling? known = null)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var loaded = known ?? await load.ReadAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct);
        var priced = SavingsChain.Price(loaded.ToBook());
        var (changed, savings) = await DifferAsync(db, platform.Key, priced, ct);
        foreach (var batch in changed.Chunk(Batch))
        {
            await WriteAsync(db, batch, savings, ct);
        }

        if (changed.Count > 0)
        {
            await AuditAsync(db, viewer, platform, changed.Count, ct);
        }

        return changed.Count;
    }

    /// <summary>Rows whose figures, note or months differ from what is stored, and the months of all of those.</summary>
    private static async Task<(List<CashStaging> Changed, ILookup<RecommendationId, RowSaving> Savings)> DifferAsync(
        LicenseDb db,
        int platform,
        PricedRows priced,
        CancellationToken ct
    )
    {
        var live = db.Recommendations.Where(r =>
            r.PlatformKey == platform && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
        );
        var stored = await live.Select(r => new CashStaging
            {
                RecommendationId = r.Id,
                CashMicros = r.CashMicros,
                CashFrom = r.CashFrom,
                CashHorizonMicros = r.CashHorizonMicros,
                CashCostMicros = r.CashCostMicros,
                NeedsCashReview = r.NeedsCashReview,
                CashNote = r.CashNote,
            })
            .ToDictionaryAsync(r => r.RecommendationId, ct);
        var months = (await db.RowSavings.AsNoTracking().Where(s => live.Any(r => r.Id == s.RecommendationId)).ToListAsync(ct)).ToLookup(
            s => s.RecommendationId,
            s => (s.Month, s.Months, s.Micros)
        );
        var changed = new List<CashStaging>();
        var savings = new List<RowSaving>();
        foreach (var row in priced.Rows)
        {
            if (BillingRows.RowOf(row.Row) is not { } id || !stored.TryGetValue(id, out var held))
            {
                continue;
            }

            var now = Staged(id, row);
            var byMonth = RowSaving.Of(id, priced.FirstDays, row.ByMonth).ToList();
            if (!Same(held, now) || !months[id].SequenceEqual(byMonth.Select(s => (s.Month, s.Months, s.Micros))))
            {
                changed.Add(now);
                savings.AddRange(byMonth);
            }
        }

        return (changed, savings.ToLookup(s => s.RecommendationId));
    }

    private static CashStaging Staged(RecommendationId id, PricedRow row) =>
        new()
        {
            RecommendationId = id,
            CashMicros = row.Cash?.MonthlyMicros,
            CashFrom = row.Cash?.From,
            CashHorizonMicros = row.Cash?.HorizonMicros,
            CashCostMicros = row.Cash?.CostMicros,
            NeedsCashReview = row.NeedsReview,
            CashNote = row.Reason.Words,
        };

    private static bool Same(CashStaging one, CashStaging other) =>
        (one.CashMicros, one.CashFrom, one.CashHorizonMicros, one.CashCostMicros, one.NeedsCashReview, one.CashNote)
        == (other.CashMicros, other.CashFrom, other.CashHorizonMicros, other.CashCostMicros, other.NeedsCashReview, other.CashNote);

    private async Task WriteAsync(
        LicenseDb db,
        IReadOnlyList<CashStaging> rows,
        ILookup<RecommendationId, RowSaving> savings,
        CancellationToken ct
    )
    {
        var (staging, months) = (_staging.On(db.Model), _savings.On(db.Model));
        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                var staged = db.Set<CashStaging>();
                await bulk.UpsertAsync(staging.Shape, [.. rows.Select(staging.Cells)], token);
                await db
                    .Recommendations.Where(r =>
                        (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
                        && staged.Any(s => s.RecommendationId == r.Id)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                    r => r.CashMicros,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.CashMicros).First()
                                )
                                .SetProperty(
                                    r => r.CashFrom,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.CashFrom).First()
                                )
                                .SetProperty(
                                    r => r.CashHorizonMicros,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.CashHorizonMicros).First()
                                )
                                .SetProperty(
                                    r => r.CashCostMicros,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.CashCostMicros).First()
                                )
                                .SetProperty(
                                    r => r.NeedsCashReview,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.NeedsCashReview).First()
                                )
                                .SetProperty(
                                    r => r.CashNote,
                                    r => staged.Where(s => s.RecommendationId == r.Id).Select(s => s.CashNote).First()
                                ),
                        token
                    );
                await db.RowSavings.Where(m => staged.Any(s => s.RecommendationId == m.RecommendationId)).ExecuteDeleteAsync(token);
                await bulk.UpsertAsync(
                    months.Shape,
                    [.. rows.SelectMany(row => savings[row.RecommendationId]).Select(months.Cells)],
                    token
                );
                await staged.ExecuteDeleteAsync(token);
            },
            ct
        );
    }

    private Task AuditAsync(LicenseDb db, Viewer viewer, Platform platform, int rows, CancellationToken ct) =>
        db.InTransactionAsync(
            token =>
                db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = clock.GetUtcNow().UtcDateTime,
                            Actor = viewer.Actor,
                            Action = BillingWords.Priced,
                            Subject = "platform:" + platform.Name,
                            PlatformKey = platform.Key,
                            Detail = FormattableString.Invariant($"rows {rows}"),
                        },
                    ],
                    token
                ),
            ct
        );
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>Which cash of approved and of open rows turns up in which month. The two are never added up, nor are currencies.</summary>
/// <param name="NoCash">Rows that lower no bill within 24 months.</param>
/// <param name="Unpriced">Rows without a cash figure: no contract, or no price.</param>
public sealed record CashCalendar(
    string Currency,
    IReadOnlyList<SavingsMonth> Approved,
    IReadOnlyList<SavingsMonth> Potential,
    int NoCash,
    int Unpriced
);

/// <summary>
/// Cash savings by the month in which bills become lower, of all rows for those who see money, else of the viewer's people. It tells no
/// prices and nothing of a contract.
/// </summary>
public sealed class SavingsCalendar(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public const int MostMonths = 24;

    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<CashCalendar>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        IQueryable<Recommendation> all = db.Recommendations.AsNoTracking();
        var rows = await (viewer.SeesMoney ? all : all.VisibleTo(viewer))
            .Where(r => platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform))
            .Where(r => r.Status == RecommendationStatus.Approved || (r.Status == RecommendationStatus.Open && r.Lane != Lane.Protected))
            .GroupBy(r => new
            {
                r.Currency,
                r.Status,
                r.CashFrom,
                Priced = r.CashMicros != null,
            })
            .Select(g => new
            {
                g.Key.Currency,
                g.Key.Status,
                g.Key.CashFrom,
                g.Key.Priced,
                Rows = g.Count(),
                Micros = g.Sum(r => r.CashMicros ?? 0),
            })
            .ToListAsync(ct);
        var now = MonthNumber.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return
        [
            .. rows.GroupBy(row => row.Currency)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same =>
                {
                    var last = Math.Min(now + MostMonths, same.Max(row => row.CashFrom is { } day ? MonthNumber.Of(day) : now));
                    return new CashCalendar(
                        same.Key,
                        Months(RecommendationStatus.Approved),
                        Months(RecommendationStatus.Open),
                        same.Where(row => row.Priced && row.CashFrom is null).Sum(row => row.Rows),
                        same.Where(row => !row.Priced).Sum(row => row.Rows)
                    );

                    IReadOnlyList<SavingsMonth> Months(RecommendationStatus status) =>
                        SavingsMonths.Of(
                            [
                                .. same.Where(row => row.Status == status && row.Priced)
                                    .Select(row => new CashRows(
                                        row.CashFrom is { } day ? MonthNumber.Of(day) : null,
                                        row.Rows,
                                        row.Micros
                                    )),
                            ],
                            now,
                            last
                        );
                }),
        ];
    }
}

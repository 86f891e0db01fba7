using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>The kept bills of one platform.</summary>
/// <param name="Currency">Null if it has neither a contract nor a bill.</param>
/// <param name="Bills">Ascending by month, then kind.</param>
internal sealed record SpendBook(
    Platform Platform,
    string? Currency,
    IReadOnlyList<ContractTerms> Contracts,
    IReadOnlyList<MonthBill> Bills,
    DateOnly Today
)
{
    public static readonly Refusal NotForRole = Refusal.Forbidden("Spend is for FinOps, administrators and auditors.");

    /// <summary>Closed months and the open one so far: those for which people's costs are known.</summary>
    public IEnumerable<MonthBill> Facts => Bills.Where(bill => bill.Kind is BillKind.Closed or BillKind.SoFar);

    public IReadOnlyList<MonthBill> Closed => [.. Bills.Where(bill => bill.Kind == BillKind.Closed)];

    /// <summary>
    /// Month of the last day of the current term, of the longest contract; without one the last month that is billed ahead.
    /// </summary>
    public int Until =>
        Contracts.Count > 0 ? Contracts.Max(contract => MonthNumber.Of(TermEnd(contract)))
        : Bills.Count > 0 ? Bills[^1].Month
        : MonthNumber.Of(Today);

    public Forecast Forecast() => Core.Spend.Forecast.Of(Bills, Currency ?? "", Until);

    /// <summary>The year's bills against a budget, also beyond the end of the term.</summary>
    public BudgetCheck Check(Budget budget) =>
        BudgetCheck.Of(
            budget.Year,
            budget.Micros,
            Closed,
            Core.Spend.Forecast.Of(Bills, Currency ?? "", MonthNumber.OfYear(budget.Year + 1) - 1).Months
        );

    /// <summary>All platforms, or the one named; empty if there is none of that name.</summary>
    public static async Task<IReadOnlyList<SpendBook>> ReadAsync(
        LicenseDb db,
        Catalogue catalogue,
        TimeProvider clock,
        string? platform,
        CancellationToken ct
    )
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var books = new List<SpendBook>();
        foreach (var one in await db.Platforms.Where(p => platform == null || p.Name == platform).OrderBy(p => p.Key).ToListAsync(ct))
        {
            books.Add(await OneAsync(db, catalogue, one, one.LocalDay(clock.GetUtcNow()), ct));
        }

        return books;
    }

    public static async Task<SpendBook> OneAsync(LicenseDb db, Catalogue catalogue, Platform platform, DateOnly today, CancellationToken ct)
    {
        var months = Standing(await db.BilledMonths.AsNoTracking().Where(m => m.PlatformKey == platform.Key).ToListAsync(ct));
        var lines = (await db.BilledLines.AsNoTracking().Where(l => l.PlatformKey == platform.Key).ToListAsync(ct)).ToLookup(line =>
            (line.Month, line.Kind)
        );
        var contracts = await LoadContracts.OfAsync(db, platform.Key, ct);
        var bases = catalogue.Bases.Select(sku => sku.Id).ToList();
        var people = await db
            .DepartmentCosts.Where(c => c.PlatformKey == platform.Key && bases.Contains(c.Sku))
            .GroupBy(c => c.Month)
            .Select(month => new { Month = month.Key, People = month.Sum(c => c.People) })
            .ToDictionaryAsync(month => month.Month, month => month.People, ct);
        return new SpendBook(
            platform,
            contracts.Select(contract => contract.Currency).FirstOrDefault()
                ?? months.OrderByDescending(month => month.Month).Select(month => month.Currency).FirstOrDefault(),
            contracts,
            [
                .. months
                    .OrderBy(month => month.Month)
                    .ThenBy(month => month.Kind)
                    .Select(month => new MonthBill(
                        month.Month,
                        month.Kind,
                        month.TotalMicros,
                        [.. lines[(month.Month, month.Kind)]],
                        month.Kind is BillKind.Closed or BillKind.SoFar && people.TryGetValue(month.Month, out var count) ? count : null
                    )
                    {
                        BilledAt = month.BilledAt,
                        IsEstimate = month.IsEstimate,
                        IsComplete = month.IsComplete,
                    }),
            ],
            today
        );
    }

    /// <summary>A month that is closed is no longer open, and one that is open no longer to come, whatever else is still kept.</summary>
    private static IReadOnlyList<BilledMonth> Standing(List<BilledMonth> kept)
    {
        var kinds = kept.ToLookup(month => month.Month, month => month.Kind);
        return
        [
            .. kept.Where(month =>
                month.Kind switch
                {
                    BillKind.Closed => true,
                    BillKind.SoFar or BillKind.Forecast => !kinds[month.Month].Contains(BillKind.Closed),
                    BillKind.Coming => kinds[month.Month].All(kind => kind == BillKind.Coming),
                }
            ),
        ];
    }

    private DateOnly TermEnd(ContractTerms contract) =>
        contract.Last >= Today ? contract.Last : Renewal.Of(contract, Today, Today.AddMonths(contract.RenewalMonths))[0].On.AddDays(-1);
}

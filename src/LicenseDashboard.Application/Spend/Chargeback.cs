using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <param name="Month">Null: the last closed month, or the open one if none is closed.</param>
/// <param name="By">Department or manager.</param>
/// <param name="Within">Department, or vendor's id of a manager, whose people are listed; null for the whole platform.</param>
public sealed record ChargebackQuery(string Platform, int? Month, SpendGroup By, string? Within, Page Page);

/// <summary>A department, or a manager with everyone below.</summary>
/// <param name="People">People with a base license.</param>
/// <param name="Skus">What it is made of, the greatest part first.</param>
public sealed record ChargebackRow(string Key, string Name, int People, long Micros, IReadOnlyList<SpendPart> Skus);

/// <summary>A person with everything they cost in the month.</summary>
public sealed record ChargedPerson(
    string VendorId,
    string Name,
    string? Email,
    string? Department,
    long Micros,
    IReadOnlyList<string> Skus
);

/// <summary>Who a month's bill is charged to, in millionths.</summary>
/// <param name="TotalMicros">The whole bill, or what the people of <paramref name="Path"/>'s end cost.</param>
/// <param name="RestMicros">Part that no row and no person has: what no one used, or who reports to the manager directly.</param>
/// <param name="Path">From the top to what is open; empty for the whole platform.</param>
/// <param name="People">Of what is open; null for the whole platform.</param>
public sealed record ChargebackReport(
    string Platform,
    string Currency,
    int Month,
    BillKind Kind,
    long TotalMicros,
    long RestMicros,
    IReadOnlyList<(string Key, string Name)> Path,
    IReadOnlyList<ChargebackRow> Rows,
    PagedResult<ChargedPerson>? People
);

/// <summary>
/// Rows come from rollups, as people's departments and managers were when the month was billed; lists of people read one month.
/// </summary>
public sealed class Chargeback(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue)
{
    /// <returns>A null report if no month is billed yet.</returns>
    public async Task<Outcome<ChargebackReport?>> RunAsync(Viewer viewer, ChargebackQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(query);
        if (!viewer.SeesMoney)
        {
            return SpendBook.NotForRole;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.Platforms.SingleOrDefaultAsync(p => p.Name == query.Platform, ct) is not { } platform)
        {
            return Refusal.NotFound($"No platform \"{query.Platform}\".");
        }

        var bill = await db
            .BilledMonths.Where(m => m.PlatformKey == platform.Key && (m.Kind == BillKind.Closed || m.Kind == BillKind.SoFar))
            .Where(m => query.Month == null || m.Month == query.Month)
            .OrderBy(m => m.Kind)
            .ThenByDescending(m => m.Month)
            .FirstOrDefaultAsync(ct);
        if (bill is null)
        {
            return (ChargebackReport?)null;
        }

        var people = new ChargedPeople(db, platform.Key, bill.Month);
        return query switch
        {
            { By: SpendGroup.Manager, Within: { } manager } => await BelowAsync(db, people, bill, query, manager, ct),
            { By: SpendGroup.Manager } => Whole(query, bill, await ManagersAsync(db, bill, null, ct)),
            { Within: { } department } => await InAsync(db, people, bill, query, department, ct),
            _ => Whole(query, bill, await DepartmentsAsync(db, bill, null, ct)),
        };
    }

    private static ChargebackReport Whole(ChargebackQuery query, BilledMonth bill, IReadOnlyList<ChargebackRow> rows) =>
        Report(query, bill, bill.TotalMicros, bill.TotalMicros - rows.Sum(row => row.Micros), [], rows, null);

    private async Task<ChargebackReport> InAsync(
        LicenseDb db,
        ChargedPeople people,
        BilledMonth bill,
        ChargebackQuery query,
        string department,
        CancellationToken ct
    )
    {
        var row = (await DepartmentsAsync(db, bill, department, ct)).SingleOrDefault();
        var name = department.Length == 0 ? SpendGroups.NoDepartment : department;
        return Report(query, bill, row?.Micros ?? 0, 0, [(department, name)], [], await people.InAsync(department, query.Page, ct));
    }

    private async Task<Outcome<ChargebackReport?>> BelowAsync(
        LicenseDb db,
        ChargedPeople people,
        BilledMonth bill,
        ChargebackQuery query,
        string vendorId,
        CancellationToken ct
    )
    {
        if (await db.People.SingleOrDefaultAsync(p => p.PlatformKey == bill.PlatformKey && p.VendorId == vendorId, ct) is not { } manager)
        {
            return Refusal.NotFound("No such manager.");
        }

        var total = await db
            .ManagerCosts.Where(c => c.PlatformKey == bill.PlatformKey && c.ManagerKey == manager.Key && c.Month == bill.Month)
            .SumAsync(c => c.Micros, ct);
        var rows = await ManagersAsync(db, bill, manager, ct);
        return Report(
            query,
            bill,
            total,
            total - rows.Sum(row => row.Micros),
            await PathAsync(db, manager, ct),
            rows,
            await people.BelowAsync(manager, query.Page, ct)
        );
    }

    private static async Task<IReadOnlyList<(string, string)>> PathAsync(LicenseDb db, Person manager, CancellationToken ct)
    {
        var path = new List<(string, string)>();
        var seen = new HashSet<int>();
        for (var at = manager; at is not null && seen.Add(at.Key); )
        {
            path.Insert(0, (at.VendorId, at.Name));
            var above = at.InCycle ? null : at.ManagerKey;
            at = above is null ? null : await db.People.SingleOrDefaultAsync(p => p.Key == above, ct);
        }

        return path;
    }

    private async Task<IReadOnlyList<ChargebackRow>> DepartmentsAsync(LicenseDb db, BilledMonth bill, string? only, CancellationToken ct) =>
        Rows(
            await db
                .DepartmentCosts.Where(c => c.PlatformKey == bill.PlatformKey && c.Month == bill.Month)
                .Where(c => only == null || c.Department == only)
                .Select(c => new Cost(c.Department, c.Department, c.Sku, c.People, c.Micros))
                .ToListAsync(ct)
        );

    private async Task<IReadOnlyList<ChargebackRow>> ManagersAsync(LicenseDb db, BilledMonth bill, Person? above, CancellationToken ct)
    {
        var heads = await SpendGroups.HeadsAsync(db, bill.PlatformKey, above, ct);
        var keys = heads.Keys.ToList();
        var costs = await db
            .ManagerCosts.Where(c => c.PlatformKey == bill.PlatformKey && keys.Contains(c.ManagerKey) && c.Month == bill.Month)
            .ToListAsync(ct);
        return Rows(costs.ConvertAll(c => new Cost(heads[c.ManagerKey].VendorId, heads[c.ManagerKey].Name, c.Sku, c.People, c.Micros)));
    }

    private IReadOnlyList<ChargebackRow> Rows(List<Cost> costs) =>
        [
            .. costs
                .GroupBy(cost => (cost.Key, cost.Name))
                .Select(row => new ChargebackRow(
                    row.Key.Key,
                    row.Key.Name.Length == 0 ? SpendGroups.NoDepartment : row.Key.Name,
                    row.Where(cost => catalogue.Find(cost.Sku)?.IsBase == true).Sum(cost => cost.People),
                    row.Sum(cost => cost.Micros),
                    [
                        .. row.Where(cost => cost.Micros != 0)
                            .OrderByDescending(cost => cost.Micros)
                            .ThenBy(cost => cost.Sku, StringComparer.Ordinal)
                            .Select(cost => new SpendPart(cost.Sku, SpendByMonth.SkuName(catalogue, cost.Sku), cost.Micros, cost.People)),
                    ]
                ))
                .OrderByDescending(row => row.Micros)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
                .ThenBy(row => row.Key, StringComparer.Ordinal),
        ];

    private static ChargebackReport Report(
        ChargebackQuery query,
        BilledMonth bill,
        long total,
        long rest,
        IReadOnlyList<(string, string)> path,
        IReadOnlyList<ChargebackRow> rows,
        PagedResult<ChargedPerson>? people
    ) => new(query.Platform, bill.Currency, bill.Month, bill.Kind, total, rest, path, rows, people);

    private sealed record Cost(string Key, string Name, string Sku, int People, long Micros);
}

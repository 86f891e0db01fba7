using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>Rollups of a platform's months, the greatest part first. Managers are those of today's reporting line.</summary>
internal sealed class SpendGroups(LicenseDb db, Catalogue catalogue, int platform, int from, int to)
{
    public const string NoDepartment = "No department";

    public async Task<ILookup<int, SpendPart>> DepartmentsAsync(CancellationToken ct)
    {
        var rows = await db
            .DepartmentCosts.Where(c => c.PlatformKey == platform && c.Month >= from && c.Month <= to)
            .GroupBy(c => new { c.Month, c.Department })
            .Select(g => new
            {
                g.Key.Month,
                g.Key.Department,
                Micros = g.Sum(c => c.Micros),
            })
            .ToListAsync(ct);
        return rows.OrderByDescending(row => row.Micros)
            .ThenBy(row => row.Department, StringComparer.Ordinal)
            .ToLookup(
                row => row.Month,
                row => new SpendPart(row.Department, row.Department.Length == 0 ? NoDepartment : row.Department, row.Micros, null)
            );
    }

    /// <summary>The managers right below one, or those without a manager.</summary>
    public async Task<ILookup<int, SpendPart>> ManagersAsync(Person? above, CancellationToken ct)
    {
        var heads = await HeadsAsync(db, platform, above, ct);
        var keys = heads.Keys.ToList();
        var rows = await db
            .ManagerCosts.Where(c => c.PlatformKey == platform && keys.Contains(c.ManagerKey) && c.Month >= from && c.Month <= to)
            .GroupBy(c => new { c.Month, c.ManagerKey })
            .Select(g => new
            {
                g.Key.Month,
                g.Key.ManagerKey,
                Micros = g.Sum(c => c.Micros),
            })
            .ToListAsync(ct);
        return rows.OrderByDescending(row => row.Micros)
            .ThenBy(row => row.ManagerKey)
            .ToLookup(row => row.Month, row => new SpendPart(heads[row.ManagerKey].VendorId, heads[row.ManagerKey].Name, row.Micros, null));
    }

    /// <summary>What people below a manager cost. Months without any of them are left out; an unknown manager has none.</summary>
    public async Task<IReadOnlyList<SpendMonth>> BelowAsync(
        string vendorId,
        SpendGroup groupBy,
        IReadOnlyList<MonthBill> bills,
        CancellationToken ct
    )
    {
        if (await db.People.SingleOrDefaultAsync(p => p.PlatformKey == platform && p.VendorId == vendorId, ct) is not { } manager)
        {
            return [];
        }

        var skus = (
            await db
                .ManagerCosts.Where(c => c.PlatformKey == platform && c.ManagerKey == manager.Key && c.Month >= from && c.Month <= to)
                .ToListAsync(ct)
        ).ToLookup(c => c.Month);
        var managers = groupBy == SpendGroup.Manager ? await ManagersAsync(manager, ct) : null;
        return
        [
            .. bills
                .Where(bill => skus.Contains(bill.Month))
                .Select(bill =>
                {
                    var total = skus[bill.Month].Sum(c => c.Micros);
                    IReadOnlyList<SpendPart> parts = managers is null
                        ?
                        [
                            .. skus[bill.Month]
                                .OrderByDescending(c => c.Micros)
                                .ThenBy(c => c.Sku, StringComparer.Ordinal)
                                .Select(c => new SpendPart(c.Sku, SpendByMonth.SkuName(catalogue, c.Sku), c.Micros, c.People)),
                        ]
                        : [.. managers[bill.Month], .. Direct(total - managers[bill.Month].Sum(part => part.Micros), manager)];
                    return new SpendMonth(bill.Month, bill.Kind, total, null, null, bill.IsEstimate, bill.IsComplete, parts);
                }),
        ];
    }

    /// <summary>People right below one in today's reporting line, or at its top, below whom there is a cost in some month.</summary>
    public static Task<Dictionary<int, Person>> HeadsAsync(LicenseDb db, int platform, Person? above, CancellationToken ct) =>
        (
            above is null
                ? db.People.Where(p => p.PlatformKey == platform && p.ManagerKey == null)
                : db.People.Where(p =>
                    p.PlatformKey == platform && p.Position > above.Position && p.Position <= above.PositionEnd && p.ManagerKey == above.Key
                )
        )
            .Where(p => db.ManagerCosts.Any(c => c.PlatformKey == platform && c.ManagerKey == p.Key))
            .ToDictionaryAsync(p => p.Key, ct);

    private static IEnumerable<SpendPart> Direct(long micros, Person manager) =>
        micros == 0 ? [] : [new SpendPart("", $"Reporting to {manager.Name} directly", micros, null)];
}

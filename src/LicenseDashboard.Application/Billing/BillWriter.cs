using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Billing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>
/// Writes one kept bill with the costs of its people in one transaction, only what differs. Costs belong to the month, whatever its bill's
/// kind.
/// </summary>
internal sealed class BillWriter(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    private static readonly BulkTable<BilledMonth> _months = new(
        m => new
        {
            m.PlatformKey,
            m.Month,
            m.Kind,
        },
        m => new { m.BilledAt, m.PostedDigest }
    );
    private static readonly BulkTable<BilledMonth> _changedMonths = new(
        m => new
        {
            m.PlatformKey,
            m.Month,
            m.Kind,
        },
        m => new { m.PostedDigest }
    );
    private static readonly BulkTable<BilledLine> _lines = new(l => new
    {
        l.PlatformKey,
        l.Month,
        l.Kind,
        l.Contract,
        l.Sku,
    });
    private static readonly BulkTable<PersonCost> _people = new(c => new
    {
        c.PlatformKey,
        c.Month,
        c.PersonKey,
        c.Sku,
    });
    private static readonly BulkTable<DepartmentCost> _departments = new(c => new
    {
        c.PlatformKey,
        c.Month,
        c.Department,
        c.Sku,
    });
    private static readonly BulkTable<ManagerCost> _managers = new(c => new
    {
        c.PlatformKey,
        c.ManagerKey,
        c.Month,
        c.Sku,
    });

    /// <returns>False if everything is stored as it is.</returns>
    public async Task<bool> WriteAsync(BillRows bill, CancellationToken ct)
    {
        var (platform, month, kind) = (bill.Month.PlatformKey, bill.Month.Month, bill.Month.Kind);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var own = db.BilledMonths.Where(m => m.PlatformKey == platform && m.Month == month);
        List<Difference> changes =
        [
            await DifferAsync(db, _months, own.Where(m => m.Kind == kind), [bill.Month], ct, _changedMonths),
            await DifferAsync(
                db,
                _lines,
                db.BilledLines.Where(l => l.PlatformKey == platform && l.Month == month && l.Kind == kind),
                bill.Lines,
                ct
            ),
        ];
        if (bill.Shares is { } shares)
        {
            changes.Add(
                await DifferAsync(db, _people, db.PersonCosts.Where(c => c.PlatformKey == platform && c.Month == month), shares.People, ct)
            );
            changes.Add(
                await DifferAsync(
                    db,
                    _departments,
                    db.DepartmentCosts.Where(c => c.PlatformKey == platform && c.Month == month),
                    shares.Departments,
                    ct
                )
            );
            changes.Add(
                await DifferAsync(
                    db,
                    _managers,
                    db.ManagerCosts.Where(c => c.PlatformKey == platform && c.Month == month),
                    shares.Managers,
                    ct
                )
            );
        }

        if (kind == BillKind.Closed)
        {
            // What the month was said to become is over.
            changes.Add(await DifferAsync(db, _months, own.Where(m => m.Kind != kind), [], ct));
            changes.Add(
                await DifferAsync(
                    db,
                    _lines,
                    db.BilledLines.Where(l => l.PlatformKey == platform && l.Month == month && l.Kind != kind),
                    [],
                    ct
                )
            );
        }

        if (changes.TrueForAll(change => change.IsEmpty))
        {
            return false;
        }

        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                foreach (var change in changes)
                {
                    await bulk.DeleteAsync(change.Shape, change.Gone, token);
                    await bulk.UpsertAsync(change.Shape, change.Written, token);
                }
            },
            ct
        );
        return true;
    }

    private static async Task<Difference> DifferAsync<T>(
        LicenseDb db,
        BulkTable<T> table,
        IQueryable<T> stored,
        IReadOnlyCollection<T> rows,
        CancellationToken ct,
        BulkTable<T>? writes = null
    )
        where T : class
    {
        var (compared, written) = (table.On(db.Model), (writes ?? table).On(db.Model));
        var wanted = rows.ToDictionary(row => KeyText(compared.Key(row)), StringComparer.Ordinal);
        var (gone, changed) = (new List<object?[]>(), new List<T>());
        await foreach (var held in stored.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!wanted.Remove(KeyText(compared.Key(held)), out var row))
            {
                gone.Add(compared.Key(held));
            }
            else if (!compared.Same(held, row))
            {
                changed.Add(row);
            }
        }

        return new Difference(written.Shape, gone, [.. changed.Concat(wanted.Values).Select(written.Cells)]);
    }

    private static string KeyText(object?[] key) => string.Join('\n', key);

    private sealed record Difference(BulkShape Shape, IReadOnlyList<object?[]> Gone, IReadOnlyList<object?[]> Written)
    {
        public bool IsEmpty => Gone.Count == 0 && Written.Count == 0;
    }
}

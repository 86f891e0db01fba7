using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>People of one month, the most expensive first. Departments and reporting lines are those of today.</summary>
internal sealed class ChargedPeople(LicenseDb db, int platform, int month)
{
    public Task<PagedResult<ChargedPerson>> InAsync(string department, Page page, CancellationToken ct) =>
        PageAsync(
            db.People.Where(p => p.PlatformKey == platform && (p.Department == department || (department == "" && p.Department == null))),
            page,
            ct
        );

    public Task<PagedResult<ChargedPerson>> BelowAsync(Person manager, Page page, CancellationToken ct) =>
        PageAsync(
            db.People.Where(p => p.PlatformKey == platform && p.Position > manager.Position && p.Position <= manager.PositionEnd),
            page,
            ct
        );

    private async Task<PagedResult<ChargedPerson>> PageAsync(IQueryable<Person> people, Page page, CancellationToken ct)
    {
        IQueryable<PersonCost> costs = db.PersonCosts.Where(c => c.PlatformKey == platform && c.Month == month);
        var sums = people
            .Join(costs, p => p.Key, c => c.PersonKey, (p, c) => c)
            .GroupBy(c => c.PersonKey)
            .Select(person => new { person.Key, Micros = person.Sum(c => c.Micros) });
        var total = await people.CountAsync(p => costs.Any(c => c.PersonKey == p.Key), ct);
        var rows = await sums.OrderByDescending(person => person.Micros)
            .ThenBy(person => person.Key)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        var keys = rows.ConvertAll(row => row.Key);
        var skus = (await costs.Where(c => keys.Contains(c.PersonKey)).ToListAsync(ct)).ToLookup(c => c.PersonKey);
        var named = await db.People.Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, ct);
        return new PagedResult<ChargedPerson>(
            rows.ConvertAll(row => new ChargedPerson(
                named[row.Key].VendorId,
                named[row.Key].Name,
                named[row.Key].Email,
                named[row.Key].Department,
                row.Micros,
                [.. skus[row.Key].OrderByDescending(c => c.Micros).ThenBy(c => c.Sku, StringComparer.Ordinal).Select(c => c.Sku)]
            )),
            total,
            page
        );
    }
}

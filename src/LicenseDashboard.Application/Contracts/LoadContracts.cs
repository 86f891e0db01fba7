using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>The contracts of a platform as they are now, by first day, then id. All other features read contracts here.</summary>
internal static class LoadContracts
{
    public static async Task<IReadOnlyList<ContractTerms>> OfAsync(LicenseDb db, int platformKey, CancellationToken ct)
    {
        var stored = await db.Contracts.AsNoTracking().Include(c => c.Lines).Where(c => c.PlatformKey == platformKey).ToListAsync(ct);
        return
        [
            .. stored
                .Select(contract => new ContractTerms
                {
                    Id = "contract",
                    Currency = contract.Currency,
                    First = contract.StartsOn,
                    Last = contract.RenewalOn.AddDays(-1),
                    NoticeDays = contract.NoticeDays,
                    OverUse = contract.OverUse,
                    Lines =
                    [
                        .. contract.Lines.Select(line => new LineTerms
                        {
                            Sku = line.Sku,
                            Basis = line.Basis,
                            Committed = line.Committed,
                            Minimum = line.Minimum,
                            PriceMicros = line.UnitPriceMicros,
                            OverageMicros = line.OveragePriceMicros,
                        }),
                    ],
                })
                .OrderBy(contract => contract.First)
                .ThenBy(contract => contract.Id, StringComparer.Ordinal),
        ];
    }
}

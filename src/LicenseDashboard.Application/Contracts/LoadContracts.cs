using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>The contracts of a platform as they are now, by first day, then id. All other features read contracts here.</summary>
internal static class LoadContracts
{
    public static async Task<IReadOnlyList<ContractTerms>> OfAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        [.. (await StoredAsync(db, platformKey, ct)).Select(contract => contract.Terms)];

    /// <summary>Beside the terms whether the demo assumed them.</summary>
    public static async Task<IReadOnlyList<(ContractTerms Terms, bool Assumed)>> MarkedAsync(
        LicenseDb db,
        int platformKey,
        CancellationToken ct
    ) => [.. (await StoredAsync(db, platformKey, ct)).Select(contract => (contract.Terms, contract.Assumed))];

    /// <summary>Differs whenever a contract of the platform was added, changed or removed.</summary>
    public static async Task<string> StampAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        string.Join(
            ',',
            (
                await db
                    .Contracts.Where(c => c.PlatformKey == platformKey)
                    .OrderBy(c => c.Key)
                    .Select(c => new { c.Key, c.Version })
                    .ToListAsync(ct)
            ).Select(c => FormattableString.Invariant($"{c.Key}.{c.Version}"))
        );

    private static async Task<IEnumerable<Contract>> StoredAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        (await db.Contracts.AsNoTracking().Where(c => c.PlatformKey == platformKey).ToListAsync(ct))
            .OrderBy(contract => contract.Terms.First)
            .ThenBy(contract => contract.Id, StringComparer.Ordinal);
}

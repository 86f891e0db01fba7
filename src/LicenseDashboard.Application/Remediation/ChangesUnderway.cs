using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Changes that the facts don't show yet: claimed, sent, requested, or done since the last directory import began. A check that counts
/// seats or holders must include these; otherwise a batch would pass it one by one. Claimed changes count as done, so that concurrent
/// checks see each other.
/// </summary>
internal sealed class ChangesUnderway
{
    private readonly IReadOnlyList<RemediationItem> _items;

    private ChangesUnderway(IReadOnlyList<RemediationItem> items) => _items = items;

    public static async Task<ChangesUnderway> BesideAsync(LicenseDb db, RemediationItem item, CancellationToken ct)
    {
        var seen = await DirectoryImports.LastBeganAsync(db, item.PlatformKey, ct) ?? DateTime.MinValue.ToUniversalTime();
        return new(
            await db
                .Remediations.AsNoTracking()
                .Where(r =>
                    r.PlatformKey == item.PlatformKey
                    && r.Id != item.Id
                    && (
                        r.Status == RemediationStatus.Executing
                        || r.Status == RemediationStatus.Restoring
                        || (
                            r.WrittenAt != null
                            && (
                                r.Status == RemediationStatus.Failed
                                || r.Status == RemediationStatus.HandedOver
                                || r.Status == RemediationStatus.Recalled
                                || r.EndedAt >= seen
                            )
                        )
                    )
                )
                .ToListAsync(ct)
        );
    }

    /// <summary>
    /// People who take a seat of the SKU and don't hold one according to the facts. A returned seat counts as free once an import has
    /// seen it.
    /// </summary>
    public async Task<int> TakersAsync(LicenseDb db, int platform, string sku, CancellationToken ct)
    {
        var takers = _items
            .Where(r => Advice.Split(r.Target).Contains(sku) && !Returns(r) || Advice.Split(r.SeatBefore).Contains(sku) && Returns(r))
            .Select(r => r.PersonKey)
            .ToHashSet();
        if (takers.Count == 0)
        {
            return 0;
        }

        var holding = await db
            .Seats.Where(s =>
                s.To == null
                && takers.Contains(s.PersonKey)
                && db.Skus.Any(k => k.Key == s.SkuKey && k.PlatformKey == platform && k.VendorId == sku)
            )
            .Select(s => s.PersonKey)
            .ToListAsync(ct);
        return takers.Except(holding).Count();
    }

    /// <summary>People who lose one of the given roles. Giving up the whole seat loses every role.</summary>
    public IReadOnlySet<int> LosersOf(IReadOnlySet<string> roleIds) =>
        _items
            .Where(r => !Returns(r) && (r.Plan.Release is not null || r.Plan.Changes.Any(change => roleIds.Contains(change.RoleId))))
            .Select(r => r.PersonKey)
            .ToHashSet();

    private static bool Returns(RemediationItem item) => item.Reversing || item.GivingUp || item.Status == RemediationStatus.Abandoned;
}

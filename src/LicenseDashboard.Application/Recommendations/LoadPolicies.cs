using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The policies of one platform for the rules, by the vendor's division IDs.</summary>
internal sealed class LoadPolicies
{
    private readonly ReclamationPolicies _policies;
    private readonly Dictionary<string, int> _divisions;

    private LoadPolicies(List<ReclamationPolicy> policies, Dictionary<string, int> divisions) =>
        (_policies, _divisions) = (new ReclamationPolicies(policies), divisions);

    public InactiveAfter InactiveAfter =>
        new(
            _policies.TermsOf(null).Days,
            _divisions
                .Where(d => _policies.Find(d.Value)?.DivisionKey == d.Value)
                .ToDictionary(d => d.Key, d => _policies.TermsOf(d.Value).Days)
        );

    public static async Task<LoadPolicies> ReadAsync(LicenseDb db, int platform, CancellationToken ct) =>
        new(
            await db.ReclamationPolicies.AsNoTracking().Where(p => p.PlatformKey == platform).ToListAsync(ct),
            await db.Divisions.AsNoTracking().Where(d => d.PlatformKey == platform).ToDictionaryAsync(d => d.VendorId, d => d.Key, ct)
        );

    /// <summary>Null if the defaults apply.</summary>
    public ReclamationPolicy? Find(string division) => _policies.Find(_divisions.TryGetValue(division, out var key) ? key : null);

    public ReclamationTerms TermsOf(string division) => Find(division)?.Terms ?? ReclamationTerms.Default;
}

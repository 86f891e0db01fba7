using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
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
        new(await SetAsync(db, platform, ct), await DivisionsAsync(db, platform, ct));

    /// <summary>The policies as they would be with these terms, which must have been checked. Nothing is saved.</summary>
    /// <returns>The policies, and the edited one among them.</returns>
    public static async Task<(LoadPolicies All, ReclamationPolicy Edited)> EditedAsync(
        LicenseDb db,
        int platform,
        int divisionKey,
        ReclamationTerms terms,
        Viewer by,
        DateOnly today,
        DateTime now,
        CancellationToken ct
    )
    {
        var policies = await SetAsync(db, platform, ct);
        var edited = policies.Find(policy => policy.DivisionKey == divisionKey);
        if (edited is null)
        {
            edited = ReclamationPolicy.Create(platform, divisionKey, terms, by, today, now);
            policies.Add(edited);
        }
        else
        {
            edited.Change(terms, by, today, now);
        }

        return (new LoadPolicies(policies, await DivisionsAsync(db, platform, ct)), edited);
    }

    /// <summary>Null if the defaults apply.</summary>
    public ReclamationPolicy? Find(string division) => _policies.Find(_divisions.TryGetValue(division, out var key) ? key : null);

    public ReclamationTerms TermsOf(string division) => Find(division)?.Terms ?? ReclamationTerms.Default;

    private static Task<List<ReclamationPolicy>> SetAsync(LicenseDb db, int platform, CancellationToken ct) =>
        db.ReclamationPolicies.AsNoTracking().Where(p => p.PlatformKey == platform).ToListAsync(ct);

    private static Task<Dictionary<string, int>> DivisionsAsync(LicenseDb db, int platform, CancellationToken ct) =>
        db.Divisions.AsNoTracking().Where(d => d.PlatformKey == platform).ToDictionaryAsync(d => d.VendorId, d => d.Key, ct);
}

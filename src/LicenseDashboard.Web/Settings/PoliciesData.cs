using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Settings;

/// <param name="MayChange">True if the viewer may change policies.</param>
/// <param name="MaySeeHistory">True if the viewer may see who changed them.</param>
internal sealed record PoliciesRead(IReadOnlyList<PlatformPolicies> Platforms, bool MayChange, bool MaySeeHistory);

/// <summary>Reads and actions of the policies.</summary>
internal sealed class PoliciesData(
    CurrentViewer viewers,
    PolicyList list,
    ChangePolicy change,
    PreviewPolicy preview,
    PolicyHistory history
)
{
    public async Task<PoliciesRead> ReadAsync(CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        return new PoliciesRead(
            await list.RunAsync(ct),
            viewer.Has(ViewerRoles.Administrator),
            viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor)
        );
    }

    public async Task<Refusal?> SaveAsync(PolicyRow policy, ReclamationTerms terms, CancellationToken ct) =>
        (await change.RunAsync(await viewers.GetAsync(ct), policy.Platform, policy.DivisionKey, policy.Version, terms, ct)).Refusal;

    public async Task<Outcome<PolicyPreview>> PreviewAsync(PolicyRow policy, ReclamationTerms terms, CancellationToken ct) =>
        await preview.RunAsync(await viewers.GetAsync(ct), policy.Platform, policy.DivisionKey, terms, ct);

    public async Task<Outcome<IReadOnlyList<ObjectVersion<ReclamationTerms>>>> HistoryAsync(PolicyRow policy, CancellationToken ct) =>
        await history.RunAsync(await viewers.GetAsync(ct), policy.Platform, policy.DivisionKey, ct);
}

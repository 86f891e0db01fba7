using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Both calls set what is to be, so they may be sent again after a lost answer.</summary>
internal sealed class GenesysGrantWriter(ApiClient api) : IWriteGrants
{
    public Task AddAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct) =>
        SendAsync("/api/v2/authorization/subjects/{subjectId}/bulkadd", personId, grants, priority, ct);

    public Task RemoveAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct) =>
        SendAsync("/api/v2/authorization/subjects/{subjectId}/bulkremove", personId, grants, priority, ct);

    private Task SendAsync(string template, string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct)
    {
        if (grants.FirstOrDefault(grant => grant.Kind != SubjectKind.Person || grant.SubjectId != personId || grant.DivisionIds.Count == 0) is { } wrong)
        {
            throw new ArgumentException($"Role {wrong.RoleId}: only a person's own grants can be changed, and each names its divisions.", nameof(grants));
        }

        var pairs = grants.SelectMany(grant => grant.DivisionIds.Select(division => new WireRoleDivision(grant.RoleId, division))).Distinct().ToList();
        return pairs.Count == 0
            ? Task.CompletedTask
            : api.SendAsync(ApiRequest.Post(template, new WireGrantChange(pairs), GenesysJson.Default.WireGrantChange, personId).With("subjectType", "PC_USER"), priority, ct);
    }
}

using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Both calls set a target state, so they can be repeated after a lost answer.</summary>
internal sealed class GenesysGrantWriter(ApiClient api, TimeProvider time) : IWriteGrants
{
    private const string Subject = "/api/v2/authorization/subjects/{subjectId}";

    /// <summary>
    /// The vendor's cache of roles and divisions knows a new one after this time at the latest; until then it answers 404.
    /// </summary>
    private static readonly TimeSpan NewRolePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NewRoleWait = TimeSpan.FromSeconds(3);

    public async Task AddAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct)
    {
        if (Pairs(personId, grants) is not { Count: > 0 } pairs)
        {
            return;
        }

        var request = ApiRequest
            .Post(Subject + "/bulkadd", new WireGrantChange(pairs), GenesysJson.Default.WireGrantChange, personId)
            .With("subjectType", "PC_USER");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await api.SendAsync(request, priority, ct);
                return;
            }
            catch (VendorException fault) when (fault.Status == 404 && time.GetElapsedTime(started) < NewRolePatience)
            {
                await Task.Delay(NewRoleWait, time, ct);
            }
        }
    }

    public async Task RemoveAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct)
    {
        if (Pairs(personId, grants) is not { Count: > 0 } pairs)
        {
            return;
        }

        var request = ApiRequest.Post(Subject + "/bulkremove", new WireGrantChange(pairs), GenesysJson.Default.WireGrantChange, personId);
        try
        {
            await api.SendAsync(request, priority, ct);
        }
        catch (VendorException fault) when (fault.Status is 400 or 404)
        {
            // The vendor refuses all pairs if one role or division no longer exists. Removing them one by one, what is missing is what
            // was wanted.
            foreach (var pair in pairs)
            {
                await RemoveAsync(personId, pair, priority, ct);
            }
        }
    }

    private async Task RemoveAsync(string personId, WireRoleDivision pair, RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Delete(Subject + "/divisions/{divisionId}/roles/{roleId}", personId, pair.DivisionId, pair.RoleId);
        try
        {
            await api.SendAsync(request, priority, ct);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            // Already gone: role, division or grant.
        }
    }

    private static List<WireRoleDivision> Pairs(string personId, IReadOnlyCollection<VendorGrant> grants)
    {
        if (
            grants.FirstOrDefault(grant =>
                grant.Kind != SubjectKind.Person || grant.SubjectId != personId || grant.DivisionIds.Count == 0
            ) is
            { } wrong
        )
        {
            throw new ArgumentException(
                $"Role {wrong.RoleId}: only a person's own grants can be changed, and each names its divisions.",
                nameof(grants)
            );
        }

        var pairs = grants.SelectMany(grant => grant.DivisionIds.Select(division => new WireRoleDivision(grant.RoleId, division)));
        return [.. pairs.Distinct()];
    }
}

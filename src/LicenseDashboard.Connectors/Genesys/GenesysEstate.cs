using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

internal sealed class GenesysEstate(ApiClient api) : IReadEstate
{
    private const int PageSize = 500;

    public async Task<IReadOnlyList<VendorSku>> SkusAsync(RequestPriority priority, CancellationToken ct)
    {
        var skus = new List<VendorSku>();
        foreach (
            var listed in await api.SendAsync(
                ApiRequest.Get("/api/v2/license/definitions"),
                GenesysJson.Default.ListWireDefinition,
                priority,
                ct
            )
        )
        {
            if (listed.Id is not { } id)
            {
                continue;
            }

            // Some organizations return the permissions only for single definitions.
            var definition = listed.Permissions?.Ids is { Count: > 0 }
                ? listed
                : await api.SendAsync(
                    ApiRequest.Get("/api/v2/license/definitions/{licenseId}", id),
                    GenesysJson.Default.WireDefinition,
                    priority,
                    ct
                );
            var permissions = definition.Permissions?.Ids ?? [];
            skus.Add(new(SkuIds.Canonical(id), permissions, SkuIdsOf(definition.Prerequisites), SkuIdsOf(definition.Comprises)));
        }

        return skus;
    }

    public async IAsyncEnumerable<VendorSeat> SeatsAsync(RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
    {
        var list = new ListRequest("license holders", ApiRequest.Get("/api/v2/license/users"), PageSize);
        await foreach (var user in GenesysDirectory.EntitiesAsync(api, list, GenesysJson.Default.WireListWireUserLicenses, priority, ct))
        {
            if (user.Id is { } id)
            {
                yield return new(id, SkuIdsOf(user.Licenses));
            }
        }
    }

    public async IAsyncEnumerable<VendorRole> RolesAsync(RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
    {
        // Counting the users of large roles can time out at the vendor, and we count grants ourselves.
        var list = new ListRequest("roles", ApiRequest.Get("/api/v2/authorization/roles").With("userCount", "false"), PageSize);
        await foreach (var role in GenesysDirectory.EntitiesAsync(api, list, GenesysJson.Default.WireListWireRole, priority, ct))
        {
            if (role.Id is { } id)
            {
                yield return new(id, role.Name ?? id, Permissions(role));
            }
        }
    }

    public async IAsyncEnumerable<VendorGrant> GrantsOfRoleAsync(
        string roleId,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var list = new ListRequest("role grants", ApiRequest.Get("/api/v2/authorization/roles/{roleId}/subjectgrants", roleId), PageSize);
        await foreach (var subject in GenesysDirectory.EntitiesAsync(api, list, GenesysJson.Default.WireListWireSubject, priority, ct))
        {
            if (subject.Id is { } id)
            {
                yield return new(roleId, id, ToKind(subject.Type) ?? SubjectKind.Other, Ids(subject.Divisions));
            }
        }
    }

    public async Task<IReadOnlyList<VendorGrant>> GrantsOfSubjectAsync(string subjectId, RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get("/api/v2/authorization/subjects/{subjectId}", subjectId).With("includeDuplicates", "true");
        var subject = await api.SendAsync(request, GenesysJson.Default.WireSubjectGrants, priority, ct);
        // Grants that name another subject came through a group.
        return
        [
            .. (subject.Grants ?? throw Paging.NoList(request))
                .Where(grant => grant.Role?.Id is not null)
                .GroupBy(grant => (Role: grant.Role!.Id!, Holder: grant.SubjectId ?? subjectId))
                .Select(held => new VendorGrant(
                    held.Key.Role,
                    held.Key.Holder,
                    held.Key.Holder != subjectId ? SubjectKind.Group : SubjectKind.Person,
                    [.. held.Select(grant => grant.Division?.Id).OfType<string>().Distinct(StringComparer.Ordinal)]
                )),
        ];
    }

    public async Task<IReadOnlyList<string>> SeatAsync(string personId, RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get("/api/v2/license/users/{userId}", personId);
        var seat = await api.SendAsync(request, GenesysJson.Default.WireUserLicenses, priority, ct);
        return SkuIdsOf(seat.Licenses ?? throw Paging.NoList(request));
    }

    public async Task<IReadOnlyList<string>> InferAsync(
        IReadOnlyCollection<string> roleIds,
        RequestPriority priority,
        CancellationToken ct
    ) =>
        SkuIdsOf(
            await api.SendAsync(
                ApiRequest.Post("/api/v2/license/infer", roleIds, GenesysJson.Default.IReadOnlyCollectionString),
                GenesysJson.Default.ListWireReference,
                priority,
                ct
            )
        );

    private static List<string> SkuIdsOf(List<WireReference>? references) => [.. Ids(references).Select(SkuIds.Canonical)];

    private static List<string> Ids(List<WireReference>? references) =>
        references?.Select(reference => reference.Id).OfType<string>().ToList() ?? [];

    private static List<string> Permissions(WireRole role) =>
        [
            .. (role.PermissionPolicies ?? [])
                .Where(policy => policy.Domain is not null)
                // A policy that omits a part grants all of it; reading less would hide what a seat is needed for.
                .SelectMany(policy =>
                    (policy.ActionSet is { Count: > 0 } actions ? actions : ["*"]).Select(action =>
                        $"{policy.Domain}:{policy.EntityName ?? "*"}:{action}"
                    )
                )
                .Concat(role.Permissions ?? [])
                .Distinct(StringComparer.Ordinal),
        ];

    private static SubjectKind? ToKind(string? type) =>
        type?.ToUpperInvariant() switch
        {
            null => null,
            "PC_USER" => SubjectKind.Person,
            "PC_GROUP" => SubjectKind.Group,
            _ => SubjectKind.Other,
        };
}

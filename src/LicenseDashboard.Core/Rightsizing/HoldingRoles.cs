using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role that requires more than a set of licenses includes.</summary>
/// <param name="Permissions">Permissions that some definition includes but the set doesn't, in ordinal order; never empty.</param>
/// <param name="Features">Features that use these permissions, in feature order; empty if no feature watches them.</param>
public sealed record HoldingRole(string RoleId, IReadOnlyList<string> Permissions, IReadOnlyList<string> Features);

/// <summary>
/// Explains why the vendor assigns a higher license than the target. It infers licenses from permissions, so the cause is roles with
/// permissions that the definitions of the target lack.
/// </summary>
public static class HoldingRoles
{
    /// <param name="target">SKU IDs of the license that would be sufficient.</param>
    /// <returns>In the order of <paramref name="roles"/>.</returns>
    public static IReadOnlyList<HoldingRole> Of(
        Catalogue catalogue,
        IReadOnlyList<SkuFacts> definitions,
        IReadOnlyList<RoleFacts> roles,
        IReadOnlyCollection<string> target
    )
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var book = new PermissionBook(definitions.SelectMany(d => d.Permissions).Concat(roles.SelectMany(r => r.Permissions)));
        var beyond = book.Held(definitions.SelectMany(d => d.Permissions))
            .Except(new LicenseReader(catalogue, definitions).Holds(book, target));
        var features = catalogue.Features.Select(feature => (feature.Key, Permissions: book.Matching(feature.Permissions))).ToList();
        return
        [
            .. roles
                .Select(role => (Role: role, Needs: book.Held(role.Permissions).And(beyond)))
                .Where(each => each.Needs.Count > 0)
                .Select(each => new HoldingRole(
                    each.Role.Id,
                    book.Texts(each.Needs),
                    [.. features.Where(feature => each.Needs.Meets(feature.Permissions)).Select(feature => feature.Key)]
                )),
        ];
    }
}

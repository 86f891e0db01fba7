using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role that asks for more than a set of licenses gives.</summary>
/// <param name="Permissions">Those that some definition holds and none of the set does, in ordinal order; never empty.</param>
/// <param name="Features">Keys of the features that these permissions use, in feature order; empty when no feature watches them.</param>
public sealed record HoldingRole(string RoleId, IReadOnlyList<string> Permissions, IReadOnlyList<string> Features);

/// <summary>
/// Why the vendor counts somebody at a higher license than the target: it infers licenses from permissions, so the roles whose permissions
/// the target's definitions lack hold the license up.
/// </summary>
public static class HoldingRoles
{
    /// <param name="target">SKU ids of the license that would do.</param>
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

using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Remediation;

/// <summary>A permission, as spelled in the role, in one division; <c>*</c> means all divisions.</summary>
public readonly record struct PermissionIn(string Permission, string Division)
{
    public override string ToString() => Division == TakenPermissions.AllDivisions ? Permission : $"{Permission} in {Division}";
}

/// <summary>
/// What a change of grants removes from a person. A permission held in a division remains only if the remaining grants contain it in that
/// division or in all divisions; one held in all divisions remains only if it is still held in all.
/// </summary>
internal static class TakenPermissions
{
    public const string AllDivisions = "*";

    /// <param name="permissionsOf">Permissions of a role by its ID; none for an unknown role.</param>
    public static IReadOnlyList<PermissionIn> Of(
        IReadOnlyCollection<HeldGrant> before,
        IReadOnlyCollection<HeldGrant> after,
        Func<string, IReadOnlyList<string>> permissionsOf
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(permissionsOf);
        var left = Held(after).ToList();
        return
        [
            .. Held(before.Except(after))
                .Where(taken => !left.Exists(held => Covers(held, taken)))
                .OrderBy(taken => taken.Permission, StringComparer.Ordinal)
                .ThenBy(taken => taken.Division, StringComparer.Ordinal),
        ];

        IEnumerable<PermissionIn> Held(IEnumerable<HeldGrant> grants) =>
            grants.SelectMany(grant => permissionsOf(grant.RoleId).Select(text => new PermissionIn(text, grant.DivisionId))).Distinct();
    }

    /// <summary>Permissions that were not part of what was approved.</summary>
    public static IReadOnlyList<PermissionIn> Beyond(IEnumerable<PermissionIn> taken, IReadOnlyCollection<PermissionIn> approved)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(approved);
        return [.. taken.Where(one => !approved.Any(known => Covers(known, one)))];
    }

    /// <summary>Divisions in which a permission is held before but not after.</summary>
    public static IReadOnlyList<string> DivisionsOf(
        string permission,
        IReadOnlyCollection<HeldGrant> before,
        IReadOnlyCollection<HeldGrant> after,
        Func<string, IReadOnlyList<string>> permissionsOf
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(permissionsOf);
        var wanted = PermissionPattern.Parse(permission);
        var left = after.Where(Gives).Select(grant => grant.DivisionId).ToHashSet(StringComparer.Ordinal);
        var held = before.Where(Gives).Select(grant => grant.DivisionId).Distinct();
        return left.Contains(AllDivisions) ? [] : [.. held.Where(division => !left.Contains(division)).Order(StringComparer.Ordinal)];

        bool Gives(HeldGrant grant) => permissionsOf(grant.RoleId).Any(text => PermissionPattern.Parse(text).Contains(wanted));
    }

    private static bool Covers(PermissionIn held, PermissionIn other) =>
        (held.Division == other.Division || held.Division == AllDivisions)
        && PermissionPattern.Parse(held.Permission).Contains(PermissionPattern.Parse(other.Permission));
}

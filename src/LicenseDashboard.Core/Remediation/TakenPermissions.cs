using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Remediation;

/// <summary>A permission, as a role spells it, in one division; <c>*</c> = all of them.</summary>
public readonly record struct PermissionIn(string Permission, string Division)
{
    public override string ToString() => Division == TakenPermissions.AllDivisions ? Permission : $"{Permission} in {Division}";
}

/// <summary>
/// What a change of grants takes from a person. Permissions are held in divisions: one that is held in a division stays only if what
/// remains contains it there, or in all divisions; one that is
/// held in all stays only if it remains in all.
/// </summary>
internal static class TakenPermissions
{
    public const string AllDivisions = "*";

    /// <param name="permissionsOf">Permissions of a role by its id; none for a role that is not known.</param>
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

    /// <summary>Those that nobody agreed to.</summary>
    public static IReadOnlyList<PermissionIn> Beyond(IEnumerable<PermissionIn> taken, IReadOnlyCollection<PermissionIn> approved)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(approved);
        return [.. taken.Where(one => !approved.Any(known => Covers(known, one)))];
    }

    /// <summary>Divisions in which a permission is held before and not after.</summary>
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

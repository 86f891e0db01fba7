using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>A permission, as a role spells it, in one division; <c>*</c> = all of them.</summary>
public readonly record struct TakenPermission(string Permission, string Division)
{
    public override string ToString() => Division == TakenPermissions.AllDivisions ? Permission : $"{Permission} in {Division}";
}

/// <summary>
/// What a change of grants takes from a person. Permissions are held in divisions: one that is held in a division stays only if what remains contains it there, or in all divisions; one that is
/// held in all stays only if it remains in all.
/// </summary>
public static class TakenPermissions
{
    public const string AllDivisions = "*";

    /// <param name="permissionsOf">Permissions of a role by its id; none for a role that is not known.</param>
    public static IReadOnlyList<TakenPermission> Of(
        IReadOnlyCollection<HeldGrant> before, IReadOnlyCollection<HeldGrant> after, Func<string, IReadOnlyList<string>> permissionsOf)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(permissionsOf);
        var left = after.SelectMany(grant => permissionsOf(grant.RoleId).Select(text => (Pattern: PermissionPattern.Parse(text), grant.DivisionId))).ToList();
        return
        [
            .. before.Except(after).SelectMany(grant => permissionsOf(grant.RoleId).Select(text => new TakenPermission(text, grant.DivisionId))).Distinct()
                .Where(taken => !left.Exists(held => Reaches(held.DivisionId, taken.Division) && held.Pattern.Contains(PermissionPattern.Parse(taken.Permission))))
                .OrderBy(taken => taken.Permission, StringComparer.Ordinal).ThenBy(taken => taken.Division, StringComparer.Ordinal),
        ];
    }

    /// <summary>Those that nobody agreed to.</summary>
    public static IReadOnlyList<TakenPermission> Beyond(IEnumerable<TakenPermission> taken, IReadOnlyCollection<TakenPermission> approved)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(approved);
        return [.. taken.Where(one => !approved.Any(known => Reaches(known.Division, one.Division) && PermissionPattern.Parse(known.Permission).Contains(PermissionPattern.Parse(one.Permission))))];
    }

    /// <summary>Divisions in which a permission is held before and not after.</summary>
    public static IReadOnlyList<string> DivisionsOf(
        string permission, IReadOnlyCollection<HeldGrant> before, IReadOnlyCollection<HeldGrant> after, Func<string, IReadOnlyList<string>> permissionsOf)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(permissionsOf);
        var wanted = PermissionPattern.Parse(permission);
        var left = after.Where(Gives).Select(grant => grant.DivisionId).ToHashSet(StringComparer.Ordinal);
        return [.. before.Where(Gives).Select(grant => grant.DivisionId).Distinct().Where(division => !left.Contains(division) && !left.Contains(AllDivisions)).Order(StringComparer.Ordinal)];

        bool Gives(HeldGrant grant) => permissionsOf(grant.RoleId).Any(text => PermissionPattern.Parse(text).Contains(wanted));
    }

    private static bool Reaches(string held, string division) => held == division || held == AllDivisions;
}

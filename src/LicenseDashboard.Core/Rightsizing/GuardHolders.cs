namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Who holds the guard permission, so that no plan takes it from the last but one.</summary>
public static class GuardHolders
{
    /// <summary>Keys of the active people who hold the permission, directly or by group, through any role. Unknown groups count as none.</summary>
    public static IReadOnlySet<int> Find(string permission, IEnumerable<RoleFacts> roles, IEnumerable<GroupFacts> groups, IEnumerable<PersonFacts> people)
    {
        var giving = Giving(permission, roles).ToHashSet(StringComparer.Ordinal);
        var givingGroups = groups.Where(group => group.RoleIds.Any(giving.Contains)).Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        return people
            .Where(person => person.IsActive && (person.Grants.Any(grant => giving.Contains(grant.RoleId)) || (person.GroupIds?.Any(givingGroups.Contains) ?? false)))
            .Select(person => person.Key)
            .ToHashSet();
    }

    /// <summary>Ids of the roles that grant the permission.</summary>
    public static IEnumerable<string> Giving(string permission, IEnumerable<RoleFacts> roles)
    {
        var wanted = PermissionPattern.Parse(permission);
        return roles.Where(role => role.Permissions.Any(p => PermissionPattern.Parse(p).Contains(wanted))).Select(role => role.Id);
    }
}

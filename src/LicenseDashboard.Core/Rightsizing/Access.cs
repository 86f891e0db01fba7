namespace LicenseDashboard.Core.Rightsizing;

/// <summary>The roles of one person, direct and by group. People with the same roles share one.</summary>
internal sealed class Access
{
    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Direct { get; init; }

    public required IReadOnlyList<(GroupFacts Group, IReadOnlyList<Role> Roles)> Groups { get; init; }

    public required RoleSet ByGroup { get; init; }

    public required RoleSet All { get; init; }

    /// <summary>Features of whose patterns a permission is held.</summary>
    public required FeatureSet Permitted { get; init; }

    /// <summary>Features that policy pins for one of the roles.</summary>
    public required FeatureSet Pinned { get; init; }

    /// <summary>Role ids that the organization no longer lists: what they imply can't be told.</summary>
    public required IReadOnlyList<string> UnknownRoles { get; init; }

    /// <summary>Swaps that can't be, in words.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Works out each access of a run once.</summary>
internal sealed class AccessBook(OrganizationFacts organization, RoleBook roles, RoleSets sets, IReadOnlyList<PermissionSet> features)
{
    private readonly Dictionary<string, Access> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupFacts> _groups = organization.Groups.DistinctBy(g => g.Id).ToDictionary(g => g.Id, StringComparer.Ordinal);

    public Access Of(PersonFacts person)
    {
        string[] direct = [.. person.Grants.Select(grant => grant.RoleId)];
        string[] groups = [.. (person.GroupIds ?? []).Where(_groups.ContainsKey)];
        Array.Sort(direct, StringComparer.Ordinal);
        Array.Sort(groups, StringComparer.Ordinal);
        var key = string.Join('\n', direct) + "\n\n" + string.Join('\n', groups);
        return _known.TryGetValue(key, out var access) ? access : _known[key] = New(direct, groups);
    }

    private Access New(string[] direct, string[] groupIds)
    {
        List<(GroupFacts Group, IReadOnlyList<Role> Roles)> groups =
            [.. groupIds.Distinct(StringComparer.Ordinal).Select(id => (_groups[id], RolesOf(_groups[id].RoleIds)))];
        var own = RolesOf(direct);
        var byGroup = sets.Of(groups.SelectMany(group => group.Roles));
        var all = sets.Of(own.Concat(byGroup.Roles));
        var permitted = FeatureSet.Empty;
        for (var i = 0; i < features.Count; i++)
        {
            permitted = all.Named.Meets(features[i]) ? permitted.With(i) : permitted;
        }

        var pinned = organization.Catalogue.Pins.Where(pin => pin.Role is not null && all.Roles.Any(role => role.Name == pin.Role)).SelectMany(pin => pin.Features);
        return new()
        {
            Direct = own,
            Groups = groups,
            ByGroup = byGroup,
            All = all,
            Permitted = permitted,
            Pinned = FeatureSet.Of(organization.Catalogue, pinned),
            UnknownRoles = [.. direct.Concat(groups.SelectMany(group => group.Group.RoleIds)).Where(id => roles.Find(id) is null).Distinct(StringComparer.Ordinal)],
            Notes = [.. own.SelectMany(role => role.UnknownSwaps.Select(name => $"the swap list names {name} for {role.Name}, but no role has that name"))],
        };
    }

    private List<Role> RolesOf(IEnumerable<string> ids) => [.. ids.Select(roles.Find).OfType<Role>().Distinct().OrderBy(role => role.Index)];
}

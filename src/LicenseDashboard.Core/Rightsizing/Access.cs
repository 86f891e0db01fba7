namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// What somebody may do and where: the roles, direct and by group, and the places they are granted in. People with the same roles in the
/// same pattern of divisions share one, whatever their divisions are called.
/// </summary>
internal sealed class Access
{
    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Direct { get; init; }

    public required IReadOnlyList<(GroupFacts Group, IReadOnlyList<Role> Roles)> Groups { get; init; }

    public required RoleSet ByGroup { get; init; }

    public required RoleSet All { get; init; }

    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>Features of whose patterns a permission is held.</summary>
    public required FeatureSet Permitted { get; init; }

    /// <summary>Features that policy pins for one of the roles.</summary>
    public required FeatureSet Pinned { get; init; }

    /// <summary>Role ids that the organization no longer lists: what they imply can't be told.</summary>
    public required IReadOnlyList<string> UnknownRoles { get; init; }

    /// <summary>Swaps that can't be, in words.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Divisions in which somebody is granted exactly the same roles.</summary>
internal sealed class Place
{
    /// <summary>The grant for all divisions (<c>*</c>), which holds in every other place too.</summary>
    public required bool IsAll { get; init; }

    /// <summary>Granted here to the person, by id.</summary>
    public required IReadOnlyList<Role> Direct { get; init; }

    /// <summary>Granted here to a group, by id.</summary>
    public required IReadOnlyList<Role> ByGroup { get; init; }

    /// <summary>Both.</summary>
    public required RoleSet Granted { get; init; }

    /// <summary>What holds here: granted here or for all divisions.</summary>
    public required RoleSet Holding { get; init; }
}

/// <summary>One person's access, and what their divisions are called.</summary>
/// <param name="Divisions">Ids, for each of <see cref="Access.Places"/>, ordinal.</param>
internal sealed record PersonAccess(Access Access, IReadOnlyList<IReadOnlyList<string>> Divisions);

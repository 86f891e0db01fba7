namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// What a person may do and where: their roles, direct and through groups, and the places they are granted in. People with the same roles
/// in the same pattern of divisions share an instance, whichever divisions these are.
/// </summary>
internal sealed class Access
{
    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Direct { get; init; }

    public required IReadOnlyList<(GroupFacts Group, IReadOnlyList<Role> Roles)> Groups { get; init; }

    public required RoleSet ByGroup { get; init; }

    public required RoleSet All { get; init; }

    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>Features of which a permission is held.</summary>
    public required FeatureSet Permitted { get; init; }

    /// <summary>Features pinned by policy for one of the roles.</summary>
    public required FeatureSet Pinned { get; init; }

    /// <summary>IDs of roles that the organization no longer lists; what they imply is unknown.</summary>
    public required IReadOnlyList<string> UnknownRoles { get; init; }

    /// <summary>Swaps that are not possible, in words.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The divisions in which a person is granted exactly the same roles.</summary>
internal sealed class Place
{
    /// <summary>True for the grant in all divisions (<c>*</c>), which also applies in every other place.</summary>
    public required bool IsAll { get; init; }

    /// <summary>Granted here to the person, by ID.</summary>
    public required IReadOnlyList<Role> Direct { get; init; }

    /// <summary>Granted here to a group, by ID.</summary>
    public required IReadOnlyList<Role> ByGroup { get; init; }

    /// <summary>Direct and through groups.</summary>
    public required RoleSet Granted { get; init; }

    /// <summary>Effective here: granted here or in all divisions.</summary>
    public required RoleSet Holding { get; init; }
}

/// <summary>The access of one person with the names of their divisions.</summary>
/// <param name="Divisions">Division IDs for each of <see cref="Access.Places"/>, in ordinal order.</param>
internal sealed record PersonAccess(Access Access, IReadOnlyList<IReadOnlyList<string>> Divisions);

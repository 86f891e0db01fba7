namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role with its permissions as bits. <see cref="Index"/> follows the ordinal order of the IDs.</summary>
internal sealed class Role : IComparable<Role>
{
    public required int Index { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>As named by the role.</summary>
    public required PermissionSet Named { get; init; }

    /// <summary>All permissions that holders of the role have.</summary>
    public required PermissionSet Held { get; init; }

    /// <summary>True for administrator-type roles (rule 6).</summary>
    public required bool IsAdmin { get; init; }

    /// <summary>Roles in its swap list, by ID.</summary>
    public IReadOnlyList<Role> Swaps { get; set; } = [];

    /// <summary>Names in its swap list that match no role of the organization.</summary>
    public IReadOnlyList<string> UnknownSwaps { get; set; } = [];

    public int CompareTo(Role? other) => Index.CompareTo(other?.Index ?? -1);
}

/// <summary>The organization's roles.</summary>
internal sealed class RoleBook
{
    private readonly Dictionary<string, Role> _byId;
    private readonly ILookup<string, Role> _byName;

    public RoleBook(OrganizationFacts organization, PermissionBook book)
    {
        var catalogue = organization.Catalogue;
        var listed = catalogue.AdminRoles.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var adminPermission = book.IndexOf(catalogue.AdminPermission);
        All =
        [
            .. organization
                .Roles.DistinctBy(role => role.Id)
                .OrderBy(role => role.Id, StringComparer.Ordinal)
                .Select(
                    (role, index) =>
                    {
                        var held = book.Held(role.Permissions);
                        var admin =
                            listed.Count > 0
                                ? listed.Contains(role.Name)
                                : (
                                    catalogue.AdminNamePattern.Length > 0
                                    && role.Name.Contains(catalogue.AdminNamePattern, StringComparison.OrdinalIgnoreCase)
                                ) || held.Has(adminPermission);
                        return new Role
                        {
                            Index = index,
                            Id = role.Id,
                            Name = role.Name,
                            Named = book.Named(role.Permissions),
                            Held = held,
                            IsAdmin = admin,
                        };
                    }
                ),
        ];
        _byId = All.ToDictionary(role => role.Id, StringComparer.Ordinal);
        _byName = All.ToLookup(role => role.Name, StringComparer.OrdinalIgnoreCase);
        Reporting = _byName[catalogue.ReportingRole].FirstOrDefault();
        foreach (var (from, targets) in catalogue.Swaps)
        {
            foreach (var role in _byName[from])
            {
                role.Swaps =
                [
                    .. targets.SelectMany(name => _byName[name]).Where(target => target != role).Distinct().OrderBy(target => target.Index),
                ];
                role.UnknownSwaps = [.. targets.Where(name => !_byName.Contains(name))];
            }
        }
    }

    public IReadOnlyList<Role> All { get; }

    /// <summary>The role for people who only read reports; null if the organization has none of that name.</summary>
    public Role? Reporting { get; }

    public Role? Find(string roleId) => _byId.GetValueOrDefault(roleId);
}

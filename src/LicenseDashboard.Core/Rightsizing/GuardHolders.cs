using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Who holds the guard permission in which divisions. Used to keep it with at least two people everywhere. A grant in all divisions
/// counts in each of them.
/// </summary>
public sealed class GuardHolders
{
    private readonly Dictionary<int, List<string>> _byPerson = [];
    private readonly Dictionary<string, HashSet<int>> _byDivision = new(StringComparer.Ordinal);
    private readonly HashSet<int> _everywhere;

    public GuardHolders(IEnumerable<(int Person, string Division)> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        foreach (var (person, division) in held.Distinct())
        {
            (_byPerson.TryGetValue(person, out var divisions) ? divisions : _byPerson[person] = []).Add(division);
            (_byDivision.TryGetValue(division, out var people) ? people : _byDivision[division] = []).Add(person);
        }

        _everywhere = _byDivision.GetValueOrDefault(DirectGrant.AllDivisions) ?? [];
        foreach (var people in _byDivision.Values)
        {
            people.UnionWith(_everywhere);
        }
    }

    public static GuardHolders None { get; } = new([]);

    /// <summary>People who hold it anywhere.</summary>
    public IReadOnlyCollection<int> People => _byPerson.Keys;

    /// <summary>Divisions in which the person is granted it; <c>*</c> means all.</summary>
    public IReadOnlyList<string> DivisionsOf(int person) => _byPerson.GetValueOrDefault(person) ?? [];

    /// <summary>Number of other people who hold it in the division; for <c>*</c>, in all divisions.</summary>
    public int OthersIn(string division, int person)
    {
        var people = _byDivision.GetValueOrDefault(division) ?? _everywhere;
        return people.Count - (people.Contains(person) ? 1 : 0);
    }

    /// <summary>Divisions in which fewer than two people would hold it without this one.</summary>
    public IReadOnlyList<string> NeededIn(int person) => [.. DivisionsOf(person).Where(division => IsNeeded(division, person))];

    public bool IsNeeded(string division, int person) => OthersIn(division, person) < 2;

    /// <summary>The active people who hold the permission directly or through a group, by any role. Unknown groups are ignored.</summary>
    public static GuardHolders Find(
        string permission,
        IEnumerable<RoleFacts> roles,
        IEnumerable<GroupFacts> groups,
        IEnumerable<PersonFacts> people
    )
    {
        var giving = Giving(permission, roles).ToHashSet(StringComparer.Ordinal);
        var givingGroups = groups
            .GroupBy(group => group.Id, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Divisions: group.SelectMany(one => DivisionsOf(one.Grants)).ToList()))
            .Where(group => group.Divisions.Count > 0)
            .ToDictionary(group => group.Id, group => group.Divisions, StringComparer.Ordinal);
        return new(
            people
                .Where(person => person.IsActive)
                .SelectMany(person =>
                    DivisionsOf(person.Grants)
                        .Concat((person.GroupIds ?? []).SelectMany(group => givingGroups.GetValueOrDefault(group) ?? []))
                        .Select(division => (person.Key, division))
                )
        );

        IEnumerable<string> DivisionsOf(IEnumerable<DirectGrant> grants) =>
            grants.Where(grant => giving.Contains(grant.RoleId)).SelectMany(grant => grant.Divisions.DefaultIfEmpty(""));
    }

    /// <summary>IDs of the roles that grant the permission.</summary>
    public static IEnumerable<string> Giving(string permission, IEnumerable<RoleFacts> roles)
    {
        var wanted = PermissionPattern.Parse(permission);
        return roles.Where(role => role.Permissions.Any(p => PermissionPattern.Parse(p).Contains(wanted))).Select(role => role.Id);
    }
}

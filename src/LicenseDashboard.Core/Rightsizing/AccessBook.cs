using System.Runtime.InteropServices;
using System.Text;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Computes each access of a run once. Permissions are compared in places, not in divisions: a place is the divisions in which someone has
/// exactly the same roles, so people with the same roles share every answer.
/// </summary>
internal sealed class AccessBook(OrganizationFacts organization, RoleBook roles, RoleSets sets, IReadOnlyList<PermissionSet> features)
{
    /// <summary>Separator in signatures; never the index of a role.</summary>
    private const char End = '\uffff';

    private readonly Dictionary<string, PersonAccess> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Access> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupFacts> _groups = organization
        .Groups.DistinctBy(group => group.Id)
        .ToDictionary(group => group.Id, StringComparer.Ordinal);
    private readonly List<char> _key = [];

    public PersonAccess Of(PersonFacts person)
    {
        _key.Clear();
        foreach (var grant in person.Grants)
        {
            Append(grant.RoleId, '\n');
            foreach (var division in grant.Divisions)
            {
                Append(division, '\t');
            }
        }

        _key.Add(End);
        foreach (var group in person.GroupIds ?? [])
        {
            Append(group, '\n');
        }

        var known = _people.GetAlternateLookup<ReadOnlySpan<char>>();
        var key = CollectionsMarshal.AsSpan(_key);
        return known.TryGetValue(key, out var access) ? access : _people[key.ToString()] = New(person);
    }

    private void Append(string text, char before)
    {
        _key.Add(before);
        _key.AddRange(text.AsSpan());
    }

    /// <summary>
    /// Divisions with the same roles are merged into one place, and places differ only by their roles, so that people in different
    /// divisions share results.
    /// </summary>
    private PersonAccess New(PersonFacts person)
    {
        List<GroupFacts> groups =
        [
            .. (person.GroupIds ?? [])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(id => _groups.GetValueOrDefault(id))
                .OfType<GroupFacts>(),
        ];
        var granted = new SortedDictionary<string, (SortedSet<Role> Direct, SortedSet<Role> ByGroup)>(StringComparer.Ordinal);
        foreach (var (role, division) in GrantsOf(person.Grants))
        {
            At(division).Direct.Add(role);
        }

        foreach (var (role, division) in groups.SelectMany(group => GrantsOf(group.Grants)))
        {
            At(division).ByGroup.Add(role);
        }

        var places = granted
            .GroupBy(entry => Signature(entry.Key, entry.Value.Direct, entry.Value.ByGroup), StringComparer.Ordinal)
            .OrderBy(place => place.Key, StringComparer.Ordinal)
            .ToList();
        string[] unknown =
        [
            .. person
                .Grants.Concat(groups.SelectMany(group => group.Grants))
                .Select(grant => grant.RoleId)
                .Where(id => roles.Find(id) is null)
                .Distinct(StringComparer.Ordinal),
        ];
        var key = new StringBuilder()
            .AppendJoin(End, places.Select(place => place.Key))
            .Append(End)
            .Append(End)
            .AppendJoin('\n', groups.Select(group => group.Id))
            .Append(End)
            .AppendJoin('\n', unknown)
            .ToString();
        if (!_known.TryGetValue(key, out var access))
        {
            var shapes = places.Select(place => place.First()).Select(one => Shape.Of(one.Key, one.Value.Direct, one.Value.ByGroup));
            access = New([.. shapes], groups, unknown);
            _known[key] = access;
        }

        return new(access, [.. places.Select(place => (IReadOnlyList<string>)[.. place.Select(entry => entry.Key)])]);

        (SortedSet<Role> Direct, SortedSet<Role> ByGroup) At(string division) =>
            granted.TryGetValue(division, out var at) ? at : granted[division] = ([], []);
    }

    private Access New(List<Shape> places, List<GroupFacts> groups, string[] unknown)
    {
        List<Role> direct = [.. places.SelectMany(place => place.Direct).Distinct().Order()];
        var byGroup = sets.Of(places.SelectMany(place => place.ByGroup));
        var all = sets.Of(direct.Concat(byGroup.Roles));
        var everywhere = places.Where(place => place.IsAll).SelectMany(place => place.Direct.Concat(place.ByGroup)).ToList();
        var permitted = FeatureSet.Empty;
        for (var i = 0; i < features.Count; i++)
        {
            permitted = all.Named.Meets(features[i]) ? permitted.With(i) : permitted;
        }

        var pinned = organization
            .Catalogue.Pins.Where(pin => pin.Role is not null && all.Roles.Any(role => role.Name == pin.Role))
            .SelectMany(pin => pin.Features);
        return new()
        {
            Direct = direct,
            Groups = [.. groups.Select(group => (group, RolesOf(group)))],
            ByGroup = byGroup,
            All = all,
            Places =
            [
                .. places.Select(place => new Place
                {
                    IsAll = place.IsAll,
                    Direct = place.Direct,
                    ByGroup = place.ByGroup,
                    Granted = sets.Of(place.Direct.Concat(place.ByGroup)),
                    Holding = sets.Of(place.Direct.Concat(place.ByGroup).Concat(everywhere)),
                }),
            ],
            Permitted = permitted,
            Pinned = FeatureSet.Of(organization.Catalogue, pinned),
            UnknownRoles = unknown,
            Notes =
            [
                .. direct.SelectMany(role =>
                    role.UnknownSwaps.Select(name => $"the swap list names {name} for {role.Name}, but no role has that name")
                ),
            ],
        };
    }

    private IReadOnlyList<Role> RolesOf(GroupFacts group) => [.. group.RoleIds.Select(roles.Find).OfType<Role>().Order()];

    private IEnumerable<(Role Role, string Division)> GrantsOf(IEnumerable<DirectGrant> grants) =>
        grants.SelectMany(grant =>
            roles.Find(grant.RoleId) is { } role ? grant.Divisions.DefaultIfEmpty("").Select(division => (role, division)) : []
        );

    /// <summary>A place before its permissions are resolved.</summary>
    private sealed record Shape(bool IsAll, IReadOnlyList<Role> Direct, IReadOnlyList<Role> ByGroup)
    {
        public static Shape Of(string division, IEnumerable<Role> direct, IEnumerable<Role> byGroup) =>
            new(division == DirectGrant.AllDivisions, [.. direct], [.. byGroup]);
    }

    private static string Signature(string division, IEnumerable<Role> direct, IEnumerable<Role> byGroup) =>
        new StringBuilder()
            .Append(division == DirectGrant.AllDivisions ? '*' : '.')
            .AppendJoin("", direct.Select(role => (char)role.Index))
            .Append(End)
            .AppendJoin("", byGroup.Select(role => (char)role.Index))
            .ToString();
}

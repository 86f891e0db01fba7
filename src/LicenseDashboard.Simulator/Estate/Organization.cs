using System.Collections.Concurrent;

namespace LicenseDashboard.Simulator.Estate;

/// <summary>Everything the vendor knows about people and rights. Reads are lock-free; writes are serialized.</summary>
internal sealed class Organization
{
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Group> _groups;
    private readonly ConcurrentDictionary<string, Role> _roles;

    /// <param name="others">Divisions without people.</param>
    /// <param name="answers">
    /// Infer answers for exactly these roles, regardless of the definitions. IDs are sorted and joined by <c>+</c>.
    /// </param>
    public Organization(
        string name,
        Catalogue catalogue,
        IReadOnlyList<LicenseDefinition> definitions,
        IReadOnlyList<Role> roles,
        IReadOnlyList<Group> groups,
        IReadOnlyList<Site> sites,
        IReadOnlyList<Person> people,
        IEnumerable<Division>? others = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? answers = null
    )
    {
        (Name, Definitions, Roles, Groups, Sites, People) = (name, definitions, roles, groups, sites, people);
        Catalogue = catalogue;
        Divisions = [.. sites.Select(site => site.Division).Concat(others ?? []).DistinctBy(division => division.Id)];
        Inference = new LicenseInference(catalogue, definitions, roles, answers);
        _people = people.ToDictionary(person => person.Id, StringComparer.OrdinalIgnoreCase);
        _groups = groups.ToDictionary(group => group.Id, StringComparer.OrdinalIgnoreCase);
        _roles = new(roles.Select(role => KeyValuePair.Create(role.Id, role)), StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            foreach (var group in person.Groups)
            {
                group.Members.Add(person);
            }
        }
    }

    public string Name { get; }

    public Catalogue Catalogue { get; }

    public IReadOnlyList<LicenseDefinition> Definitions { get; }

    public IReadOnlyList<Role> Roles { get; private set; }

    public IReadOnlyList<Group> Groups { get; }

    public IReadOnlyList<Site> Sites { get; }

    public IReadOnlyList<Division> Divisions { get; private set; }

    public IReadOnlyList<Person> People { get; }

    public LicenseInference Inference { get; }

    public Person? Find(string id) => _people.GetValueOrDefault(id);

    public Group? FindGroup(string id) => _groups.GetValueOrDefault(id);

    public Role? FindRole(string id) => _roles.GetValueOrDefault(id);

    public void RemoveRole(string id)
    {
        _roles.TryRemove(id, out _);
        Roles = [.. Roles.Where(role => role.Id != id)];
    }

    public void RemoveDivision(string id) => Divisions = [.. Divisions.Where(division => division.Id != id)];

    /// <summary>Roles held directly or through a group, without duplicates. Inactive people have none.</summary>
    public static IEnumerable<string> RolesOf(Person person, Account account) =>
        account.IsActive
            ? account
                .Grants.Concat(person.Groups.SelectMany(group => group.Grants))
                .Select(grant => grant.RoleId)
                .Distinct(StringComparer.Ordinal)
            : [];

    /// <summary>The vendor's answer for one person at this instant: a change of roles shows only after its delay.</summary>
    public IReadOnlyList<string> LicensesOf(Person person, DateTime instant)
    {
        var account = person.Account;
        return instant < account.LicensesFrom ? account.OldLicenses : LicensesOf(person, account);
    }

    /// <summary>The vendor's list of all users, which may follow earlier or later.</summary>
    public IReadOnlyList<string> ListedLicensesOf(Person person, DateTime instant)
    {
        var account = person.Account;
        return instant < account.ListedFrom ? account.OldListed : LicensesOf(person, account);
    }

    private IReadOnlyList<string> LicensesOf(Person person, Account account)
    {
        if (!account.IsActive)
        {
            return [];
        }

        var inferred = Inference.Infer(RolesOf(person, account));
        return person.ExplicitLicenses.Count == 0 && person.MissingLicenses.Count == 0
            ? inferred
            : [.. inferred.Except(person.MissingLicenses).Union(person.ExplicitLicenses)];
    }
}

namespace LicenseDashboard.Simulator.Estate;

/// <summary>Everything the vendor knows about people and rights. Reads are free; writes take turns.</summary>
internal sealed class Organization
{
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Group> _groups;
    private readonly Dictionary<string, Role> _roles;

    public Organization(string name, Catalogue catalogue, IReadOnlyList<LicenseDefinition> definitions, IReadOnlyList<Role> roles, IReadOnlyList<Group> groups, IReadOnlyList<Site> sites, IReadOnlyList<Person> people)
    {
        (Name, Definitions, Roles, Groups, Sites, People) = (name, definitions, roles, groups, sites, people);
        Catalogue = catalogue;
        Divisions = [.. sites.Select(site => site.Division).DistinctBy(division => division.Id)];
        Inference = new LicenseInference(catalogue, definitions, roles);
        _people = people.ToDictionary(person => person.Id, StringComparer.OrdinalIgnoreCase);
        _groups = groups.ToDictionary(group => group.Id, StringComparer.OrdinalIgnoreCase);
        _roles = roles.ToDictionary(role => role.Id, StringComparer.OrdinalIgnoreCase);
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

    public IReadOnlyList<Role> Roles { get; }

    public IReadOnlyList<Group> Groups { get; }

    public IReadOnlyList<Site> Sites { get; }

    public IReadOnlyList<Division> Divisions { get; }

    public IReadOnlyList<Person> People { get; }

    public LicenseInference Inference { get; }

    public Person? Find(string id) => _people.GetValueOrDefault(id);

    public Group? FindGroup(string id) => _groups.GetValueOrDefault(id);

    public Role? FindRole(string id) => _roles.GetValueOrDefault(id);

    /// <summary>Roles held in person or through a group, each once. Who is not active has none.</summary>
    public static IEnumerable<string> RolesOf(Person person, Account account) => account.IsActive
        ? account.Grants.Concat(person.Groups.SelectMany(group => group.Grants)).Select(grant => grant.RoleId).Distinct(StringComparer.Ordinal)
        : [];

    /// <summary>What the vendor lists at this instant: a change of roles shows only after its delay.</summary>
    public IReadOnlyList<string> LicensesOf(Person person, DateTime instant)
    {
        var account = person.Account;
        return instant < account.LicensesFrom ? account.OldLicenses : LicensesOf(person, account);
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

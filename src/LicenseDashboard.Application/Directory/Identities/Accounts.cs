using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

internal sealed record Account(
    int Key,
    PersonId Id,
    string VendorId,
    string Name,
    string? Email,
    string? Mail,
    PersonState State,
    string? Title,
    string? Department,
    string? EmployeeId,
    int? ManagerKey
);

internal sealed record Known(
    int Key,
    PersonId Id,
    string UserNameKey,
    string? EmailKey,
    string? EmployeeNumber,
    bool Provided,
    DateTime? LeftAt
);

/// <summary>An identity about to be created.</summary>
internal sealed record Draft(PersonId Id, string UserName, Account First);

/// <summary>The accounts of one platform and the identities they belong to. Pure.</summary>
internal sealed class Accounts
{
    private readonly IReadOnlyList<Account> _people;
    private readonly IReadOnlyDictionary<int, int> _links;
    private readonly Dictionary<string, Known> _byUserName;
    private readonly Dictionary<string, PersonId> _drafted = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PersonId> _ids;
    private readonly Dictionary<int, Account> _byKey;
    private readonly ILookup<string, Known> _byMail;
    private readonly ILookup<string, Known> _waiting;

    private readonly DateTime _now;

    /// <param name="now">UTC.</param>
    public Accounts(IReadOnlyList<Account> people, IReadOnlyDictionary<int, int> links, IReadOnlyList<Known> known, DateTime now)
    {
        (_people, _links, _now) = (people, links, now);
        var taken = links.Values.ToHashSet();
        var byKey = known.ToDictionary(identity => identity.Key);
        _byUserName = known.ToDictionary(identity => identity.UserNameKey, StringComparer.Ordinal);
        _byMail = known.Where(identity => identity.EmailKey is not null).ToLookup(identity => identity.EmailKey!, StringComparer.Ordinal);
        _waiting = known
            .Where(identity => identity.Provided && identity.EmployeeNumber is not null && !taken.Contains(identity.Key))
            .ToLookup(identity => identity.EmployeeNumber!, StringComparer.Ordinal);
        _byKey = people.ToDictionary(person => person.Key);
        _ids = links.Where(link => byKey.ContainsKey(link.Value)).ToDictionary(link => link.Key, link => byKey[link.Value].Id);
    }

    public List<Draft> New { get; } = [];

    public List<(int PersonKey, string UserNameKey)> Linked { get; } = [];

    /// <summary>
    /// Accounts with the address or number of a person who left long before they arrived; a person decides whether they match.
    /// </summary>
    public List<(int PersonKey, int IdentityKey)> Late { get; } = [];

    /// <summary>Gives an identity to each account without one.</summary>
    public void Join()
    {
        foreach (var person in _people.Where(person => person.State != PersonState.Deleted && !_links.ContainsKey(person.Key)))
        {
            var userName = person.Email ?? person.VendorId;
            var key = userName.ToLowerInvariant();
            var found = Find(person, key);
            if (found is { } gone && _now - gone.LeftAt > Revival.Window)
            {
                Late.Add((person.Key, gone.Key));
                (userName, found) = (_byUserName.ContainsKey(key) ? person.VendorId : userName, null);
                key = userName.ToLowerInvariant();
            }

            if (found is { } known)
            {
                Link(person, known.UserNameKey, known.Id);
            }
            else if (_drafted.TryGetValue(key, out var drafted))
            {
                Link(person, key, drafted);
            }
            else
            {
                _drafted[key] = person.Id;
                New.Add(new Draft(person.Id, userName, person));
                Link(person, key, person.Id);
            }
        }
    }

    /// <summary>For each identity, the account whose data the pull applies: the first one, if it is on this platform.</summary>
    public IReadOnlyDictionary<int, Account> Leading() =>
        _links
            .GroupBy(link => link.Value)
            .Select(identity => (identity.Key, Person: identity.Min(link => link.Key)))
            .Where(leading => _byKey.ContainsKey(leading.Person))
            .ToDictionary(leading => leading.Key, leading => _byKey[leading.Person]);

    /// <summary>The current mail address, unless another identity has it.</summary>
    public string UserNameFor(Account account, string current)
    {
        var wanted = account.Email ?? account.VendorId;
        var key = wanted.ToLowerInvariant();
        return
            string.Equals(wanted, current, StringComparison.OrdinalIgnoreCase)
            || (!_byUserName.ContainsKey(key) && !_drafted.ContainsKey(key))
            ? wanted
            : current;
    }

    public IdentityFields FieldsOf(Account account, string userName) =>
        new()
        {
            UserName = userName,
            Active = account.State == PersonState.Active,
            DisplayName = account.Name,
            FormattedName = account.Name,
            Title = account.Title,
            Email = account.Email,
            EmployeeNumber = account.EmployeeId,
            Department = account.Department,
            ManagerId = account.ManagerKey is { } manager && _ids.TryGetValue(manager, out var id) ? id.Value.ToString() : null,
            ManagerName = account.ManagerKey is { } named && _byKey.TryGetValue(named, out var person) ? person.Name : null,
        };

    private Known? Find(Account person, string userNameKey)
    {
        if (_byUserName.TryGetValue(userNameKey, out var named))
        {
            return named;
        }

        if (person.Mail is { } mail && _byMail[mail].ToList() is [var byMail])
        {
            return byMail;
        }

        return person.EmployeeId is { } number && _waiting[number].ToList() is [var waiting] ? waiting : null;
    }

    private void Link(Account person, string userNameKey, PersonId id)
    {
        _ids[person.Key] = id;
        Linked.Add((person.Key, userNameKey));
    }
}

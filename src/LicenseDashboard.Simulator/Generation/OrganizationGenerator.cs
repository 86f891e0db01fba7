using System.Globalization;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Generation;

/// <summary>Fills the posts with people. Only who currently works here depends on the day, through turnover at fixed dates.</summary>
internal sealed class OrganizationGenerator
{
    private static readonly DateOnly Founded = new(2015, 1, 1);

    private static readonly (string Name, string Country, string Zone)[] Places =
    [
        ("Berlin", "DE", "Europe/Berlin"),
        ("New York", "US", "America/New_York"),
        ("Manila", "PH", "Asia/Manila"),
        ("Los Angeles", "US", "America/Los_Angeles"),
        ("Sydney", "AU", "Australia/Sydney"),
    ];

    private readonly SimulatorOptions _options;
    private readonly DateOnly _today;
    private readonly ulong _seed;
    private readonly List<Site> _sites;
    private readonly IReadOnlyList<Role> _roles;
    private readonly Group _flex;
    private readonly Group _seasonal;
    private readonly Group _leads;
    private readonly List<Person> _people = [];
    private readonly List<Habits> _habits = [];
    private readonly List<string> _holders = [];

    private OrganizationGenerator(SimulatorOptions options, DateOnly today)
    {
        _options = options;
        _today = today;
        _seed = Dice.Mix((ulong)options.Seed);
        _sites =
        [
            .. Places
                .Take(Math.Clamp(options.Agents / 100, 1, Places.Length))
                .Select(
                    (place, i) =>
                        new Site(
                            place.Name,
                            place.Country,
                            TimeZoneInfo.FindSystemTimeZoneById(place.Zone),
                            new Division(Dice.Id(_seed, "division", (ulong)i), place.Name),
                            Dice.Id(_seed, "management unit", (ulong)i)
                        )
                ),
        ];
        _roles = RoleSet.Roles(_seed);
        _flex = new Group(
            Dice.Id(_seed, "group", 0),
            "Flex team",
            Grants(RoleSet.For(options.Profile, RoleSet.Cx3Agent), _sites[0].Division.Id)
        );
        _seasonal = new Group(Dice.Id(_seed, "group", 1), "SEASONAL_BURST", []);
        _leads = new Group(Dice.Id(_seed, "group", 2), "Team leads", []);
    }

    public static (Organization Organization, GeneratedHistory History) Generate(SimulatorOptions options, DateOnly today)
    {
        var generator = new OrganizationGenerator(options, today);
        generator.Fill();
        var organization = new Organization(
            "Brightline (generated)",
            Catalogue.Load(),
            RoleSet.Definitions(options.Profile),
            generator._roles,
            [generator._flex, generator._seasonal, generator._leads],
            generator._sites,
            generator._people
        );
        var evaluators = generator
            ._people.Where(person => generator._habits[person.Index].Kind is { Evaluates: true, Monitors: false })
            .ToList();
        return (organization, new GeneratedHistory(generator._habits, evaluators, options.NeverLoggedOut, options.Breaks));
    }

    private void Fill()
    {
        var posts = Posts.Lay(_seed, _options.Agents, _sites.Count);
        foreach (var post in posts)
        {
            AddPerson(post, Turn(post, _today));
        }

        foreach (var post in posts.Where(post => post.Kind.Rhythm == Rhythm.Turnover))
        {
            AddPredecessors(post);
        }
    }

    /// <summary>People who left less than 200 days ago, or who may still have activity in the available history.</summary>
    private void AddPredecessors(Post post)
    {
        var oldest = _today.AddDays(-Math.Max(200, _options.HistoryDays + 2));
        for (var turn = Turn(post, _today) - 1; turn >= 0 && FirstDay(post, turn + 1) > oldest; turn--)
        {
            AddPerson(post, turn);
        }
    }

    private void AddPerson(Post post, int turn)
    {
        var key = ((ulong)post.Number * 100) + (ulong)turn;
        var dice = Dice.For(_seed, key, 9);
        var turnover = post.Kind.Rhythm == Rhythm.Turnover;
        DateOnly hired = turnover ? FirstDay(post, turn) : Founded.AddDays(dice.Below(3000));
        DateOnly? left = turnover && FirstDay(post, turn + 1) <= _today ? FirstDay(post, turn + 1).AddDays(-1) : null;
        var partTime = post.Frontline && !turnover && post.Number % 9 == 4;
        var (name, email) = post switch
        {
            { Persona: { } persona } => (persona.Name, persona.Email),
            { Kind.AccountName: { } account } => Names.OfAccount(account, post.Nth),
            _ => Names.For(_seed, key),
        };
        var habits = Habits.For(_seed, key, post.Kind, partTime, post.Frontline, post.Phase ?? dice.Below(400));
        var person = new Person
        {
            Index = _people.Count,
            Id = post.Persona?.Id ?? Dice.Id(_seed, "person", key),
            Name = name,
            Email = email,
            Title = post.Persona?.Title ?? post.Kind.Title,
            Site = _sites[post.Site],
            ManagerId = post.Manager < 0 ? null : _holders[post.Manager],
            Department = post.Frontline ? string.Create(CultureInfo.InvariantCulture, $"Service {_sites[post.Site].Name}") : "Operations",
            EmployeeType = partTime ? "Part-time" : "Full-time",
            HiredOn = hired,
            LeftOn = left,
            InManagementUnit = post.Kind.Planned,
            SingleSignOn = dice.Chance(0.3),
            Groups = Memberships(post.Kind),
            ExplicitLicenses = ByHand(post),
        };
        person.Account = Account(post, person, habits, dice);
        _people.Add(person);
        _habits.Add(habits);
        if (left is null)
        {
            _holders.Add(person.Id);
        }
    }

    private Account Account(Post post, Person person, Habits habits, Dice dice)
    {
        var own = post.Kind.ByGroup ? post.Kind.Roles.Take(1) : post.Kind.Roles;
        if (_options.Profile == SimulatorProfile.SingleTier && post.Kind.SingleTierRole is { } more)
        {
            own = own.Append(more);
        }

        var grants = Grants(own.SelectMany(role => RoleSet.For(_options.Profile, role)), person.Site.Division.Id);
        if (person.LeftOn is { } left)
        {
            // Some accounts are closed on the last day, some only when it is noticed months later.
            var closed = dice.Chance(0.5) || left.AddDays(60 + dice.Below(140)) < _today;
            return closed
                ? new Account("inactive", 2, [], "Voluntary", Midnight(left.AddDays(1)))
                : new Account("active", 1, grants, null, null);
        }

        return habits.IsAway(_today)
            ? new Account("active", 2, grants, post.Kind.Rhythm == Rhythm.Leave ? "Leave" : "Seasonal", Midnight(habits.AwaySince(_today)))
            : new Account("active", 1, grants, null, null);
    }

    private IReadOnlyList<Group> Memberships(Archetype kind) =>
        kind switch
        {
            { ByGroup: true } => [_flex],
            { Rhythm: Rhythm.WinterEven or Rhythm.WinterOdd } => [_seasonal],
            { Monitors: true } => [_leads],
            _ => [],
        };

    private static IReadOnlyList<string> ByHand(Post post) =>
        (post.Number % 32, post.Kind) switch
        {
            (_, { LicenseByHand: { } license }) => [license],
            (0, { Digital: > 0, Evaluated: true, Planned: false, Rhythm: Rhythm.Steady }) => ["gcSTAupgrade"],
            (1, { Digital: 0, Voice: > 0, Planned: false, Rhythm: Rhythm.Steady }) => ["cxCloudSF"],
            _ => [],
        };

    private List<Grant> Grants(IEnumerable<string> roles, string divisionId) =>
        [.. roles.Distinct().Select(name => new Grant(_roles.Single(role => role.Name == name).Id, divisionId))];

    private static int Turn(Post post, DateOnly day) =>
        post.Kind.Rhythm == Rhythm.Turnover ? (day.DayNumber - Founded.DayNumber - post.Phase!.Value) / post.Kind.TurnoverDays : 0;

    private static DateOnly FirstDay(Post post, int turn) => Founded.AddDays(post.Phase!.Value + (turn * post.Kind.TurnoverDays));

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

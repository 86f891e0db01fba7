using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>What a person really did, seen by the vendor or not.</summary>
/// <param name="Uses">Days on which each feature was used.</param>
/// <param name="Present">Days present.</param>
internal sealed record RandomPerson(
    PersonFacts Facts,
    IReadOnlyDictionary<string, HashSet<DateOnly>> Uses,
    HashSet<DateOnly> Present,
    bool InManagementUnit,
    (DateTime Start, int Minutes)? Shift
);

/// <summary>
/// An organization by chance: divisions, groups, swaps, shifts over midnight, people who come and go. Unkind, it also has divisions that
/// our client may not see, streams that end early, have holes or are refused, and a vendor whose infer does not follow its own definitions.
/// </summary>
internal sealed class RandomOrganization
{
    private const int Hidden = 3;
    private static readonly GoldenScenario _golden = new(GoldenScenario.Read(), "");
    private static readonly string[] _divisions = ["Home", "Vienna", "Graz", "Linz"];
    private static readonly string[] _usual =
    [
        "r02-omni-cx3",
        "r02-omni-cx3",
        "r03-omni-cx2",
        "r05-voice-wem",
        "r13-team-lead",
        "r14-shift-lead",
    ];

    private static readonly string[] _permissions =
    [
        .. _golden.Definitions.SelectMany(definition => definition.Permissions).Distinct(),
        "conversation:*:*",
        "wfm:*:*",
        "odd:thing:do",
        "ui:desk:view",
    ];

    private readonly Random _random;
    private readonly bool _kind;
    private readonly List<RoleFacts> _roles;

    public RandomOrganization(int seed, bool kind, int people)
    {
        (_random, _kind) = (new Random(seed), kind);
        Today = Lab.Today.AddDays(-_random.Next(20));
        _roles = [.. _golden.Roles];
        _roles.AddRange(Enumerable.Range(0, 6).Select(n => new RoleFacts($"r{50 + n}", $"Role {n}", [.. Some(_permissions, 4)])));
        var swaps = _golden.Catalogue.Swaps.ToDictionary(swap => swap.Key, swap => swap.Value);
        foreach (var role in Some(_roles, 5))
        {
            swaps[role.Name] = [.. swaps.GetValueOrDefault(role.Name, []), .. Some(_roles, 2).Select(other => other.Name)];
        }

        Catalogue = _golden.Catalogue with { Swaps = swaps };
        Groups = [.. Enumerable.Range(0, 3).Select(n => new GroupFacts($"g{n}", $"Group {n}", GroupGrants()))];
        Streams = StreamsOf();
        PlanningCovered = kind || Chance(90);
        People = [.. Enumerable.Range(1, people).Select(PersonOf)];
        Facts = new()
        {
            Catalogue = Catalogue,
            Definitions = _golden.Definitions,
            Roles = _roles,
            Groups = Groups,
            Streams = Streams,
            AuditMapping = _golden.Organization.AuditMapping,
            PlanningCovered = PlanningCovered,
            FirstSnapshotOn = Today.AddDays(-200),
            GuardHolders = GuardHolders.Find(Catalogue.GuardPermission, _roles, Groups, People.Select(person => person.Facts)),
        };
    }

    public DateOnly Today { get; }

    public Catalogue Catalogue { get; }

    public OrganizationFacts Facts { get; }

    public IReadOnlyList<GroupFacts> Groups { get; }

    public IReadOnlyDictionary<string, StreamFacts> Streams { get; }

    public bool PlanningCovered { get; }

    public IReadOnlyList<RandomPerson> People { get; }

    /// <summary>The vendor's word, which need not follow its definitions.</summary>
    public IReadOnlyList<string> Infer(IEnumerable<string> roleIds)
    {
        List<string> ids = [.. roleIds.Distinct().Order(StringComparer.Ordinal)];
        var odd = ids.Aggregate(17, (hash, id) => unchecked((hash * 31) + id.Sum(ch => ch))) % 40;
        return ids.Count == 0
            ? []
            : odd switch
            {
                0 => ["cloudCX3", "collaboratePro"],
                1 when !_kind => ["cloudCX2"],
                2 when !_kind => ["communicate"],
                3 when !_kind => ["cloudCX2", "gc2WEMupgrade"],
                _ => [.. _golden.Inference.ByDefinitions(ids)],
            };
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private List<DirectGrant> GroupGrants() => [.. Some(_roles, 2).Select(role => Granted(role.Id, "Home"))];

    /// <summary>So many at most.</summary>
    private IEnumerable<T> Some<T>(IReadOnlyList<T> of, int count) =>
        Enumerable.Range(0, count).Select(_ => of[_random.Next(of.Count)]).Distinct();

    private DirectGrant Granted(string role, string home) =>
        new(
            role,
            _random.Next(10) switch
            {
                < 6 => [home],
                < 8 => [.. new[] { home, _divisions[_random.Next(_divisions.Length)] }.Distinct()],
                8 => [.. Some(_divisions, 2)],
                _ => ["*"],
            }
        );

    private Dictionary<string, StreamFacts> StreamsOf()
    {
        return _golden.Organization.Streams.Keys.ToDictionary(
            name => name,
            _ =>
            {
                var complete = Today.AddDays(_kind ? -2 : -1 - _random.Next(3) - (Chance(2) ? 4 : 0));
                var first = complete.AddDays(_kind || Chance(96) ? -300 : -_random.Next(150));
                var hole = _kind || Chance(96) ? (DateOnly?)null : complete.AddDays(-_random.Next(150));
                var days = Lab.Days(first.AddDays(-20), complete).Where(day => day != hole).ToHashSet();
                return new StreamFacts
                {
                    Served = _kind || Chance(98),
                    CompleteThrough = complete,
                    FirstDay = first,
                    Days = days,
                    DaysByDivision =
                        _kind || Chance(70)
                            ? new Dictionary<string, IReadOnlySet<DateOnly>>()
                            : new() { [_divisions[Hidden]] = Until(days, complete.AddDays(-_random.Next(300))) },
                };
            }
        );
    }

    private static HashSet<DateOnly> Until(IEnumerable<DateOnly> days, DateOnly end) => [.. days.Where(day => day < end)];

    /// <summary>The vendor shows our client what happened there and then.</summary>
    private bool IsSeen(string stream, DateOnly day, string division) =>
        Streams[stream] is var facts
        && facts.Served
        && day >= facts.FirstDay
        && (facts.DaysByDivision.TryGetValue(division, out var own) ? own : facts.Days).Contains(day);

    private RandomPerson PersonOf(int key)
    {
        var division = _divisions[_random.Next(_divisions.Length)];
        List<string> roles = ["r01-employee", _usual[_random.Next(_usual.Length)]];
        roles.AddRange(Some(_roles, Chance(_kind ? 20 : 40) ? 1 : 0).Select(role => role.Id));
        string[] groups = Chance(_kind ? 5 : 20) ? [Groups[_random.Next(Groups.Count)].Id] : [];
        var all = roles.Concat(Groups.Where(group => groups.Contains(group.Id)).SelectMany(group => group.RoleIds)).ToList();
        List<string> skus = [.. Infer(all), .. !_kind && Chance(8) ? Some(["cloudCX1", "cloudCX3", "gc2WEMupgrade", "cxCloudSF"], 1) : []];
        var uses = Catalogue.Features.ToDictionary(feature => feature.Key, feature => UsesOf(feature.Key == "voice"));
        var leave = Chance(_kind ? 10 : 20) ? Today.AddDays(-_random.Next(120)) : DateOnly.MinValue;
        var present = Lab.Days(Today.AddDays(-250), Today)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Where(day => day < leave || day > leave.AddDays(60))
            .ToHashSet();
        var inUnit = Chance(10);
        var shiftOn = Today.AddDays(_random.Next(-60, 35)).ToDateTime(new TimeOnly(_random.Next(24), 0));
        (DateTime Start, int Minutes)? shift = Chance(15) ? (shiftOn, _random.Next(0, 900)) : null;
        var seen = present.Where(day => IsSeen(StreamFacts.Presence, day, division)).ToList();
        return new(
            new()
            {
                Key = key,
                IsActive = true,
                Division = division,
                Skus = [.. skus.Distinct().Select(id => new HeldSku(id, Today.AddDays(-200)))],
                Grants = [.. roles.Distinct().Select(role => Granted(role, division))],
                GroupIds = groups,
                LastUsedOn =
                [
                    .. Catalogue.Features.Select(feature =>
                        Latest(uses[feature.Key].Where(day => SourcesOf(feature).Any(stream => IsSeen(stream, day, division))))
                    ),
                ],
                Present = PresentDays.Of(seen),
                HiredOn = new(2020, 1, 1),
                InManagementUnit = PlanningCovered && inUnit,
                LastShiftOn = PlanningCovered && shift is { } planned ? LastDay(planned) : null,
                Seen = new LastSeen(Latest(seen)),
            },
            uses,
            present,
            inUnit,
            shift
        );
    }

    /// <summary>Voice by most and every day, anything else by few and now and then.</summary>
    private HashSet<DateOnly> UsesOf(bool voice) =>
        Chance(voice ? 85 : 8)
            ? [.. Lab.Days(Today.AddDays(-_random.Next(1, 170)), Today).Where(_ => voice || Chance(3)), Today.AddDays(-_random.Next(160))]
            : [];

    public static IEnumerable<string> SourcesOf(FeatureDefinition feature) =>
        feature.Stream switch
        {
            StreamKind.Conversations => [StreamFacts.Conversations],
            StreamKind.Evaluations => [StreamFacts.Evaluations],
            _ => feature.Audits.Select(audit => StreamFacts.Audits(audit.Service)).Distinct(),
        };

    /// <summary>As the import stores it: the last day up to its D+30 that the shift touches.</summary>
    private DateOnly? LastDay((DateTime Start, int Minutes) shift)
    {
        var last = DateOnly.FromDateTime(shift.Start.AddMinutes(Math.Max(shift.Minutes, 1)).AddTicks(-1));
        var horizon = Today.AddDays(30);
        return DateOnly.FromDateTime(shift.Start) > horizon ? null
            : last < horizon ? last
            : horizon;
    }

    private static DateOnly? Latest(IEnumerable<DateOnly> days) => days.Select(day => (DateOnly?)day).DefaultIfEmpty(null).Max();
}

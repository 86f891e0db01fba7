using System.Globalization;
using System.Text.Json.Nodes;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Scenarios;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>golden.json in one of its worlds, as the ingest would see it through the vendor's API.</summary>
internal sealed class GoldenScenario
{
    private readonly JsonObject _world;
    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _complete;
    private readonly bool _auditViews;
    private readonly HashSet<string> _withoutAudits;
    private readonly Dictionary<string, IReadOnlyList<string>> _inferAnswers;
    private readonly Dictionary<string, int> _refused;

    public GoldenScenario(JsonObject root, string world)
    {
        _world = GoldenWorlds.In(root, world);
        Catalogue = _world["catalogue"] is { } replaced
            ? CatalogueJson.Replace(Catalogue.Default, replaced.ToJsonString()).Value
            : Catalogue.Default;
        Today = Day(_world["today"]!);
        _zone = TimeZoneInfo.FindSystemTimeZoneById((string)_world["timeZone"]!);
        _complete = DateOnly
            .FromDateTime(
                TimeZoneInfo.ConvertTimeFromUtc(
                    DateTime.Parse((string)_world["availableUntil"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                    _zone
                )
            )
            .AddDays(-1);
        _auditViews = (bool)_world["auditViews"]!;
        _withoutAudits = [.. Texts(_world["withoutAudits"])];
        _inferAnswers = (_world["inferAnswers"] as JsonObject ?? []).ToDictionary(answer => answer.Key, answer => Texts(answer.Value));
        _refused = (_world["refused"] as JsonObject ?? []).ToDictionary(path => path.Key, path => (int)path.Value!);
        Roles = [.. List("roles").Select(r => new RoleFacts(Text(r, "id"), Text(r, "name"), Texts(r["permissions"])))];
        Definitions =
        [
            .. List("definitions")
                .Select(d => new SkuFacts(Text(d, "id"), Texts(d["permissions"]), Texts(d["prerequisites"]), Texts(d["comprises"]))),
        ];
        Groups =
        [
            .. List("groups")
                .Select(g => new GroupFacts(
                    Text(g, "id"),
                    Text(g, "name"),
                    [.. Texts(g["roles"]).Select(role => new DirectGrant(role, [DirectGrant.AllDivisions]))]
                )),
        ];
        var without = Texts(_world["without"]);
        var only = _world["only"] is null ? null : Texts(_world["only"]);
        var people = List("people").Where(p => !without.Contains(Text(p, "id")) && (only is null || only.Contains(Text(p, "id")))).ToList();
        Ids = [.. people.Select(p => Text(p, "id"))];
        People = [.. people.Select((p, i) => PersonOf(p, i + 1))];
        Organization = OrganizationOf();
    }

    public Catalogue Catalogue { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<string> Ids { get; }

    public IReadOnlyList<PersonFacts> People { get; }

    public OrganizationFacts Organization { get; }

    public IReadOnlyList<RoleFacts> Roles { get; }

    public IReadOnlyList<SkuFacts> Definitions { get; }

    public IReadOnlyList<GroupFacts> Groups { get; }

    public static JsonObject Read()
    {
        using var stream = typeof(GoldenScenario).Assembly.GetManifestResourceStream("golden.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>Evaluates, asks the vendor about the plans, and evaluates again until nothing is left to ask.</summary>
    public IReadOnlyDictionary<string, Verdict> Evaluate()
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        while (true)
        {
            var evaluation = new Evaluation(Organization with { InferAnswers = answers }, Today);
            var verdicts = People.Select(evaluation.Evaluate).ToList();
            var asked = verdicts.SelectMany(verdict => verdict.AskInfer).ToList();
            if (asked.Count == 0 || IsRefused("/license/infer"))
            {
                return Ids.Zip(verdicts).ToDictionary(pair => pair.First, pair => pair.Second);
            }

            foreach (var roles in asked)
            {
                answers[RoleSetHash.Of(roles)] = Infer(roles);
            }
        }
    }

    /// <summary>The vendor's answer, whatever its definitions say.</summary>
    public IReadOnlyList<string> Infer(IReadOnlyCollection<string> roleIds) =>
        _inferAnswers.GetValueOrDefault(string.Join('+', roleIds.Distinct().Order(StringComparer.Ordinal))) ?? InferByDefinitions(roleIds);

    /// <summary>Written apart from the rules: the cheapest of all sets that hold what the roles need.</summary>
    public IReadOnlyList<string> InferByDefinitions(IReadOnlyCollection<string> roleIds)
    {
        if (roleIds.Count == 0)
        {
            return [];
        }

        var needed = Roles
            .Where(r => roleIds.Contains(r.Id))
            .SelectMany(r => r.Permissions)
            .Distinct()
            .Where(p => Definitions.Any(d => Holds(d, p)))
            .ToList();
        var sets = Catalogue
            .Bases.SelectMany(b => Catalogue.Skus.Where(s => s.Prerequisites.Contains(b.Id)).Select(s => new[] { b, s }).Prepend([b]))
            .Where(set => set.All(s => Definitions.Any(d => d.Id == s.Id)));
        var chosen = sets.OrderBy(set => set.Sum(s => s.Price))
            .ThenBy(set => set[0].Rank)
            .First(set => needed.All(p => set.Any(s => Holds(Definitions.Single(d => d.Id == s.Id), p))));
        return
        [
            .. chosen.Select(s => s.Id),
            .. chosen
                .SelectMany(s => Definitions.Single(d => d.Id == s.Id).Prerequisites)
                .Where(id => Catalogue.Find(id) is not { IsBase: true })
                .Distinct(),
        ];
    }

    private static bool Holds(SkuFacts definition, string permission) =>
        definition.Permissions.Any(held =>
            held.Split(':').Zip(permission.Split(':')).All(pair => pair.First == "*" || pair.First == pair.Second)
        );

    private OrganizationFacts OrganizationOf()
    {
        var seen = People.Select(p => p.FirstActiveOn).OfType<DateOnly>().DefaultIfEmpty(Today).Min();
        var retention = Today.AddDays(-(int)_world["retentionDays"]!);
        StreamFacts Stream(bool audits)
        {
            var first = new[] { retention, audits ? Today.AddDays(-365) : retention, seen }.Max();
            return new()
            {
                CompleteThrough = _complete,
                FirstDay = first,
                Days = Range(first, _complete).ToHashSet(),
            };
        }

        StreamFacts Served(string route, StreamFacts stream) => IsRefused(route) ? new() { Served = false } : stream;

        var services = Catalogue.Features.SelectMany(f => f.Audits).Where(a => !_withoutAudits.Contains(a.Service)).ToList();
        var streams = services
            .Select(a => a.Service)
            .Distinct()
            .ToDictionary(StreamFacts.Audits, _ => Served("/audits/query", Stream(audits: true)));
        streams[StreamFacts.Conversations] = Served("/analytics/conversations", Stream(audits: false));
        streams[StreamFacts.Presence] = Served("/analytics/users", Stream(audits: false));
        streams[StreamFacts.Evaluations] = Served("/analytics/evaluations", Stream(audits: false));

        var mapping = services
            .GroupBy(a => a.Service)
            .ToDictionary(
                g => g.Key,
                g =>
                    (IReadOnlyDictionary<string, IReadOnlyList<string>>)
                        g.SelectMany(a => a.Entities.Select(e => (Entity: e == "*" ? "Anything" : e, a.Actions)))
                            .GroupBy(pair => pair.Entity)
                            .ToDictionary(
                                pair => pair.Key,
                                pair =>
                                    (IReadOnlyList<string>)
                                        [
                                            .. pair.SelectMany(p =>
                                                p.Actions.Contains("*") ? (_auditViews ? ["Create", "View"] : ["Create"]) : p.Actions
                                            ),
                                        ]
                            )
            );
        return new()
        {
            Catalogue = Catalogue,
            Definitions = Definitions,
            Roles = Roles,
            Groups = Groups,
            Streams = streams,
            AuditMapping = IsRefused("/audits/query/servicemapping") ? AuditMapping.Empty : new(mapping),
            PlanningCovered = HasNoPlanning || !IsRefused("/workforcemanagement"),
            FirstSnapshotOn = Today,
            GuardHolders = GuardHolders.Find(Catalogue.GuardPermission, Roles, Groups, People),
            ClientOwner = _world["clientOwner"] is { } owner ? Ids.ToList().IndexOf((string)owner!) + 1 : null,
            Divisions = People.GroupBy(p => p.Division).ToDictionary(g => g.Key, g => DivisionOf(g.Key, [.. g])),
        };
    }

    private DivisionFacts DivisionOf(string name, List<PersonFacts> people)
    {
        var licensed = people.FindAll(p => p.IsActive && p.Skus.Any(s => Catalogue.Find(s.Id) is { IsBase: true }));
        return new DivisionFacts
        {
            Name = name,
            LicensedPeople = licensed.Count,
            Present = licensed.Aggregate(default(PresentDays), (all, person) => all.Or(person.Present)),
            LastSignOn = licensed.Max(p => p.LastSeenOn),
            MarkedIdleOn = Texts(_world["idleDivisions"]).Contains(name) ? Today : null,
        };
    }

    private bool HasNoPlanning => _refused.GetValueOrDefault("/workforcemanagement/managementunits") == 404;

    private bool IsRefused(string route) => _refused.Keys.Any(path => path.StartsWith(route, StringComparison.Ordinal));

    private PersonFacts PersonOf(JsonObject p, int key)
    {
        var active = Text(p, "state") == "active";
        var groupIds = Texts(p["groups"]);
        var roleIds = Texts(p["roles"]);
        var all = roleIds.Concat(Groups.Where(g => groupIds.Contains(g.Id)).SelectMany(g => g.RoleIds)).Distinct().ToList();
        var licenses =
            p["licenses"] is { } listed ? Texts(listed)
            : active ? Infer(all)
            : [];
        var present = Present([.. Items(p, "presence")]).Where(day => day <= _complete && !IsRefused("/analytics/users")).ToList();
        var grantedIn = p["grantedIn"] as JsonObject ?? [];
        List<(DateOnly Day, string Feature)> used = [];
        List<DateOnly> handled = [];
        foreach (var c in Items(p, "conversations"))
        {
            var role = (string?)c["as"] ?? "agent";
            var feature =
                role == "agent" ? Catalogue.Features.FirstOrDefault(f => f.Media.Contains(Text(c, "media")))?.Key
                : role == "user" ? null
                : "supervision";
            var days = Days(c).Where(day => day <= _complete).ToList();
            used.AddRange(feature is null ? [] : days.Select(day => (day, feature)));
            handled.AddRange(role == "user" ? [] : days);
        }

        used.AddRange(
            Items(p, "evaluations")
                .Where(e => Catalogue.QualityReceived == QualityReceived.Counts || Text(e, "as") == "done")
                .Select(e => (Day(e["day"]!), "quality"))
        );
        foreach (var a in Items(p, "audits").Where(a => _auditViews || !Catalogue.ViewActions.Contains(Text(a, "action"))))
        {
            used.AddRange(
                Catalogue
                    .Features.Where(f =>
                        f.CountsAudit(Text(a, "service"), Text(a, "entity"), Text(a, "action"))
                        && !_withoutAudits.Contains(Text(a, "service"))
                    )
                    .Where(f => f.Key != "administration" || (string?)a["on"] != Text(p, "id"))
                    .Select(f => (Day(a["day"]!), f.Key))
            );
        }

        used.RemoveAll(use => use.Day > _complete);
        DateOnly? shift = Items(p, "shifts").Select(LastDay).Where(day => day is not null).DefaultIfEmpty(null).Max();
        var lively = present.Concat(handled).ToList();
        return new()
        {
            Key = key,
            IsActive = active,
            Division = Text(p, "division"),
            Title = (string?)p["title"],
            Skus = [.. licenses.Select(id => new HeldSku(id, Today))],
            Grants =
            [
                .. roleIds.Select(id => new DirectGrant(id, grantedIn[id] is { } divisions ? Texts(divisions) : [Text(p, "division")])),
            ],
            GroupIds = groupIds,
            LastUsedOn =
            [
                .. Catalogue.Features.Select(f =>
                    used.Where(u => u.Feature == f.Key).Select(u => (DateOnly?)u.Day).DefaultIfEmpty(null).Max()
                ),
            ],
            Present = PresentDays.Of(present),
            FirstActiveOn = lively.Count == 0 ? null : lively.Min(),
            HiredOn = p["hireDate"] is { } hired ? Day(hired) : null,
            InManagementUnit = !IsRefused("/workforcemanagement") && ((bool?)p["inManagementUnit"] ?? false),
            LastShiftOn = IsRefused("/workforcemanagement") ? null : shift,
            Seen = new LastSeen(
                present.Count == 0 ? null : present.Max(),
                handled.Count == 0 ? null : handled.Max(),
                LocalDay(p["lastLogin"]),
                LocalDay(p["tokenIssued"])
            ),
        };
    }

    /// <summary>A stretch without an end lasts until the next one begins, or to where the data ends.</summary>
    private IEnumerable<DateOnly> Present(List<JsonObject> stretches)
    {
        var starts = stretches.SelectMany(Days).ToHashSet();
        foreach (var stretch in stretches.Where(s => s["status"] is null || (string)s["status"]! != "OFFLINE"))
        {
            var isOpen = ((string?)stretch["hours"])?.EndsWith('-') == true;
            foreach (var day in Days(stretch))
            {
                yield return day;
                for (var open = day.AddDays(1); isOpen && open <= _complete && !starts.Contains(open); open = open.AddDays(1))
                {
                    yield return open;
                }
            }
        }
    }

    /// <summary>
    /// The last local day up to D+30 that a shift touches, its end excluded; a shift lasts a minute at least. Null for one that begins
    /// later.
    /// </summary>
    private DateOnly? LastDay(JsonObject shift)
    {
        var start = DateTime.Parse((string)shift["start"]!, CultureInfo.InvariantCulture);
        var last = DateOnly.FromDateTime(start.AddMinutes(Math.Max((int)shift["minutes"]!, 1)).AddTicks(-1));
        var horizon = Today.AddDays(30);
        return DateOnly.FromDateTime(start) > horizon ? null
            : last < horizon ? last
            : horizon;
    }

    private DateOnly? LocalDay(JsonNode? instant) =>
        instant is null
            ? null
            : DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTimeFromUtc(
                    DateTime.Parse((string)instant!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                    _zone
                )
            );

    private static IEnumerable<DateOnly> Days(JsonObject item)
    {
        if (item["days"] is { } days)
        {
            return Texts(days).Select(text => DateOnly.Parse(text, CultureInfo.InvariantCulture));
        }

        HashSet<int> weekdays = item["weekdays"] is JsonArray some ? [.. some.Select(d => (int)d!)] : [1, 2, 3, 4, 5];
        return Range(Day(item["from"]!), Day(item["to"]!))
            .Where(day => weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek));
    }

    private static IEnumerable<DateOnly> Range(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, Math.Max(to.DayNumber - from.DayNumber + 1, 0)).Select(from.AddDays);

    private IEnumerable<JsonObject> List(string key) => Items(_world, key);

    private static IEnumerable<JsonObject> Items(JsonObject of, string key) =>
        (of[key] as JsonArray ?? []).Select(item => item!.AsObject());

    private static string Text(JsonObject of, string key) => (string)of[key]!;

    private static IReadOnlyList<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];

    private DateOnly? Local(JsonNode? instant) =>
        instant is null
            ? null
            : DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTimeFromUtc(
                    DateTime.Parse((string)instant!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                    _zone
                )
            );

    private static DateOnly Day(JsonNode node) => DateOnly.Parse((string)node!, CultureInfo.InvariantCulture);
}

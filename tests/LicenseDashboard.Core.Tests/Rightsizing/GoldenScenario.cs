using System.Text.Json.Nodes;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Scenarios;
using static LicenseDashboard.Core.Tests.Rightsizing.GoldenJson;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>golden.json in one of its worlds, as the ingest would see it through the vendor's API.</summary>
internal sealed class GoldenScenario
{
    private readonly JsonObject _world;
    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _complete;
    private readonly bool _auditViews;
    private readonly HashSet<string> _withoutAudits;
    private readonly Dictionary<string, int> _refused;

    public GoldenScenario(JsonObject root, string world)
    {
        _world = GoldenWorlds.In(root, world);
        Catalogue = _world["catalogue"] is { } replaced
            ? CatalogueJson.Replace(Catalogue.Default, replaced.ToJsonString()).Value
            : Catalogue.Default;
        Today = Day(_world["today"]!);
        _zone = TimeZoneInfo.FindSystemTimeZoneById((string)_world["timeZone"]!);
        _complete = LocalDay(_world["availableUntil"], _zone)!.Value.AddDays(-1);
        _auditViews = (bool)_world["auditViews"]!;
        _withoutAudits = [.. Texts(_world["withoutAudits"])];
        _refused = (_world["refused"] as JsonObject ?? []).ToDictionary(path => path.Key, path => (int)path.Value!);
        Roles = [.. List("roles").Select(r => new RoleFacts(Text(r, "id"), Text(r, "name"), Texts(r["permissions"])))];
        Definitions =
        [
            .. List("definitions")
                .Select(d => new SkuFacts(Text(d, "id"), Texts(d["permissions"]), Texts(d["prerequisites"]), Texts(d["comprises"]))),
        ];
        var answers = (_world["inferAnswers"] as JsonObject ?? []).ToDictionary(answer => answer.Key, answer => Texts(answer.Value));
        Inference = new GoldenInference(Catalogue, Roles, Definitions, answers);
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

    public GoldenInference Inference { get; }

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
                answers[RoleSetHash.Of(roles)] = Inference.Of(roles);
            }
        }
    }

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
            : active ? Inference.Of(all)
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
        DateOnly? shift = Items(p, "shifts").Select(item => LastDay(item, Today)).Where(day => day is not null).DefaultIfEmpty(null).Max();
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
                LocalDay(p["lastLogin"], _zone),
                LocalDay(p["tokenIssued"], _zone)
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

    private IEnumerable<JsonObject> List(string key) => Items(_world, key);
}

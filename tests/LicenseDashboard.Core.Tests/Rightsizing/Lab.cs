using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>
/// The small organization of golden.json with views audited, everything covered for 300 days and no one in it, and a voice agent on CX 3 to
/// put at its boundaries.
/// </summary>
internal static class Lab
{
    public const string Employee = "r01-employee";
    public const string OmniCx3 = "r02-omni-cx3";
    public const string OmniCx2 = "r03-omni-cx2";
    public const string Voice = "r04-voice";
    public const string Planner = "r06-planner";
    public const string Master = "r07-master";
    public const string ReportingAdmin = "r08-reporting-admin";
    public const string ReportReader = "r10-report-reader";
    public const string Campaign = "r11-campaign";

    private static readonly GoldenScenario _golden = new(GoldenScenario.Read(), "");

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> _answers = new(() =>
    {
        var roles = RandomRoles!;
        return Enumerable
            .Range(0, 1 << roles.Count)
            .Select(bits => roles.Where((_, i) => (bits & (1 << i)) != 0).ToList())
            .ToDictionary(RoleSetHash.Of, some => _golden.Inference.Of(some));
    });

    /// <summary>D.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>C.</summary>
    public static readonly DateOnly Complete = new(2026, 11, 18);

    public static readonly DateOnly FirstDay = Complete.AddDays(-299);

    public static Catalogue Catalogue => _golden.Catalogue;

    /// <summary>Few enough to know the vendor's answer for every set of them.</summary>
    public static IReadOnlyList<string> RandomRoles { get; } = [.. _golden.Roles.Select(role => role.Id).Take(12)];

    public static OrganizationFacts Organization { get; } =
        _golden.Organization with
        {
            Streams = _golden.Organization.Streams.ToDictionary(stream => stream.Key, _ => Stream()),
            Divisions = new Dictionary<string, DivisionFacts>(),
            FirstSnapshotOn = Complete.AddDays(-120),
            GuardHolders = Holders(101, 102, 103),
        };

    public static PersonFacts Person { get; } =
        new()
        {
            Key = 1,
            IsActive = true,
            Division = "Home",
            Title = "Agent",
            Skus = [new("cloudCX3", Complete.AddDays(-120))],
            Grants = [new(Employee, ["Home"]), new(OmniCx3, ["Home"])],
            GroupIds = [],
            LastUsedOn = Uses(("voice", Complete)),
            Present = Present(FirstDay),
            HiredOn = new(2020, 1, 1),
            Seen = new LastSeen(Complete),
        };

    public static StreamFacts Stream(DateOnly? complete = null, Func<DateOnly, bool>? covered = null) =>
        new()
        {
            CompleteThrough = complete ?? Complete,
            FirstDay = FirstDay,
            Days = Days(FirstDay, complete ?? Complete).Where(day => covered?.Invoke(day) ?? true).ToHashSet(),
        };

    public static OrganizationFacts With(string stream, StreamFacts facts) =>
        Organization with
        {
            Streams = new Dictionary<string, StreamFacts>(Organization.Streams) { [stream] = facts },
        };

    public static OrganizationFacts With(params RoleFacts[] roles) =>
        Organization with
        {
            Roles = [.. Organization.Roles.Where(r => roles.All(n => n.Id != r.Id)), .. roles],
        };

    public static OrganizationFacts With(string catalogueKeys) =>
        Organization with
        {
            Catalogue = CatalogueJson.Replace(Catalogue, catalogueKeys).Value,
        };

    public static IReadOnlyList<DateOnly?> Uses(params (string Feature, DateOnly Day)[] uses) =>
        [
            .. Catalogue.Features.Select(f =>
                uses.Where(use => use.Feature == f.Key).Select(use => (DateOnly?)use.Day).DefaultIfEmpty(null).Max()
            ),
        ];

    public static PresentDays Present(DateOnly from) => PresentDays.Of(Days(from, Complete));

    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    public static PersonFacts Holding(this PersonFacts person, params string[] skus) =>
        person with
        {
            Skus = [.. skus.Select(sku => new HeldSku(sku, Complete.AddDays(-120)))],
        };

    public static PersonFacts Granted(this PersonFacts person, params string[] roles) =>
        person with
        {
            Grants = [.. roles.Select(role => new DirectGrant(role, ["Home"]))],
        };

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>People who may grant roles in Home.</summary>
    public static GuardHolders Holders(params IEnumerable<int> people) => new(people.Select(person => (person, "Home")));

    /// <summary>With the vendor's answers for the roles held and for every plan.</summary>
    public static Verdict Judge(
        PersonFacts person,
        OrganizationFacts? organization = null,
        DateOnly? today = null,
        RightsizingOptions? limits = null
    )
    {
        var known = organization ?? Organization;
        while (true)
        {
            var verdict = new Evaluation(known, today ?? Today, limits).Evaluate(person);
            if (verdict.AskInfer.Count == 0)
            {
                return verdict;
            }

            known = known with
            {
                InferAnswers = new Dictionary<string, IReadOnlyList<string>>(
                    known.InferAnswers.Concat(
                        verdict.AskInfer.Select(roles => KeyValuePair.Create(RoleSetHash.Of(roles), _golden.Inference.Of(roles.ToList())))
                    )
                ),
            };
        }
    }

    public static Finding Find(PersonFacts person, OrganizationFacts? organization = null, DateOnly? today = null) =>
        (Finding)Judge(person, organization, today);

    /// <summary>With the vendor's answer for every set of the organization's roles, so that one evaluation does for many people.</summary>
    public static OrganizationFacts Confirmed(OrganizationFacts organization) => organization with { InferAnswers = _answers.Value };

    public static NoFindingReason? Reason(Verdict verdict) => (verdict as NoFinding)?.Reason;

    public static IReadOnlyList<string> Codes(Finding finding) => [.. finding.LaneReasons.Select(reason => reason.Code)];

    public static IReadOnlyList<string> Infer(params string[] roles) => _golden.Inference.Of(roles);

    public static IReadOnlyList<string> InferByDefinitions(params string[] roles) => _golden.Inference.ByDefinitions(roles);

    public static IReadOnlyList<string> Words(Finding finding) => [.. (finding.Plan ?? []).Select(change => change.ToString())];
}

using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;
using PermissionPattern = LicenseDashboard.Core.Contracts.PermissionPattern;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>People at random, in the organization with views audited and in one that lacks half of its data.</summary>
public class PropertyTests
{
    private static readonly string[] _features = [.. Catalogue.Features.Select(f => f.Key)];
    private static readonly string[] _roles = [.. RandomRoles];

    private static readonly Gen<PersonFacts> _people =
        from roles in Gen.SubListOf(_roles)
        from grouped in Gen.Elements(true, false)
        from extra in Gen.SubListOf("cloudCX1", "gc2WEMupgrade", "cxCloudSF", "collaboratePro")
        from exact in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from ages in Gen.ArrayOf(Gen.Choose(0, 300), _features.Length)
        from usedAtAll in Gen.ArrayOf(Gen.Elements(true, false, false), _features.Length)
        from planned in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)))
        from present in Gen.Choose(0, 100)
        from seen in Gen.Choose(0, 60)
        select Person.Granted([.. roles]) with
        {
            GroupIds = grouped ? ["g-omni"] : [],
            Skus =
            [
                .. Infer([.. roles, .. grouped ? [OmniCx3] : Array.Empty<string>()])
                    .Concat(exact ? [] : extra)
                    .Distinct()
                    .Select(id => new HeldSku(id)),
            ],
            LastUsedOn = [.. _features.Select((_, i) => usedAtAll[i] ? Complete.AddDays(-ages[i]) : (DateOnly?)null)],
            InManagementUnit = planned,
            Present = Present(Complete.AddDays(-present)),
            Seen = new LastSeen(Complete.AddDays(-seen)),
        };

    private static readonly OrganizationFacts[] _organizations =
    [
        Confirmed(Organization),
        Confirmed(
            With(StreamFacts.Conversations, Stream(covered: day => day.DayNumber % 50 != 0)) with
            {
                AuditMapping = AuditMapping.Empty,
                GuardHolders = Holders(1, 2),
            }
        ),
    ];

    private static void ForEverybody(Action<PersonFacts, Verdict, OrganizationFacts> check)
    {
        var evaluations = _organizations.Select(organization => (organization, Evaluation: new Evaluation(organization, Today))).ToList();
        Prop.ForAll(
                _people.ToArbitrary(),
                person => evaluations.ForEach(one => check(person, one.Evaluation.Evaluate(person), one.organization))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static decimal Price(IEnumerable<string> skus) => skus.Sum(id => Catalogue.Price(id)?.Amount ?? 0);

    private static HashSet<string> Given(IEnumerable<string> skus) => [.. skus.SelectMany(id => Catalogue.Find(id)?.Features ?? [])];

    private static IReadOnlyList<PermissionPattern> Permissions(IEnumerable<string> roles) =>
        [.. Organization.Roles.Where(r => roles.Contains(r.Id)).SelectMany(r => r.Permissions).Select(PermissionPattern.Parse)];

    private static List<string> After(PersonFacts person, Finding finding) =>
        [
            .. person
                .Grants.Select(g => g.RoleId)
                .Except(finding.Plan!.Select(c => c.RoleId))
                .Concat(finding.Plan!.Select(c => c.NewRoleId).OfType<string>()),
            .. person.GroupIds!.Count > 0 ? [OmniCx3] : Array.Empty<string>(),
        ];

    [Fact]
    public void Target_costs_less_than_held_and_covers_what_is_required() =>
        ForEverybody(
            (_, verdict, _) =>
            {
                if (verdict is Finding finding)
                {
                    Assert.True(Price(finding.Target) < Price(finding.Held));
                    Assert.Equal(Price(finding.Held) - Price(finding.Target), finding.Saving.Amount);
                    Assert.Subset(Given(finding.Target), finding.Required.ToHashSet());
                    Assert.Subset(finding.Target.ToHashSet(), finding.Explicit.Concat(finding.Unknown).ToHashSet());
                    Assert.Empty(finding.Dropped.Intersect(finding.Required));
                }
            }
        );

    [Fact]
    public void Used_and_unknown_features_of_held_are_never_dropped() =>
        ForEverybody(
            (_, verdict, _) =>
            {
                if (verdict is Finding finding)
                {
                    Assert.All(
                        finding.Features.Where(f => finding.Dropped.Contains(f.Key)),
                        f => Assert.Equal(FeatureState.Unused, f.State)
                    );
                }
            }
        );

    [Fact]
    public void Plan_reaches_the_target_and_keeps_what_is_required() =>
        ForEverybody(
            (person, verdict, _) =>
            {
                if (verdict is Finding { Plan: { } plan } finding)
                {
                    Assert.InRange(plan.Count, 1, 2);
                    var after = After(person, finding);
                    Assert.Equal(
                        finding.Target.Except(finding.Explicit).Order(),
                        Infer([.. after]).Where(id => id != "collaboratePro").Order()
                    );
                    var left = Permissions(after);
                    foreach (var held in Permissions(person.Grants.Select(g => g.RoleId)))
                    {
                        var needed = finding.Required.Any(key =>
                            Catalogue.Feature(key)!.Permissions.Any(p => PermissionPattern.Parse(p).Matches(held))
                        );
                        Assert.True(!needed || left.Any(p => p.Contains(held)), $"{held} is lost");
                    }
                }
            }
        );

    [Fact]
    public void Ready_has_a_confirmed_plan_and_nothing_against_it() =>
        ForEverybody(
            (_, verdict, _) =>
            {
                if (verdict is Finding finding)
                {
                    Assert.Equal(finding.LaneReasons.Count == 0, finding.Lane == Lane.Ready);
                    var isWhole = finding.Plan is not null && finding.AskInfer.Count == 0 && finding.Required.Count > 0;
                    Assert.True(finding.Lane != Lane.Ready || isWhole);
                    Assert.True(finding.Plan is not null || finding.Lane != Lane.Ready);
                    Assert.NotEmpty(finding.Reason);
                }
            }
        );

    [Fact]
    public void Guard_permission_is_never_taken_from_the_last_but_one() =>
        ForEverybody(
            (person, verdict, organization) =>
            {
                var guard = PermissionPattern.Parse(Catalogue.GuardPermission);
                if (
                    verdict is Finding { Plan: not null } finding
                    && organization.GuardHolders.People.Count == 2
                    && Permissions(person.Grants.Select(g => g.RoleId)).Any(p => p.Contains(guard))
                )
                {
                    Assert.Contains(Permissions(After(person, finding)), p => p.Contains(guard));
                }
            }
        );

    [Fact]
    public void Evaluation_does_not_depend_on_order() =>
        Prop.ForAll(
                _people.ListOf(8).ToArbitrary(),
                people =>
                {
                    foreach (var organization in _organizations)
                    {
                        var forwards = new Evaluation(organization, Today);
                        var backwards = new Evaluation(organization, Today);
                        var expected = people.Select(person => Text(new Evaluation(organization, Today).Evaluate(person))).ToList();
                        Assert.Equal(expected, people.Select(person => Text(forwards.Evaluate(person))));
                        Assert.Equal(
                            expected,
                            people.AsEnumerable().Reverse().Select(person => Text(backwards.Evaluate(person))).Reverse()
                        );
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static string Text(Verdict verdict) => System.Text.Json.JsonSerializer.Serialize<object>(verdict);
}

using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Rightsizing.Signals;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class SignalTests
{
    private static OrganizationFacts Mapped(Func<string, string, IReadOnlyList<string>, IReadOnlyList<string>?> actions) =>
        Organization with
        {
            AuditMapping = new(
                Organization
                    .AuditMapping!.Services.Select(service =>
                        (
                            service.Key,
                            Entities: service
                                .Value.Select(entity => (entity.Key, Actions: actions(service.Key, entity.Key, entity.Value)))
                                .Where(entity => entity.Actions is not null)
                                .ToDictionary(entity => entity.Key, entity => entity.Actions!)
                        )
                    )
                    .Where(service => service.Entities.Count > 0)
                    .ToDictionary(service => service.Key, service => (IReadOnlyDictionary<string, IReadOnlyList<string>>)service.Entities)
            ),
        };

    private static SignalStrength Strength(string feature, OrganizationFacts organization) =>
        new FeatureWindows(organization, Today).Of("Home").Single(w => w.Feature.Key == feature).Strength;

    private static OrganizationFacts WithoutService(params string[] services) =>
        Mapped((service, _, actions) => services.Contains(service) ? null : actions);

    [Theory]
    [
        InlineData("voice", SignalStrength.Strong),
        InlineData("quality", SignalStrength.Strong),
        InlineData("workforce-planning", SignalStrength.Strong)
    ]
    [
        InlineData("speech-analytics", SignalStrength.Strong),
        InlineData("reporting", SignalStrength.Strong),
        InlineData("administration", SignalStrength.Weak)
    ]
    internal void Signal_is_strong_where_views_are_audited(string feature, SignalStrength strength) =>
        Assert.Equal(strength, Strength(feature, Organization));

    [Theory]
    [
        InlineData("voice", SignalStrength.Strong),
        InlineData("quality", SignalStrength.Strong),
        InlineData("workforce-planning", SignalStrength.Weak)
    ]
    [
        InlineData("speech-analytics", SignalStrength.Weak),
        InlineData("reporting", SignalStrength.Weak),
        InlineData("administration", SignalStrength.Weak)
    ]
    internal void Signal_is_weak_where_views_are_not_audited(string feature, SignalStrength strength) =>
        Assert.Equal(strength, Strength(feature, Mapped((_, _, actions) => [.. actions.Where(a => a is not ("View" or "Read"))])));

    [Fact]
    public void Mapping_that_audits_views_of_one_listed_entity_audits_views() =>
        Assert.Equal(
            SignalStrength.Strong,
            Strength("workforce-planning", Mapped((_, entity, actions) => entity == "Forecast" ? ["Update"] : actions))
        );

    [Theory]
    [InlineData("WorkforceManagement", "workforce-planning", SignalStrength.None)]
    [InlineData("Routing", "administration", SignalStrength.Weak)]
    [InlineData("Routing,Architect,Directory,PeoplePermissions,Integrations", "administration", SignalStrength.None)]
    internal void Mapping_that_lacks_services_weakens_the_signal(string services, string feature, SignalStrength strength) =>
        Assert.Equal(strength, Strength(feature, WithoutService(services.Split(','))));

    [Fact]
    public void Service_refused_alone_gives_no_signal_and_among_others_is_not_covered()
    {
        var refused = new StreamFacts { Served = false };
        Assert.Equal(SignalStrength.None, Strength("speech-analytics", With("audits:SpeechAndTextAnalytics", refused)));
        var features = Judge(Person, With("audits:Routing", refused)).Features;
        Assert.Equal(FeatureState.Unknown, features.Single(f => f.Key == "administration").State);
    }

    [Fact]
    public void Mapping_never_read_makes_audit_features_unknown()
    {
        var features = Judge(Person, Organization with { AuditMapping = null }).Features;
        Assert.Equal(FeatureState.Unknown, features.Single(f => f.Key == "speech-analytics").State);
        Assert.Equal(FeatureState.Unused, features.Single(f => f.Key == "quality").State);
    }

    [Fact]
    public void Without_a_signal_the_feature_may_be_dropped_in_review()
    {
        var finding = Find(Person, WithoutService("SpeechAndTextAnalytics"));
        Assert.Equal(["weak-signal"], Codes(finding));
        Assert.EndsWith("; speech analytics is not audited here", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_permission_a_missing_signal_is_not_weak()
    {
        var organization = WithoutService("SpeechAndTextAnalytics") with
        {
            Roles =
            [
                .. Organization.Roles.Select(r =>
                    r with
                    {
                        Permissions = [.. r.Permissions.Where(p => !p.StartsWith("speech", StringComparison.Ordinal))],
                    }
                ),
            ],
            InferAnswers = new Dictionary<string, IReadOnlyList<string>> { [RoleSetHash.Of([Employee, OmniCx3])] = ["cloudCX3"] },
        };
        var finding = Find(Person, organization);
        Assert.Equal(Lane.Ready, finding.Lane);
        Assert.EndsWith("; speech analytics is not audited here", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Use_seen_by_a_weak_signal_is_use() =>
        Assert.Contains(
            "speech-analytics",
            Find(
                Person.Granted(Employee, OmniCx3, Planner) with
                {
                    LastUsedOn = Uses(("speech-analytics", Complete)),
                },
                Mapped((_, _, actions) => [.. actions.Where(a => a is not ("View" or "Read"))])
            ).Required
        );

    [Theory]
    [
        InlineData("conversation:call:*", "conversation:call:accept", true, true),
        InlineData("conversation:call:accept", "conversation:*:accept", true, false)
    ]
    [
        InlineData("*:*:*", "wfm:schedule:edit", true, true),
        InlineData("wfm:schedule:edit", "wfm:schedule:view", false, false),
        InlineData("wfm:*:*", "wfm:*:*", true, true)
    ]
    [
        InlineData("wfm:*:view", "wfm:schedule:*", true, false),
        InlineData("odd", "odd", true, true),
        InlineData("*:*:*", "odd", false, false)
    ]
    public void Permission_matches_both_ways_and_contains_one_way(string wide, string narrow, bool matches, bool contains)
    {
        var (left, right) = (PermissionPattern.Parse(wide), PermissionPattern.Parse(narrow));
        Assert.Equal((matches, matches, contains), (left.Matches(right), right.Matches(left), left.Contains(right)));
        Assert.Equal(wide, left.ToString());
    }

    [Fact]
    public void Every_signal_and_guard_is_in_its_catalogue()
    {
        Assert.Equal(Implementing<ISignal>(), SignalCatalogue.All.Select(s => s.GetType().Name).Order());
        Assert.Equal(Implementing<IGuard>(), GuardCatalogue.For(new()).Select(g => g.GetType().Name).Order());
        Assert.Equal(Implementing<IPlanGuard>(), GuardCatalogue.Plans.Select(g => g.GetType().Name).Order());
    }

    [Fact]
    public void Codes_differ() =>
        Assert.Distinct(
            SignalCatalogue
                .All.Select(s => s.Code)
                .Concat(GuardCatalogue.For(new()).Select(g => g.Code))
                .Concat(GuardCatalogue.Plans.Select(g => g.Code))
        );

    private static IEnumerable<string> Implementing<T>() =>
        typeof(Evaluation)
            .Assembly.GetTypes()
            .Where(type => type.IsClass && typeof(T).IsAssignableFrom(type))
            .Select(type => type.Name)
            .Order();
}

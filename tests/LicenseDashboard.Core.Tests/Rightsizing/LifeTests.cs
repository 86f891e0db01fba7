using System.Text.Json.Nodes;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class LifeTests
{
    private static readonly PersonFacts Quiet = Person with
    {
        LastUsedOn = [],
        Present = default,
        Seen = new LastSeen(TokenIssued: Complete),
    };

    private static Life LifeOf(PersonFacts person, OrganizationFacts? organization = null) =>
        new LifeOfPerson(organization ?? Organization, Today).Of(person);

    [Theory, InlineData(-2, Life.OnlyTokens), InlineData(44, Life.OnlyTokens), InlineData(45, Life.Inactive)]
    public void Last_token_of_only_tokens_lies_in_the_days_of_reclamation(int daysBeforeC, Life expected) =>
        Assert.Equal(expected, LifeOf(Quiet with { Seen = new LastSeen(TokenIssued: Complete.AddDays(-daysBeforeC)) }));

    public static TheoryData<SignOfLife, int, Life> Signs()
    {
        var data = new TheoryData<SignOfLife, int, Life>();
        foreach (var sign in Enum.GetValues<SignOfLife>().Where(sign => sign != SignOfLife.TokenIssued))
        {
            data.Add(sign, 89, Life.Active);
            data.Add(sign, 90, Life.OnlyTokens);
        }

        return data;
    }

    [Theory, MemberData(nameof(Signs))]
    public void Any_other_sign_within_90_days_makes_it_a_person(SignOfLife sign, int daysBeforeC, Life expected)
    {
        var on = Complete.AddDays(-daysBeforeC);
        Assert.Equal(
            expected,
            LifeOf(
                Quiet with
                {
                    Seen = new LastSeen(
                        sign == SignOfLife.Presence ? on : null,
                        sign == SignOfLife.Interaction ? on : null,
                        sign == SignOfLife.Login ? on : null,
                        Complete,
                        sign == SignOfLife.BillableUsage ? on : null
                    ),
                }
            )
        );
    }

    [Fact]
    public void Feature_in_use_makes_it_a_person()
    {
        Assert.Equal(Life.Active, LifeOf(Quiet with { LastUsedOn = Uses(("quality", Complete.AddDays(-89))) }));
        Assert.Equal(Life.OnlyTokens, LifeOf(Quiet with { LastUsedOn = Uses(("quality", Complete.AddDays(-90))) }));
        Assert.Equal(Life.Active, LifeOf(Quiet with { InManagementUnit = true }));
    }

    [Theory, InlineData(StreamFacts.Presence, 89, Life.Active), InlineData(StreamFacts.Presence, 90, Life.OnlyTokens)]
    [InlineData(StreamFacts.Conversations, 89, Life.Active), InlineData(StreamFacts.Conversations, 90, Life.OnlyTokens)]
    [InlineData(StreamFacts.Evaluations, 0, Life.OnlyTokens)]
    public void Presence_and_conversations_must_be_known_on_all_90_days(string stream, int holeBeforeC, Life expected) =>
        Assert.Equal(expected, LifeOf(Quiet, With(stream, Stream(covered: day => day != Complete.AddDays(-holeBeforeC)))));

    [Theory, InlineData(StreamFacts.Presence), InlineData(StreamFacts.Conversations)]
    public void Late_stream_says_nothing_about_only_tokens(string stream) =>
        Assert.Equal(Life.Active, LifeOf(Quiet, With(stream, Stream(Today.AddDays(-4)))));

    [Fact]
    public void Division_that_is_not_shown_says_nothing_about_only_tokens()
    {
        var home = DivisionTests.Division(5) with { LastSignOn = Complete };
        var organization = Organization with { Divisions = new Dictionary<string, DivisionFacts> { ["Home"] = home } };
        Assert.Equal(Life.Active, LifeOf(Quiet, organization));
    }

    [Fact]
    public void Only_tokens_gets_no_right_sizing_finding() => Assert.Equal(NoFindingReason.OnlyTokens, Reason(Judge(Quiet)));

    [Fact]
    public void Only_tokens_is_reclamation_under_review_and_a_further_token_changes_nothing()
    {
        var finding = Reclaim(Quiet)!;
        Assert.Equal((Life.OnlyTokens, Lane.Review), (finding.Life, finding.Lane));
        Assert.Equal(
            new LaneReason("only-tokens", Lane.Review, "only tokens, no activity of a person"),
            Assert.Single(finding.LaneReasons)
        );
        Assert.Equal("Only tokens were issued: no presence, login or interaction in 90 days", finding.Reason);
        var later = Reclaim(Quiet with { Seen = new LastSeen(TokenIssued: Today) })!;
        Assert.Equal((finding.Life, finding.Lane, finding.Reason), (later.Life, later.Lane, later.Reason));
    }

    [Theory, InlineData(120, 100, Life.Active), InlineData(120, 120, Life.OnlyTokens), InlineData(45, 100, Life.OnlyTokens)]
    public void Policy_that_waits_longer_than_90_days_looks_as_far_back(int policyDays, int presentBeforeC, Life expected)
    {
        var organization = Organization with { InactiveAfter = new InactiveAfter(policyDays, new Dictionary<string, int>()) };
        var seen = new LastSeen(Complete.AddDays(-presentBeforeC), TokenIssued: Complete);
        Assert.Equal(expected, LifeOf(Quiet with { Seen = seen }, organization));
    }

    public static TheoryData<string, string> Expected() =>
        [
            .. GoldenScenario.Read()["expect"]!
                .AsArray()
                .Where(e => e!["life"] is not null)
                .Select(e => ((string)e!["person"]!, (string)e["life"]!)),
        ];

    [Theory, MemberData(nameof(Expected))]
    public void Golden_person_lives_as_expected(string person, string life)
    {
        var scenario = new GoldenScenario(GoldenScenario.Read(), "");
        var facts = scenario.People[scenario.Ids.ToList().IndexOf(person)];
        var found = new LifeOfPerson(scenario.Organization, scenario.Today).Of(facts);
        Assert.Equal(life.Replace("-", "", StringComparison.Ordinal), found.ToString(), ignoreCase: true);
    }

    [Fact]
    public void Golden_division_can_be_marked_as_idle()
    {
        var root = GoldenScenario.Read();
        root["idleDivisions"] = new JsonArray("Home");
        Assert.Equal(new DateOnly(2026, 11, 20), new GoldenScenario(root, "").Organization.Divisions["Home"].MarkedIdleOn);
    }

    private static ReclaimFinding? Reclaim(PersonFacts person) =>
        new InactiveSeats(Organization, Today, _ => ReclamationTerms.Default).Check(person);
}

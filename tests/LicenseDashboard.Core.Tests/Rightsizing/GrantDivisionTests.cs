using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>Permissions are held in divisions: what is kept, contained and lost is asked in each of them.</summary>
public class GrantDivisionTests
{
    private static readonly string[] Remove = ["remove Omnichannel agent CX3"];
    private static readonly string[] Swap = ["swap Omnichannel agent CX3 -> Voice agent"];

    private static PersonFacts Granted(params (string Role, string Divisions)[] grants) =>
        Person with
        {
            Grants = [.. grants.Select(grant => new DirectGrant(grant.Role, grant.Divisions.Split(',')))],
        };

    private static OrganizationFacts InGroup(string division, params string[] roles) =>
        Organization with
        {
            Groups = [new("g", "Team", [.. roles.Select(role => new DirectGrant(role, [division]))])],
        };

    [Fact]
    public void Removal_takes_the_role_in_all_its_divisions_so_voice_in_one_of_them_asks_for_a_swap()
    {
        var swap = Find(Granted((Employee, "Home"), (OmniCx3, "Home,Vienna"), (Voice, "Home")));
        Assert.Equal(Swap, Words(swap));
        Assert.Equal(["Home", "Vienna"], swap.Plan![0].Divisions);
        Assert.Equal(["Vienna"], swap.Plan[0].NewDivisions);
        Assert.Contains("conversation:message:accept in Home, Vienna", swap.Lost.Select(lost => lost.ToString()));
        Assert.Equal(Lane.Ready, swap.Lane);

        Assert.Equal(Remove, Words(Find(Granted((Employee, "Home"), (OmniCx3, "Home,Vienna"), (Voice, "Home,Vienna")))));
        Assert.Equal(Remove, Words(Find(Granted((Employee, "Home"), (OmniCx3, "Home,Vienna"), (Voice, "*")))));
    }

    [Fact]
    public void Grant_for_all_divisions_is_kept_only_by_one_for_all()
    {
        Assert.Equal(Swap, Words(Find(Granted((Employee, "*"), (OmniCx3, "*"), (Voice, "Home,Vienna")))));
        Assert.Equal(Remove, Words(Find(Granted((Employee, "*"), (OmniCx3, "Home"), (Voice, "*")))));
    }

    [Theory, InlineData("Home", true), InlineData("*", true), InlineData("Vienna", false)]
    public void Role_by_group_keeps_where_the_group_has_it(string groupIn, bool kept) =>
        Assert.Equal(kept ? Remove : Swap, Words(Find(Person with { GroupIds = ["g"] }, InGroup(groupIn, Voice))));

    [Fact]
    public void New_role_gives_nothing_that_is_not_held_in_each_of_the_divisions()
    {
        var organization = With(
            new RoleFacts(Voice, "Voice agent", ["conversation:call:accept", "conversation:callback:accept", "recording:recording:view"]),
            new RoleFacts("r20", "Recorder", ["recording:recording:view"])
        );
        Assert.Contains(Swap[0], Words(Find(Granted((OmniCx3, "Home,Vienna"), ("r20", "*")), organization)));
        Assert.Contains(Swap[0], Words(Find(Granted((OmniCx3, "Home,Vienna"), ("r20", "Home,Vienna")), organization)));
        Assert.DoesNotContain(Swap[0], Words(Find(Granted((OmniCx3, "Home,Vienna"), ("r20", "Home")), organization)));
    }

    [Fact]
    public void Permission_lost_in_several_divisions_counts_once_and_names_them()
    {
        var organization = With(
            new RoleFacts("r20", "Helper", ["ui:agentDesktop:view", "conversation:call:accept", "conversation:callback:accept"])
        );
        var person = Granted((Employee, "Home"), (OmniCx2, "Home,Vienna"), ("r20", "Vienna,Graz")).Holding("cloudCX2");
        var finding = Find(person, organization);
        Assert.Equal(["swap Omnichannel agent CX2 -> Voice agent"], Words(finding));
        Assert.Equal(
            [
                "conversation:email:accept in Home, Vienna",
                "conversation:message:accept in Home, Vienna",
                "quality:evaluation:view in Home, Vienna",
            ],
            finding.Lost.Select(lost => lost.ToString())
        );
    }

    [Theory]
    [InlineData("Home", "Home", "Home", false), InlineData("Home", "Home", "Vienna", true), InlineData("Home", "*", "*", false)]
    [InlineData("Home", "Home", "*", false), InlineData("Home,Vienna", "Home", "Home", true)]
    [InlineData("Home,Vienna", "Home,Vienna", "*", false), InlineData("*", "Home", "*", true), InlineData("*", "*", "*", false)]
    public void Guard_permission_stays_with_two_others_in_each_division(string mine, string second, string third, bool forbidden)
    {
        (int Person, string Divisions)[] held = [(1, mine), (2, second), (3, third)];
        var holders = held.SelectMany(one => one.Divisions.Split(',').Select(division => (one.Person, division)));
        var organization = Organization with { GuardHolders = new(holders) };
        var finding = Find(Granted((Employee, "Home"), (Master, mine)) with { LastUsedOn = Uses(("reporting", Complete)) }, organization);
        Assert.Equal(forbidden, finding.Plan is null);
        Assert.Equal(forbidden, finding.InTheWay.Contains("fewer than two active people would hold authorization:grant:add"));
    }

    [Fact]
    public void People_with_the_same_roles_in_other_divisions_share_the_answer_and_keep_their_own_names()
    {
        var evaluation = new Evaluation(Confirmed(Organization), Today);
        var first = (Finding)evaluation.Evaluate(Granted((Employee, "Home"), (OmniCx3, "Home")));
        var second = (Finding)evaluation.Evaluate(Granted((Employee, "Graz"), (OmniCx3, "Graz")) with { Key = 2 });
        Assert.Equal(["Home"], first.Lost.SelectMany(lost => lost.Divisions).Distinct());
        Assert.Equal(["Graz"], second.Lost.SelectMany(lost => lost.Divisions).Distinct());
        Assert.Equal(["Graz"], second.Plan!.Single().NewDivisions);
    }
}

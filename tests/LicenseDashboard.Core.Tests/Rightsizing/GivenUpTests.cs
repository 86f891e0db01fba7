using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>A feature is given up where the target lacks it, and where the plan takes a permission of it.</summary>
public class GivenUpTests
{
    private const string TeamLead = "r13-team-lead";
    private const string ShiftLead = "r14-shift-lead";

    private static PersonFacts ShiftLeader => Person.Holding("cloudCX2").Granted(Employee, ShiftLead);

    [Fact]
    public void Team_lead_loses_what_the_target_would_give_and_goes_to_a_person()
    {
        var finding = Find(Person.Holding("cloudCX2").Granted(Employee, TeamLead));
        Assert.Equal((Lane.Review, "cloudCX1", 40m), (finding.Lane, finding.Target.Single(), finding.Saving.Amount));
        Assert.Equal(["digital", "quality"], finding.Dropped);
        Assert.Equal(["digital", "quality", "supervision", "administration", "reporting"], finding.GivenUp);
        Assert.Equal(
            "No digital interactions in 60 days; no evaluations in 90 days; loses supervision; loses administration; loses reporting",
            finding.Reason
        );
        Assert.Equal(
            [
                "analytics:dashboard:view in Home",
                "conversation:call:monitor in Home",
                "conversation:email:accept in Home",
                "conversation:message:accept in Home",
                "quality:evaluation:view in Home",
                "routing:queue:edit in Home",
            ],
            finding.Lost.Select(lost => lost.ToString())
        );
        Assert.Equal(["weak-signal"], Codes(finding));
    }

    [Fact]
    public void Feature_of_which_some_permission_is_still_held_is_lost_in_part()
    {
        var finding = Find(Person.Holding("cloudCX2").Granted(Employee, TeamLead, ReportReader));
        Assert.EndsWith("; loses supervision; loses administration", finding.Reason, StringComparison.Ordinal);
        var elsewhere = Find(
            Person.Holding("cloudCX2") with
            {
                Grants = [new(Employee, ["Home"]), new(TeamLead, ["Home"]), new(ReportReader, ["Vienna"])],
            }
        );
        Assert.EndsWith("; loses supervision; loses administration; loses part of reporting", elsewhere.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(90, true), InlineData(119, true), InlineData(120, false)]
    public void Feature_given_up_that_was_used_shortly_before_its_window_asks_for_a_look(int daysBeforeC, bool objected)
    {
        var person = ShiftLeader with { LastUsedOn = Uses(("voice", Complete), ("supervision", Complete.AddDays(-daysBeforeC))) };
        Assert.Equal(objected ? ["recent-use"] : [], Codes(Find(person)));
    }

    [Fact]
    public void Feature_given_up_in_a_short_history_asks_for_a_look()
    {
        Assert.Equal(Lane.Ready, Find(ShiftLeader).Lane);
        var organization = With(StreamFacts.Conversations, Stream(covered: day => day != Complete.AddDays(-119)));
        var reason = Find(ShiftLeader, organization).LaneReasons.Single();
        Assert.Equal(("uncovered-before", true), (reason.Code, reason.Words.Contains("supervision", StringComparison.Ordinal)));
    }

    [Fact]
    public void Swap_that_would_lose_what_is_in_use_is_the_nearest_and_says_what_it_would_lose()
    {
        var finding = Find(ShiftLeader with { LastUsedOn = Uses(("voice", Complete), ("supervision", Day("2026-11-03"))) });
        Assert.Null(finding.Plan);
        Assert.Equal((Lane.Review, "cloudCX1"), (finding.Lane, finding.Target.Single()));
        Assert.Equal(["role Shift lead CX2"], finding.InTheWay);
        Assert.Equal(["swap Shift lead CX2 -> Voice agent"], finding.NearestPlan.Select(change => change.ToString()));
        Assert.Equal(
            [
                "conversation:call:monitor in Home",
                "conversation:email:accept in Home",
                "conversation:message:accept in Home",
                "quality:evaluation:view in Home",
            ],
            finding.NearestLoses.Select(lost => lost.ToString())
        );
        Assert.Empty(finding.Lost);
        Assert.Equal(
            "no plan; in the way: role Shift lead CX2; "
                + "nearest: swap Shift lead CX2 -> Voice agent, which would remove permissions that are needed",
            finding.LaneReasons.Single().Words
        );
    }

    [Fact]
    public void Where_there_is_a_plan_nothing_is_nearest() => Assert.Empty(Find(ShiftLeader).NearestPlan);

    [Fact]
    public void Swap_that_a_guard_forbids_is_not_the_nearest()
    {
        var person = ShiftLeader with { LastUsedOn = Uses(("voice", Complete), ("supervision", Complete)) };
        Assert.Empty(Find(person, Organization with { ClientOwner = Person.Key }).NearestPlan);
    }

    [Fact]
    public void Two_changes_are_no_plan_where_one_alone_leads_to_the_same_set()
    {
        var organization = With(
            new RoleFacts(
                OmniCx3,
                "Omnichannel agent CX3",
                [.. Organization.Roles.Single(r => r.Id == OmniCx3).Permissions, "outbound:campaign:edit"]
            ),
            new RoleFacts("r20", "Omnichannel agent CX2", ["ui:agentDesktop:view"]),
            new RoleFacts(OmniCx2, "Former agent", [])
        );
        var finding = Find(
            Person.Granted(Employee, OmniCx3, "r20"),
            organization with
            {
                Catalogue = Swapping(("Omnichannel agent CX3", ["Voice agent"]), ("Omnichannel agent CX2", ["Campaign runner"])),
            }
        );
        Assert.Equal(["swap Omnichannel agent CX3 -> Voice agent"], Words(finding));
        Assert.Equal(["outbound:campaign:edit"], finding.Unseen);
    }

    [Fact]
    public void Fewer_features_given_up_come_before_fewer_changes()
    {
        var organization = With(
            new RoleFacts(
                "r12-desktop",
                "Listener",
                ["conversation:call:accept", "conversation:callback:accept", "conversation:call:monitor"]
            )
        );
        organization = organization with { Catalogue = Swapping(("Shift lead CX2", ["Voice agent", "Listener"])) };
        Assert.Equal(["swap Shift lead CX2 -> Listener"], Words(Find(ShiftLeader, organization)));
    }

    private static Catalogue Swapping(params (string Role, IReadOnlyList<string> Roles)[] swaps) =>
        Lab.Catalogue with
        {
            Swaps = swaps.ToDictionary(swap => swap.Role, swap => swap.Roles),
        };

    [Fact]
    public void Nothing_required_asks_first_whether_the_license_is_needed()
    {
        var finding = Find(Person.Holding("cloudCX2").Granted(Employee, ReportingAdmin) with { LastUsedOn = Uses() });
        Assert.Equal((FindingKind.Downgrade, Lane.Review, "communicate"), (finding.Kind, finding.Lane, finding.Target.Single()));
        Assert.Equal("nothing-required", Codes(finding)[0]);
        Assert.StartsWith("no feature of this license was used", finding.LaneReasons[0].Words, StringComparison.Ordinal);
        Assert.DoesNotContain(finding.Plan ?? [], change => change.NewRole == "Reporting_Only_Role");
    }

    [Fact]
    public void Reporting_role_is_for_those_who_read_reports_unless_the_swap_list_names_it()
    {
        var person = Person.Holding("cloudCX2").Granted(ReportingAdmin) with { LastUsedOn = Uses(("voice", Complete)) };
        Assert.DoesNotContain("swap Reporting Admin -> Reporting_Only_Role", Words(Find(person)));
        var named = Find(person with { LastUsedOn = Uses() }, With("""{"swaps": {"Reporting Admin": ["Reporting_Only_Role"]}}"""));
        Assert.Equal((FindingKind.Downgrade, "swap Reporting Admin -> Reporting_Only_Role"), (named.Kind, Words(named).Single()));
    }

    [Theory]
    [InlineData(7, 10, 2), InlineData(12, 10, 2), InlineData(13, 10, 3), InlineData(30, 10, 5), InlineData(31, 10, 6)]
    [InlineData(60, 10, 10), InlineData(90, 10, 10), InlineData(90, 4, 4)]
    [InlineData(90, 0, 2), InlineData(30, 20, 5), InlineData(90, 20, 15)]
    public void Days_present_that_are_enough_are_a_sixth_of_the_window(int lookback, int setting, int enough)
    {
        var organization = Organization with
        {
            Catalogue = Lab.Catalogue with
            {
                Features = [.. Lab.Catalogue.Features.Select(one => one with { Lookback = one.Key == "supervision" ? lookback : 7 })],
            },
        };
        Assert.Equal(["absence"], CodesWith(enough - 1));
        Assert.Equal([], CodesWith(enough));

        IReadOnlyList<string> CodesWith(int days)
        {
            var person = ShiftLeader with { Present = PresentDays.Of(Enumerable.Range(0, days).Select(n => Complete.AddDays(-n))) };
            return Codes((Finding)Judge(person, organization, limits: new() { PresentDays = setting }));
        }
    }

    [Theory, InlineData(13, false), InlineData(14, true)]
    public void Away_for_14_days_to_C_asks_for_a_look(int daysBeforeC, bool objected)
    {
        var finding = Find(Person with { Present = PresentDays.Of(Days(FirstDay, Complete.AddDays(-daysBeforeC))) });
        Assert.Equal(objected ? ["away"] : [], Codes(finding));
        Assert.Equal(objected ? ["last present 2026-11-04, away since"] : [], finding.LaneReasons.Select(reason => reason.Words));
    }

    [Fact]
    public void Where_presence_is_not_known_nothing_says_that_they_are_there() =>
        Assert.Contains("away", Codes(Find(Person with { Present = default }, With(StreamFacts.Presence, new() { Served = false }))));
}

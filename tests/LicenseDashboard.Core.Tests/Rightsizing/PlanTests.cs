using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class PlanTests
{
    [Fact]
    public void Swap_adds_only_where_the_new_role_is_lacking()
    {
        var person = Person with { Grants = [new(Employee, ["Home"]), new(OmniCx3, ["South", "Home"]), new(Voice, ["Home"])] };
        var swap = Find(person).Plan!.Single();
        Assert.Equal((PlanAction.Swap, Voice), (swap.Do, swap.NewRoleId));
        Assert.Equal(["Home", "South"], swap.Divisions);
        Assert.Equal(["South"], swap.NewDivisions);
    }

    [Fact]
    public void New_role_may_hold_nothing_that_is_not_held_now()
    {
        var organization = With(
            new RoleFacts(Voice, "Voice agent", ["conversation:call:accept", "conversation:callback:accept", "recording:recording:view"])
        );
        Assert.Equal(["swap Omnichannel agent CX3 -> Omnichannel agent CX2"], Words(Find(Person, organization)));
        var wide = With(
            new RoleFacts(Voice, "Voice agent", ["conversation:call:accept", "conversation:call:pull"]),
            new RoleFacts(
                OmniCx3,
                "Omnichannel agent CX3",
                ["conversation:*:*", "quality:evaluation:view", "wfm:agentSchedule:view", "speechAndTextAnalytics:topic:view"]
            )
        );
        Assert.Equal("no-plan", Codes(Find(Person, wide))[0]);
        Assert.NotNull(
            Find(
                Person with
                {
                    LastUsedOn = Uses(("quality", Complete)),
                },
                With(
                    new RoleFacts(OmniCx2, "Omnichannel agent CX2", ["quality:evaluation:view", "conversation:call:accept"]),
                    new RoleFacts(
                        OmniCx3,
                        "Omnichannel agent CX3",
                        ["conversation:*:*", "quality:evaluation:view", "wfm:agentSchedule:view", "speechAndTextAnalytics:topic:view"]
                    )
                )
            ).Plan
        );
    }

    [Fact]
    public void Plan_keeps_every_permission_of_a_required_feature()
    {
        var organization = With(new RoleFacts(Voice, "Voice agent", ["conversation:call:accept"]));
        Assert.Equal(["swap Omnichannel agent CX3 -> Omnichannel agent CX2"], Words(Find(Person, organization)));

        organization = organization with { Roles = [.. organization.Roles.Where(r => r.Id is not (OmniCx2 or "r05-voice-wem"))] };
        var finding = Find(Person, organization);
        Assert.Equal((null, "cloudCX1"), (finding.Plan, finding.Target.Single()));
        Assert.Equal(["role Omnichannel agent CX3"], finding.InTheWay);
    }

    [Fact]
    public void Unseen_permission_counts_before_fewer_changes()
    {
        var organization = With(
            new RoleFacts(Planner, "Planner", ["wfm:schedule:edit", "outbound:campaign:edit"]),
            new RoleFacts(
                OmniCx3,
                "Omnichannel agent CX3",
                [.. Organization.Roles.Single(r => r.Id == OmniCx3).Permissions, "outbound:campaign:edit"]
            ),
            new RoleFacts(Voice, "Voice agent", ["conversation:call:accept", "conversation:callback:accept"])
        );
        var finding = Find(Person.Granted(Employee, OmniCx3, Planner), organization);
        Assert.Equal(["remove Planner", "swap Omnichannel agent CX3 -> Voice agent"], Words(finding).Order());
        Assert.Equal(["outbound:campaign:edit"], finding.Unseen);
        Assert.Equal(["unseen-permission"], Codes(finding));
    }

    [Fact]
    public void Harmless_permission_may_go() =>
        Assert.Empty(
            Find(
                Person,
                With(
                    new RoleFacts(
                        OmniCx3,
                        "Omnichannel agent CX3",
                        [.. Organization.Roles.Single(r => r.Id == OmniCx3).Permissions, "ui:agentDesktop:view"]
                    )
                )
            ).Unseen
        );

    [Fact]
    public void Removal_comes_before_a_swap_and_role_ids_decide()
    {
        var finding = Find(Person.Granted(Employee, Voice, "r05-voice-wem", OmniCx3) with { LastUsedOn = Uses(("voice", Complete)) });
        Assert.Equal(["cloudCX1"], finding.Target);
        Assert.Equal(["remove Omnichannel agent CX3", "remove Voice agent WEM"], Words(finding));
    }

    [Fact]
    public void Three_changes_are_too_many()
    {
        string[] both = ["wfm:schedule:view", "speechAndTextAnalytics:topic:view"];
        var finding = Find(
            Person.Granted(Employee, OmniCx3, "r20", "r21"),
            With(new("r20", "First", both), new RoleFacts("r21", "Second", both))
        );
        Assert.Null(finding.Plan);
        Assert.Equal(["cloudCX1"], finding.Target);
        Assert.Equal(["role Omnichannel agent CX3", "role First", "role Second"], finding.InTheWay);
        Assert.Equal(["no-plan"], Codes(finding));
    }

    [Fact]
    public void Cheaper_set_without_a_plan_gives_way_to_one_with_a_plan()
    {
        var organization = Organization with { Roles = [.. Organization.Roles.Where(r => r.Id != Voice)] };
        var finding = Find(Person, organization);
        Assert.Equal(["cloudCX2"], finding.Target);
        Assert.Equal(["swap Omnichannel agent CX3 -> Omnichannel agent CX2"], Words(finding));
        Assert.Equal(["the swap list names Voice agent for Omnichannel agent CX3, but no role has that name"], finding.DataNotes);
    }

    [Fact]
    public void Swap_list_ignores_case()
    {
        var organization = With(
            new RoleFacts(OmniCx3, "OMNICHANNEL AGENT cx3", Organization.Roles.Single(r => r.Id == OmniCx3).Permissions)
        );
        Assert.Equal(["swap OMNICHANNEL AGENT cx3 -> Voice agent"], Words(Find(Person, organization)));
    }

    [Fact]
    public void Plan_not_yet_asked_is_in_review_and_says_what_to_ask()
    {
        var finding = (Finding)new Evaluation(Organization, Today).Evaluate(Person);
        Assert.Equal(Lane.Review, finding.Lane);
        Assert.Equal(["unconfirmed-roles", "unconfirmed-plan"], Codes(finding));
        Assert.Equal(
            [
                [Employee, OmniCx3],
                [Employee, Voice],
            ],
            finding.AskInfer
        );
        Assert.Empty(Find(Person).AskInfer);
    }

    [Fact]
    public void Role_sets_with_most_people_are_asked_first()
    {
        var evaluation = new Evaluation(Organization, Today);
        PersonFacts[] people =
        [
            Person.Granted(OmniCx3),
            Person,
            Person with
            {
                Key = 2,
            },
            Person.Holding("cloudCX1").Granted(Employee, Voice),
        ];
        var verdicts = people.Select(evaluation.Evaluate).ToList();
        string[][] two =
        [
            [Employee, OmniCx3],
            [Employee, Voice],
        ];
        string[][] one =
        [
            [OmniCx3],
            [Voice],
        ];
        string[][] expected =
        [
            .. two.OrderBy(RoleSetHash.Of, StringComparer.Ordinal),
            .. one.OrderBy(RoleSetHash.Of, StringComparer.Ordinal),
        ];
        Assert.Equal(expected, InferQuestions.Of(verdicts).Select(question => question.RoleIds));
    }

    [Fact]
    public void Plan_that_infer_contradicts_gives_way_to_the_next()
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>
        {
            [RoleSetHash.Of([Voice, Employee])] = ["cloudCX2", "collaboratePro"],
        };
        var finding = Find(Person, Organization with { InferAnswers = answers });
        Assert.Equal(["cloudCX1"], finding.Target);
        Assert.Equal(["remove Employee", "swap Omnichannel agent CX3 -> Voice agent"], Words(finding));
        Assert.Equal(Lane.Ready, finding.Lane);
    }

    [Fact]
    public void Reporting_only_needs_an_administrator_role_that_holds_the_license_up()
    {
        var person = Person.Holding("cloudCX2").Granted(Employee, ReportingAdmin) with { LastUsedOn = Uses(("reporting", Complete)) };
        Assert.Equal(FindingKind.ReportingOnly, Find(person).Kind);
        Assert.Equal(FindingKind.Downgrade, Find(person with { LastUsedOn = Uses(("reporting", Complete), ("voice", Complete)) }).Kind);
        Assert.Equal(FindingKind.Downgrade, Find(person with { LastUsedOn = Uses(("administration", Complete)) }).Kind);
        Assert.Equal(FindingKind.Downgrade, Find(person.Granted(Employee, OmniCx2)).Kind);
        Assert.Equal(FindingKind.Downgrade, Find(person.Granted(Employee, ReportingAdmin, OmniCx2)).Kind);
        Assert.Equal(FindingKind.Downgrade, Find(person, With("""{"adminRoles": ["Master"]}""")).Kind);
    }

    [Fact]
    public void Reporting_only_without_the_reporting_role_has_no_plan()
    {
        var person = Person.Holding("cloudCX2").Granted(Employee, ReportingAdmin) with { LastUsedOn = Uses(("reporting", Complete)) };
        var finding = Find(person, Organization with { Roles = [.. Organization.Roles.Where(r => r.Name != "Reporting_Only_Role")] });
        Assert.Equal((FindingKind.ReportingOnly, null), (finding.Kind, finding.Plan));
        Assert.Contains("Reporting_Only_Role", finding.DataNotes.Single(), StringComparison.Ordinal);
        Assert.Equal(["role Reporting Admin"], finding.InTheWay);
    }

    [Fact]
    public void Remove_add_on_leaves_the_base()
    {
        var finding = Find(
            Person.Holding("cloudCX2", "gc2WEMupgrade").Granted(Employee, OmniCx2, Planner) with
            {
                LastUsedOn = Uses(("voice", Complete), ("digital", Complete)),
            }
        );
        Assert.Equal((FindingKind.RemoveAddOn, 35m, true), (finding.Kind, finding.Saving.Amount, finding.AssumedPrice));
        Assert.Equal("No schedule or forecast activity in 30 days", finding.Reason);
    }

    [Fact]
    public void Nothing_dropped_says_so()
    {
        var organization = With("""{"contractPrices": {"cloudCX1": 160}}""");
        var finding = Find(
            Person.Holding("cloudCX1").Granted(Employee, Voice) with
            {
                LastUsedOn = Uses(("voice", Complete)),
            },
            organization with
            {
                Catalogue = Catalogue with
                {
                    Skus =
                    [
                        .. organization.Catalogue.Skus.Select(s =>
                            s.Id == "communicate" ? s with { Features = organization.Catalogue.Find("cloudCX1")!.Features } : s
                        ),
                    ],
                    ContractPrices = organization.Catalogue.ContractPrices,
                },
            }
        );
        Assert.Equal("Gives nothing that Communicate lacks", finding.Reason);
    }
}

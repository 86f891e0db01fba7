using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Reclamation;

public class InactiveSeatsTests
{
    private static readonly ReclamationTerms Terms = ReclamationTerms.Default;

    [Theory, InlineData(44, false), InlineData(45, true)]
    public void Sign_of_life_counts_in_the_window_that_ends_where_presence_does(int daysBeforeC, bool found) =>
        Assert.Equal(
            found,
            Check(Person with { Seen = new LastSeen(Complete.AddDays(-daysBeforeC)) }) is { Life: Life.Inactive, Lane: Lane.Ready }
        );

    [Theory, InlineData(29, false), InlineData(30, true)]
    public void Window_is_as_long_as_the_policy_of_the_division_says(int daysBeforeC, bool found)
    {
        var organization = Organization with { InactiveAfter = new InactiveAfter(45, new Dictionary<string, int> { ["Home"] = 30 }) };
        Assert.Equal(found, Check(Person with { Seen = new LastSeen(Complete.AddDays(-daysBeforeC)) }, organization) is not null);
        Assert.Equal(
            found ? NoFindingReason.Inactive : null,
            Reason(Judge(Person with { Seen = new LastSeen(Complete.AddDays(-daysBeforeC)) }, organization))
        );
    }

    [Theory, InlineData(44, Lane.Review), InlineData(45, Lane.Ready)]
    public void Hole_in_presence_within_the_window_makes_it_unknown(int holeBeforeC, Lane lane)
    {
        var finding = Check(Long, With(StreamFacts.Presence, Stream(covered: day => day != Complete.AddDays(-holeBeforeC))));
        Assert.Equal((lane, lane == Lane.Ready ? Life.Inactive : Life.Unknown), (finding!.Lane, finding.Life));
    }

    [Theory, InlineData(3, Lane.Ready), InlineData(4, Lane.Review)]
    public void Late_presence_makes_it_unknown(int lateBy, Lane lane) =>
        Assert.Equal(lane, Check(Long, With(StreamFacts.Presence, Stream(Today.AddDays(-lateBy))))!.Lane);

    [Fact]
    public void Account_that_no_signal_ever_saw_gives_nothing() => Assert.Null(Check(Person with { Seen = default }));

    public static TheoryData<string, PersonFacts, string> Starting =>
        new()
        {
            { "hired 29 days ago", Long with { HiredOn = Today.AddDays(-29) }, "new starter until 2026-11-20" },
            { "hired in two weeks", Long with { HiredOn = Today.AddDays(14) }, "new starter until 2027-01-02" },
            { "seat since yesterday", Long with { Skus = [new("cloudCX3", Today.AddDays(-1))] }, "new starter until 2026-12-18" },
            { "leave ended yesterday", Long with { LeaveEndedOn = Today.AddDays(-1) }, "back from leave, protected until 2026-12-18" },
            { "leave ended 29 days ago", Long with { LeaveEndedOn = Today.AddDays(-29) }, "back from leave, protected until 2026-11-20" },
        };

    [Theory, MemberData(nameof(Starting))]
    public void Who_starts_or_starts_again_is_protected_under_any_policy(string what, PersonFacts person, string words)
    {
        foreach (var mode in Enum.GetValues<ReclamationMode>())
        {
            var finding = new InactiveSeats(Organization, Today, _ => Terms with { Mode = mode }).Check(person)!;
            Assert.True(
                (finding.Lane, finding.LaneReasons[0].Words) == (Lane.Protected, words),
                $"{what}: {finding.Lane}, {finding.LaneReasons[0].Words}"
            );
        }
    }

    [Fact]
    public void Thirty_days_after_the_start_or_a_leave_nothing_protects_any_more()
    {
        Assert.Equal(Lane.Ready, Check(Long with { HiredOn = Today.AddDays(-30) })!.Lane);
        Assert.Equal(Lane.Ready, Check(Long with { LeaveEndedOn = Today.AddDays(-30) })!.Lane);
        Assert.Equal(Lane.Ready, Check(Long with { Skus = [new("cloudCX3", Today.AddDays(-30))] })!.Lane);
    }

    [Theory]
    [InlineData(ReclamationMode.Automatic, false, Lane.Review)]
    [InlineData(ReclamationMode.Automatic, true, Lane.Ready)]
    [InlineData(ReclamationMode.Approval, false, Lane.Ready)]
    public void Automatic_policy_waits_for_one_yes_where_no_person_was_ever_seen(ReclamationMode mode, bool allowed, Lane lane)
    {
        var robot = Person with { Seen = new LastSeen(Login: Complete.AddDays(-100)), MayBeTaken = allowed };
        Assert.Equal(lane, new InactiveSeats(Organization, Today, _ => Terms with { Mode = mode }).Check(robot)!.Lane);
    }

    public static TheoryData<SignOfLife> Signs => [.. Enum.GetValues<SignOfLife>()];

    [Theory, MemberData(nameof(Signs))]
    public void Any_signal_keeps_a_seat_and_is_named_when_it_decided(SignOfLife sign)
    {
        Assert.Null(Check(Person with { Seen = Only(sign, Complete) }));
        Assert.Contains(
            SignWords.Of(sign),
            Check(Person with { Seen = Only(sign, Complete.AddDays(-60)) })!.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Exempt_person_is_protected_with_the_tag_and_its_end() =>
        Assert.Equal(
            (Lane.Protected, "exempt: SEASONAL_BURST until 2027-01-15"),
            Lanes(Check(Long with { KeptBy = "SEASONAL_BURST until 2027-01-15" })!)
        );

    [Fact]
    public void Exemption_from_right_sizing_alone_protects_no_seat() =>
        Assert.Equal(Lane.Ready, Check(Long with { ExemptBy = "test" })!.Lane);

    [Fact]
    public void Roles_by_group_go_to_a_person_unless_the_account_is_closed()
    {
        var grouped = Long with { GroupIds = ["g-omni"] };
        Assert.Equal((Lane.Review, false), (Check(grouped)!.Lane, Check(grouped)!.HasPlan));
        var name = Organization.Groups.Single(group => group.Id == "g-omni").Name;
        Assert.Equal(
            $"held through the group {name}, which keeps the license; approving hands the change over to an administrator",
            Check(grouped)!.LaneReasons.Single().Words
        );
        Assert.Equal(["group " + name], Check(grouped)!.InTheWay);
        var closed = new InactiveSeats(Organization, Today, _ => Terms with { Action = SeatAction.Both }).Check(grouped)!;
        Assert.Equal((Lane.Ready, true), (closed.Lane, closed.HasPlan));
    }

    [Fact]
    public void Roles_by_group_are_the_identity_providers_to_end_when_it_is_asked()
    {
        var finding = new InactiveSeats(Organization, Today, _ => Terms with { By = ReleasedBy.IdentityProvider }).Check(
            Long with
            {
                GroupIds = ["g-omni"],
            }
        )!;
        Assert.Equal((Lane.Ready, true, true), (finding.Lane, finding.HasPlan, finding.Release.IsRequested));
    }

    [Fact]
    public void Who_makes_the_change_of_a_leaver_is_what_the_policy_of_the_division_says()
    {
        var seats = new InactiveSeats(
            Organization,
            Today,
            division => division == "north" ? Terms with { By = ReleasedBy.IdentityProvider } : Terms
        );
        Assert.Equal(
            SeatRelease.Leaver with
            {
                By = ReleasedBy.IdentityProvider,
            },
            seats.Leaver(Person with { Division = "north" }, "Left")!.Release
        );
        Assert.Equal(SeatRelease.Leaver, seats.Leaver(Person with { Division = "south" }, "Left")!.Release);
    }

    [Theory, InlineData(2, Lane.Review), InlineData(3, Lane.Ready)]
    public void Last_people_who_may_grant_go_to_a_person(int holders, Lane lane) =>
        Assert.Equal(lane, Check(Long, Organization with { GuardHolders = Holders(Enumerable.Range(1, holders)) })!.Lane);

    [Fact]
    public void Last_people_who_may_grant_in_one_division_go_to_a_person()
    {
        var holders = new GuardHolders([(1, "Home"), (2, "Home"), (3, "*"), (1, "Vienna")]);
        Assert.Equal(["Vienna"], holders.NeededIn(1));
        Assert.Equal(Lane.Review, Check(Long, Organization with { GuardHolders = holders })!.Lane);
    }

    [Fact]
    public void Saving_is_the_list_price_whatever_the_contract_says()
    {
        var finding = Check(Long, With("""{"contractPrices": {"cloudCX3": 100}}"""))!;
        Assert.Equal((155m, false), (finding.Saving.Amount, finding.AssumedPrice));
    }

    [Fact]
    public void Account_that_owns_our_client_is_protected() =>
        Assert.Equal(Lane.Protected, Check(Long, Organization with { ClientOwner = Long.Key })!.Lane);

    [Fact]
    public void People_who_are_not_active_or_hold_no_base_give_nothing()
    {
        Assert.Null(Check(Long with { IsActive = false }));
        Assert.Null(Check(Long.Holding("collaboratePro")));
    }

    [Fact]
    public void Leaver_is_ready_whatever_speaks_for_the_seat()
    {
        var finding = new InactiveSeats(Organization, Today, _ => Terms).Leaver(
            Person with
            {
                KeptBy = "SEASONAL_BURST",
                Seen = new LastSeen(Today),
            },
            "Left"
        )!;
        Assert.Equal((Lane.Ready, SeatRelease.Leaver, "Left"), (finding.Lane, finding.Release, finding.Reason));
        Assert.Null(new InactiveSeats(Organization, Today, _ => Terms).Leaver(Person.Holding(), "Left"));
    }

    [Fact]
    public void Machine_may_only_take_what_is_known_to_be_unused() =>
        Prop.ForAll(
                People().ToArbitrary(),
                person =>
                {
                    var organization = With(StreamFacts.Presence, Stream(covered: day => day.DayNumber % 90 != 0));
                    var finding = new InactiveSeats(organization, Today, _ => Terms).Check(person);
                    var life = new LifeOfPerson(organization, Today).Of(person);
                    Assert.Equal(
                        person.IsActive
                            && person.LastSeenOn is not null
                            && life != Life.Active
                            && person.Skus.Any(sku => Catalogue.Find(sku.Id) is { IsBase: true }),
                        finding is not null
                    );
                    if (finding is { Lane: Lane.Ready })
                    {
                        Assert.Equal(Life.Inactive, finding.Life);
                        Assert.True(finding.HasPlan && person.KeptBy is null && !(person.Seen.On >= Complete.AddDays(-44)));
                    }

                    if (finding is not null)
                    {
                        Assert.Equal(finding.Held.Sum(id => Catalogue.Price(id)?.Micros ?? 0), finding.Saving.Micros);
                        Assert.Equal(person.KeptBy is not null, finding.Lane == Lane.Protected);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static PersonFacts Long => Person with { Seen = new LastSeen(Complete.AddDays(-100)) };

    private static Gen<PersonFacts> People() =>
        from active in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        from days in Gen.ArrayOf(Gen.Choose(-2, 120), 5)
        from known in Gen.ArrayOf(Gen.Elements(true, false, false), 5)
        from grouped in Gen.Elements(true, false)
        from kept in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("SEASONAL_BURST")))
        from skus in Gen.SubListOf("cloudCX3", "gc2WEMupgrade", "collaboratePro", "communicate")
        select Person.Holding([.. skus]) with
        {
            IsActive = active,
            KeptBy = kept,
            GroupIds = grouped ? ["g-omni"] : [],
            Seen = new LastSeen(On(0, days, known), On(1, days, known), On(2, days, known), On(3, days, known), On(4, days, known)),
        };

    private static DateOnly? On(int i, int[] days, bool[] known) => known[i] ? Complete.AddDays(-days[i]) : null;

    private static LastSeen Only(SignOfLife sign, DateOnly on) =>
        sign switch
        {
            SignOfLife.Presence => new LastSeen(Presence: on),
            SignOfLife.Interaction => new LastSeen(Interaction: on),
            SignOfLife.Login => new LastSeen(Login: on),
            SignOfLife.TokenIssued => new LastSeen(TokenIssued: on),
            SignOfLife.BillableUsage => new LastSeen(BillableUsage: on),
        };

    private static (Lane Lane, string Words) Lanes(ReclaimFinding finding) => (finding.Lane, finding.LaneReasons[0].Words);

    private static ReclaimFinding? Check(PersonFacts person, OrganizationFacts? organization = null) =>
        new InactiveSeats(organization ?? Organization, Today, _ => Terms).Check(person);
}

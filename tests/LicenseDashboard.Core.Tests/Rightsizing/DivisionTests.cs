using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class DivisionTests
{
    private static readonly DateOnly Long = Complete.AddDays(-100);

    /// <summary>With one licensed person present on these days.</summary>
    internal static DivisionFacts Division(int licensed, params DateOnly[] present) =>
        new()
        {
            Name = "Home",
            LicensedPeople = licensed,
            Present = PresentDays.Of(present),
            LastSignOn = present.Length == 0 ? null : present.Max(),
        };

    [Theory, InlineData(4, 60, FeatureState.Unused), InlineData(5, 60, FeatureState.Unknown), InlineData(5, 59, FeatureState.Unused)]
    public void Division_of_5_in_which_no_one_is_present_is_not_covered(int licensed, int lastPresentBeforeC, FeatureState expected)
    {
        var organization = In(Division(licensed, Complete.AddDays(-lastPresentBeforeC)));
        Assert.Equal(expected, StateOf("digital", organization));
        Assert.Equal(FeatureState.Unused, StateOf("quality", organization));
    }

    [Theory, InlineData(59, 60, FeatureState.Unknown), InlineData(60, 60, FeatureState.Unused), InlineData(59, 59, FeatureState.Unused)]
    public void Division_that_waits_on_queue_and_handles_nothing_is_uncovered(int queuedBeforeC, int handledBeforeC, FeatureState expected)
    {
        var division = Division(5, Complete) with
        {
            LastOnQueueOn = Complete.AddDays(-queuedBeforeC),
            LastHandledOn = Complete.AddDays(-handledBeforeC),
        };
        Assert.Equal(expected, StateOf("digital", In(division)));
    }

    [Fact]
    public void Presence_after_C_covers_no_division()
    {
        var organization = In(Division(6, Complete.AddDays(1)));
        Assert.Equal(FeatureState.Unknown, StateOf("digital", organization));

        // The other five: no one takes their seats.
        var finding = Reclaim(organization);
        Assert.Equal((Life.Unknown, Lane.Review), (finding.Life, finding.Lane));
        Assert.Equal("presence is not known for every day since", Assert.Single(finding.LaneReasons).Words);
    }

    [Fact]
    public void Conversations_handled_only_after_C_cover_no_division()
    {
        var division = Division(6, [.. Days(Complete.AddDays(-120), Complete.AddDays(1))]) with { LastOnQueueOn = Complete.AddDays(1) };
        Assert.Equal(FeatureState.Unknown, StateOf("digital", In(division)));
        Assert.Equal(FeatureState.Unused, StateOf("digital", In(division with { LastHandledOn = Complete })));
    }

    [Fact]
    public void Presence_that_is_known_less_far_than_conversations_counts_only_as_far()
    {
        var organization = In(Division(6, Complete)) with
        {
            Streams = new Dictionary<string, StreamFacts>(Organization.Streams) { [StreamFacts.Presence] = Stream(Complete.AddDays(-1)) },
        };
        Assert.Equal(FeatureState.Unknown, StateOf("digital", organization));
    }

    [Fact]
    public void Silent_division_is_named_in_the_note()
    {
        var organization = In(Division(6) with { Name = "Vienna" });
        const string words = "no one in Vienna had any activity: closed, or not visible to the read client";
        Assert.Equal(words, Judge(Person with { LastUsedOn = [] }, organization).Features.Single(f => f.Key == "digital").Why);
        var finding = Reclaim(organization);
        Assert.Equal(words, Assert.Single(finding.LaneReasons).Words);
    }

    [Theory, InlineData(0), InlineData(59)]
    public void Token_in_a_division_makes_it_not_silent(int daysBeforeC)
    {
        var division = Division(6) with { LastSignOn = Complete.AddDays(-daysBeforeC), MarkedIdleOn = Today };
        var digital = Judge(Person, In(division)).Features.Single(f => f.Key == "digital");
        Assert.Equal((FeatureState.Unknown, "not enough data"), (digital.State, digital.Why));
    }

    [Fact]
    public void Idle_mark_covers_a_silent_division_with_the_days_that_its_pulls_left_open()
    {
        var marked = Division(6) with { MarkedIdleOn = Today.AddDays(-3) };
        var organization = In(marked) with { Streams = Hidden("Home").Streams };
        Assert.Equal(FeatureState.Unused, StateOf("digital", organization));
        Assert.Equal(Life.Inactive, new LifeOfPerson(organization, Today).Of(Person with { Seen = new LastSeen(Long) }));
        Assert.Equal(Lane.Ready, Reclaim(organization).Lane);
    }

    [Theory, InlineData(-3), InlineData(0), InlineData(1)]
    public void One_sign_since_the_mark_ends_it_however_long_ago(int daysAfterMark)
    {
        var mark = Complete.AddDays(-110);
        var division = Division(6) with { MarkedIdleOn = mark, LastSignOn = mark.AddDays(daysAfterMark) };
        Assert.Equal(daysAfterMark < 0 ? FeatureState.Unused : FeatureState.Unknown, StateOf("digital", In(division)));
    }

    [Theory, InlineData(59, FeatureState.Unknown), InlineData(60, FeatureState.Unused)]
    public void Division_left_within_the_window_must_be_covered_too(int leftBeforeC, FeatureState expected) =>
        Assert.Equal(expected, StateOf("digital", Hidden("South"), Left("South", leftBeforeC)));

    [Theory, InlineData(119, true), InlineData(120, false)]
    public void Division_left_within_the_30_days_before_the_window_asks_for_a_look(int leftBeforeC, bool objected)
    {
        var finding = Find(Left("South", leftBeforeC), Hidden("South", StreamFacts.Evaluations));
        Assert.Equal(objected, Codes(finding).Contains("uncovered-before"));
    }

    [Fact]
    public void Window_is_known_since_the_last_day_that_any_of_the_divisions_lacks()
    {
        var known = Days(Day("2026-10-05"), Complete).ToHashSet();
        var days = new Dictionary<string, IReadOnlySet<DateOnly>> { ["South"] = known };
        var organization = With(StreamFacts.Conversations, Stream() with { DaysByDivision = days });
        var moved = Left("South", 20) with { LastUsedOn = [] };
        Assert.Equal("not enough data since 2026-10-05", Judge(moved, organization).Features.Single(f => f.Key == "digital").Why);
    }

    [Theory, InlineData(44, Life.Unknown), InlineData(45, Life.Inactive)]
    public void Division_left_within_the_days_of_reclamation_must_be_covered_too(int leftBeforeC, Life expected)
    {
        var moved = Left("South", leftBeforeC) with { Seen = new LastSeen(Long) };
        Assert.Equal(expected, new LifeOfPerson(Hidden("South"), Today).Of(moved));
    }

    [Fact]
    public void Present_days_of_two_people_are_days_of_either()
    {
        var older = PresentDays.Of([Complete.AddDays(-130), Complete.AddDays(-90)]);
        var newer = PresentDays.Of([Complete.AddDays(1), Complete.AddDays(-50)]);
        foreach (var both in (PresentDays[])[older.Or(newer), newer.Or(older)])
        {
            Assert.Equal((Complete.AddDays(1), 3), (both.LastDay, both.Count(Complete.AddDays(-200), Complete.AddDays(1))));
            Assert.Equal(1, both.Count(Complete.AddDays(-89), Complete));
            Assert.Equal(Complete.AddDays(-50), both.LastUntil(Complete));
            Assert.Equal(Complete.AddDays(-90), both.LastUntil(Complete.AddDays(-51)));
            Assert.Null(both.LastUntil(Complete.AddDays(-91)));
        }

        Assert.Equal((older, newer), (older.Or(default), default(PresentDays).Or(newer)));
        Assert.Null(default(PresentDays).LastUntil(Complete));
    }

    private static FeatureState StateOf(string feature, OrganizationFacts organization, PersonFacts? person = null) =>
        Judge(person ?? Person, organization).Features.Single(f => f.Key == feature).State;

    private static PersonFacts Left(string division, int daysBeforeC) =>
        Person with
        {
            PastDivisions = [new(division, Complete.AddDays(-daysBeforeC))],
        };

    private static ReclaimFinding Reclaim(OrganizationFacts organization) =>
        new InactiveSeats(organization, Today, _ => ReclamationTerms.Default).Check(Person with { Seen = new LastSeen(Long) })!;

    private static OrganizationFacts In(DivisionFacts home) =>
        Organization with
        {
            Divisions = new Dictionary<string, DivisionFacts> { ["Home"] = home },
        };

    /// <summary>No day is covered there.</summary>
    private static OrganizationFacts Hidden(string division, string? stream = null) =>
        Organization with
        {
            Streams = Organization.Streams.ToDictionary(
                each => each.Key,
                each =>
                    stream is null || each.Key == stream
                        ? each.Value with
                        {
                            DaysByDivision = new Dictionary<string, IReadOnlySet<DateOnly>> { [division] = new HashSet<DateOnly>() },
                        }
                        : each.Value
            ),
        };
}

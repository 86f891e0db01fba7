using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class WindowTests
{
    private static FeatureState StateOf(string feature, PersonFacts person, OrganizationFacts? organization = null) =>
        Judge(person, organization).Features.Single(f => f.Key == feature).State;

    [Fact]
    public void Voice_agent_on_cx3_is_ready_for_cx1()
    {
        var finding = Find(Person);
        Assert.Equal(
            (FindingKind.Downgrade, Lane.Ready, "cloudCX1", 80m),
            (finding.Kind, finding.Lane, finding.Target.Single(), finding.Saving.Amount)
        );
        Assert.Equal(["swap Omnichannel agent CX3 -> Voice agent"], Words(finding));
        Assert.Equal(["Home"], finding.Plan![0].Divisions);
        Assert.Equal(["voice"], finding.Required);
        Assert.Equal(["digital", "workforce-planning", "quality", "speech-analytics"], finding.Dropped);
        Assert.Empty(finding.LaneReasons);
    }

    [Theory]
    [
        InlineData("voice", 90),
        InlineData("digital", 60),
        InlineData("workforce-planning", 30),
        InlineData("quality", 90),
        InlineData("speech-analytics", 90)
    ]
    [InlineData("supervision", 90), InlineData("administration", 90), InlineData("reporting", 90)]
    public void Feature_is_used_from_the_first_day_of_its_window(string feature, int days)
    {
        Assert.Equal(FeatureState.Used, StateOf(feature, Person with { LastUsedOn = Uses((feature, Complete.AddDays(1 - days))) }));
        Assert.Equal(FeatureState.Unused, StateOf(feature, Person with { LastUsedOn = Uses((feature, Complete.AddDays(-days))) }));
    }

    [Fact]
    public void Use_after_the_window_counts() =>
        Assert.Equal(FeatureState.Used, StateOf("digital", Person with { LastUsedOn = Uses(("digital", Today)) }));

    [Theory, InlineData(60, true), InlineData(89, true), InlineData(90, false)]
    public void Use_within_30_days_before_the_window_asks_for_a_look(int daysBeforeC, bool objected)
    {
        var finding = Find(Person with { LastUsedOn = Uses(("voice", Complete), ("digital", Complete.AddDays(-daysBeforeC))) });
        Assert.Equal(objected ? ["recent-use"] : [], Codes(finding));
        Assert.Equal(objected ? Lane.Review : Lane.Ready, finding.Lane);
    }

    [Theory, InlineData(3, FeatureState.Unused), InlineData(4, FeatureState.Unknown)]
    public void Stream_is_late_when_C_is_more_than_3_days_ago(int daysAgo, FeatureState expected) =>
        Assert.Equal(expected, StateOf("digital", Person, With(StreamFacts.Conversations, Stream(Today.AddDays(-daysAgo)))));

    [Theory, InlineData(3, true, 0), InlineData(4, true, 1), InlineData(4, false, 0)]
    public void Served_stream_that_is_late_is_named(int daysAgo, bool served, int late) =>
        Assert.Equal(
            late,
            With(StreamFacts.Conversations, Stream(Today.AddDays(-daysAgo)) with { Served = served }).LateStreams(Today).Count
        );

    [Theory, InlineData(59, FeatureState.Unknown), InlineData(60, FeatureState.Unused), InlineData(0, FeatureState.Unknown)]
    public void Day_not_covered_in_the_window_makes_unknown(int daysBeforeC, FeatureState expected) =>
        Assert.Equal(
            expected,
            StateOf("digital", Person, With(StreamFacts.Conversations, Stream(covered: day => day != Complete.AddDays(-daysBeforeC))))
        );

    [Theory, InlineData(119, true), InlineData(120, false)]
    public void Day_not_covered_within_30_days_before_the_window_asks_for_a_look(int daysBeforeC, bool objected)
    {
        var organization = With(StreamFacts.Evaluations, Stream(covered: day => day != Complete.AddDays(-daysBeforeC)));
        Assert.Equal(objected ? ["uncovered-before"] : [], Codes(Find(Person, organization)));
    }

    [Theory, InlineData(89, FeatureState.Unused), InlineData(88, FeatureState.Unknown)]
    public void Day_before_the_first_day_of_a_stream_is_not_covered(int firstDayBeforeC, FeatureState expected) =>
        Assert.Equal(
            expected,
            StateOf("quality", Person, With(StreamFacts.Evaluations, Stream() with { FirstDay = Complete.AddDays(-firstDayBeforeC) }))
        );

    [Fact]
    public void Unknown_feature_of_held_is_kept_and_asks_for_a_look()
    {
        var organization = With(StreamFacts.Evaluations, Stream() with { FirstDay = Day("2026-10-01") });
        var finding = Find(Person, organization);
        Assert.Equal(["cloudCX2"], finding.Target);
        Assert.Equal(["voice", "quality"], finding.Required);
        Assert.Equal(Lane.Review, finding.Lane);
        Assert.Contains(
            "not enough data since 2026-10-01",
            finding.LaneReasons.Single(r => r.Code == "unknown-feature").Words,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("valuation", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_never_pulled_makes_unknown() =>
        Assert.Equal(
            FeatureState.Unknown,
            StateOf("voice", Person with { LastUsedOn = [] }, Organization with { Streams = new Dictionary<string, StreamFacts>() })
        );

    [Fact]
    public void Day_missing_in_one_division_is_unknown_there_only()
    {
        var organization = With(
            StreamFacts.Conversations,
            Stream() with
            {
                DaysByDivision = new Dictionary<string, IReadOnlySet<DateOnly>> { ["South"] = new HashSet<DateOnly>() },
            }
        );
        Assert.Equal(FeatureState.Unused, StateOf("digital", Person, organization));
        Assert.Equal(FeatureState.Unknown, StateOf("digital", Person with { Division = "South" }, organization));
    }

    [
        Theory,
        InlineData(30, FeatureState.Used),
        InlineData(31, FeatureState.Unused),
        InlineData(-31, FeatureState.Used),
        InlineData(-32, FeatureState.Unused)
    ]
    public void Shift_counts_from_the_window_to_30_days_ahead(int daysFromToday, FeatureState expected) =>
        Assert.Equal(expected, StateOf("workforce-planning", Person with { LastShiftOn = Today.AddDays(daysFromToday) }));

    /// <summary>From 19 October 22:00 for 480 minutes: its last local day is the first of the 30.</summary>
    [Theory, InlineData("2026-10-20", "cloudCX1+gc1WEMupgrade", 25), InlineData("2026-10-19", "cloudCX1", 80)]
    public void Shift_that_ends_in_the_window_keeps_workforce_planning(string lastDay, string target, int saving)
    {
        var finding = Find(Person with { LastShiftOn = Day(lastDay) });
        Assert.Equal((target, saving), (string.Join('+', finding.Target), (int)finding.Saving.Amount));
        Assert.Equal(Lane.Ready, finding.Lane);
    }

    [Fact]
    public void Planning_that_the_vendor_did_not_tell_is_unknown()
    {
        var finding = Find(Person, Organization with { PlanningCovered = false });
        Assert.Equal(FeatureState.Unknown, finding.Features.Single(f => f.Key == "workforce-planning").State);
        Assert.Equal(["cloudCX1", "gc1WEMupgrade"], finding.Target);
        Assert.Equal(["unknown-feature"], Codes(finding));
        var planned = Person with { InManagementUnit = true };
        Assert.Equal(FeatureState.Used, StateOf("workforce-planning", planned, Organization with { PlanningCovered = false }));
    }

    [Fact]
    public void Management_unit_counts_as_planned() =>
        Assert.Equal(FeatureState.Used, StateOf("workforce-planning", Person with { InManagementUnit = true }));

    [Theory, InlineData(9, true), InlineData(10, false)]
    public void Fewer_than_10_days_present_ask_for_a_look(int days, bool objected) =>
        Assert.Equal(
            objected ? ["absence"] : [],
            Codes(Find(Person with { Present = PresentDays.Of(Enumerable.Range(0, days).Select(n => Complete.AddDays(-n))) }))
        );

    [Theory, InlineData(4, true), InlineData(5, false)]
    public void Fewer_than_5_days_present_ask_for_a_look_where_the_window_is_30(int days, bool objected)
    {
        var present = Enumerable
            .Range(0, days)
            .Select(n => Complete.AddDays(-n))
            .Concat(Enumerable.Range(30, 10).Select(n => Complete.AddDays(-n)));
        Assert.Equal(objected ? ["absence"] : [], Codes(Find(Person with { Present = PresentDays.Of(present) })));
    }

    [Theory, InlineData(29, 1), InlineData(30, 0)]
    public void Present_days_count_only_within_the_days_asked(int daysBefore, int expected) =>
        Assert.Equal(expected, PresentDays.Of([Complete.AddDays(-daysBefore)]).Count(Complete.AddDays(-29), Complete));

    [Fact]
    public void Present_days_reach_128_days_back()
    {
        var days = PresentDays.Of(Days(Complete.AddDays(-200), Complete));
        Assert.Equal(128, days.Count(Complete.AddDays(-365), Complete));
        Assert.Equal(128, days.Count(Complete.AddDays(-127), Complete.AddDays(5)));
        Assert.Equal(0, days.Count(Complete.AddDays(1), Complete.AddDays(9)));
        Assert.Equal(0, default(PresentDays).Count(Complete.AddDays(-10), Complete));
    }
}

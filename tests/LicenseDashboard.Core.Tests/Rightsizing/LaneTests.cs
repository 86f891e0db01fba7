using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class LaneTests
{
    [Theory, InlineData(29, Lane.Protected), InlineData(30, Lane.Ready)]
    public void Hired_less_than_30_days_ago_is_protected(int daysAgo, Lane lane) =>
        Assert.Equal(lane, Find(Person with { HiredOn = Today.AddDays(-daysAgo) }).Lane);

    [Theory, InlineData(29, Lane.Protected), InlineData(30, Lane.Ready)]
    public void Seat_first_seen_less_than_30_days_ago_is_protected(int daysAgo, Lane lane) =>
        Assert.Equal(lane, Find(Person with { Skus = [new("cloudCX3", Today.AddDays(-daysAgo))] }).Lane);

    [Fact]
    public void Seat_seen_by_the_first_snapshot_is_not_new()
    {
        var person = Person with { Skus = [new("cloudCX3", Today.AddDays(-5))] };
        Assert.Equal(Lane.Ready, Find(person, Organization with { FirstSnapshotOn = Today.AddDays(-5) }).Lane);
        Assert.Equal(Lane.Protected, Find(person, Organization with { FirstSnapshotOn = Today.AddDays(-6) }).Lane);
    }

    [Theory, InlineData(29, Lane.Protected), InlineData(30, Lane.Ready)]
    public void First_day_present_counts_where_no_hire_date_is_known(int daysAgo, Lane lane)
    {
        var person = Person with { HiredOn = null, FirstActiveOn = Today.AddDays(-daysAgo) };
        Assert.Equal(lane, Find(person).Lane);
        Assert.Equal(Lane.Ready, Find(person with { HiredOn = Day("2020-01-01") }).Lane);
    }

    [Theory, InlineData(30, true), InlineData(29, false)]
    public void First_day_present_counts_only_with_30_days_of_history_before_it(int historyBefore, bool isProtected)
    {
        var first = Today.AddDays(-20);
        var organization = With(StreamFacts.Presence, Stream() with { FirstDay = first.AddDays(-historyBefore) });
        Assert.Equal(isProtected, Find(Person with { HiredOn = null, FirstActiveOn = first }, organization).Lane == Lane.Protected);
    }

    [Fact]
    public void Presence_shows_a_person_from_its_first_day_whether_the_own_division_is_covered_or_not()
    {
        var stream = Stream() with
        {
            FirstDay = Today.AddDays(-50),
            DaysByDivision = new Dictionary<string, IReadOnlySet<DateOnly>> { ["Home"] = new HashSet<DateOnly>() },
        };
        var person = Person with { HiredOn = null, FirstActiveOn = Today.AddDays(-20) };
        Assert.Equal(Lane.Protected, Find(person, With(StreamFacts.Presence, stream)).Lane);
    }

    [Fact]
    public void Exemption_protects_and_comes_first()
    {
        var finding = Find(Person with { ExemptBy = "SEASONAL_BURST until 2026-12-31", LastUsedOn = Uses(("digital", Day("2026-09-19"))) });
        Assert.Equal(Lane.Protected, finding.Lane);
        Assert.Equal(["exempt", "nothing-required", "recent-use"], Codes(finding));
        Assert.Equal("exempt: SEASONAL_BURST until 2026-12-31", finding.LaneReasons[0].Words);
    }

    [Theory, InlineData(44, null), InlineData(45, NoFindingReason.Inactive)]
    public void Not_seen_for_45_days_before_C_is_inactive(int daysBeforeC, NoFindingReason? reason)
    {
        var person = Person with { Seen = new LastSeen(Complete.AddDays(-daysBeforeC)) };
        Assert.Equal(reason, Reason(Judge(person)));
        Assert.Equal(reason is null ? Life.Active : Life.Inactive, Judge(person).Life);
    }

    [Theory, InlineData(44, Life.Unknown), InlineData(45, Life.Inactive)]
    public void Inactive_needs_presence_covered_for_45_days(int holeBeforeC, Life life) =>
        Assert.Equal(
            life,
            Judge(
                Person with
                {
                    Seen = new LastSeen(Day("2026-08-01")),
                },
                With(StreamFacts.Presence, Stream(covered: day => day != Complete.AddDays(-holeBeforeC)))
            ).Life
        );

    [Theory, InlineData(3, Life.Inactive), InlineData(4, Life.Unknown)]
    public void Inactive_needs_presence_not_late(int lateBy, Life life) =>
        Assert.Equal(
            life,
            Judge(Person with { Seen = new LastSeen(Day("2026-08-01")) }, With(StreamFacts.Presence, Stream(Today.AddDays(-lateBy)))).Life
        );

    [Theory, InlineData(4, 45, Life.Inactive), InlineData(5, 45, Life.Unknown), InlineData(5, 44, Life.Inactive)]
    public void Inactive_needs_someone_present_in_a_division_of_5(int licensed, int lastPresentBeforeC, Life life)
    {
        var home = DivisionTests.Division(licensed, Complete.AddDays(-lastPresentBeforeC));
        var divisions = new Dictionary<string, DivisionFacts> { ["Home"] = home };
        Assert.Equal(life, Judge(Person with { Seen = new LastSeen(Day("2026-08-01")) }, Organization with { Divisions = divisions }).Life);
    }

    [Fact]
    public void No_signal_at_all_is_unknown_never_inactive() => Assert.Equal(Life.Unknown, Judge(Person with { Seen = default }).Life);

    [Fact]
    public void Reasons_for_no_finding_come_in_order()
    {
        var person = Person with { IsActive = false, Seen = new LastSeen(Day("2026-08-01")), GroupIds = null, Skus = [] };
        Assert.Equal(NoFindingReason.NotActive, Reason(Judge(person)));
        Assert.Equal(NoFindingReason.NoBase, Reason(Judge(person = person with { IsActive = true })));
        Assert.Equal(NoFindingReason.Inactive, Reason(Judge(person = person.Holding("cloudCX3"))));
        Assert.Equal(NoFindingReason.DataFault, Reason(Judge(person = person with { Seen = new LastSeen(Complete) })));
        Assert.Equal(
            NoFindingReason.NothingCheaper,
            Reason(Judge((person = person with { GroupIds = [] }).Holding("cloudCX1").Granted(Voice)))
        );
    }

    [Fact]
    public void Role_that_the_organization_does_not_list_is_a_data_fault()
    {
        var verdict = Judge(Person.Granted(OmniCx3, "gone"));
        Assert.Equal(NoFindingReason.DataFault, Reason(verdict));
        Assert.Contains("gone", verdict.DataNotes.Single(), StringComparison.Ordinal);
    }

    [Theory, InlineData(0, false), InlineData(1, true)]
    public void Kind_is_suppressed_before_its_date(int untilAfterToday, bool suppressed)
    {
        var verdict = Judge(
            Person with
            {
                SuppressedUntil = new Dictionary<FindingKind, DateOnly> { [FindingKind.Downgrade] = Today.AddDays(untilAfterToday) },
            }
        );
        Assert.Equal(suppressed, Reason(verdict) == NoFindingReason.Suppressed);
        Assert.Equal(suppressed, (verdict as NoFinding)?.Suppressed is { Kind: FindingKind.Downgrade });
    }

    [Fact]
    public void Other_kind_is_not_suppressed() =>
        Assert.IsType<Finding>(
            Judge(Person with { SuppressedUntil = new Dictionary<FindingKind, DateOnly> { [FindingKind.RemoveAddOn] = Today.AddDays(50) } })
        );
}

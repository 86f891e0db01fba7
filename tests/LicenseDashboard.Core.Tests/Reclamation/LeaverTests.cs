using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Reclamation;

public sealed class LeaverTests
{
    private static readonly DateTime _now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [
        InlineData(0, 10),
        InlineData(499, 10),
        InlineData(500, 10),
        InlineData(549, 10),
        InlineData(550, 11),
        InlineData(1000, 20),
        InlineData(5000, 100)
    ]
    public void Breaker_lets_ten_or_two_percent_of_the_seats_pass(int seats, int limit)
    {
        Assert.Equal(limit, LeaverBreaker.Limit(seats));
        Assert.True(LeaverBreaker.Passes(limit - 1, seats));
        Assert.False(LeaverBreaker.Passes(limit, seats));
    }

    [Theory]
    [InlineData(LeaverStatus.Scheduled, "arrive dismiss return")]
    [InlineData(LeaverStatus.Due, "plan find-nothing dismiss return")]
    [InlineData(LeaverStatus.Held, "release dismiss return")]
    [InlineData(LeaverStatus.Ambiguous, "choose settle dismiss return")]
    [InlineData(LeaverStatus.WithoutSeat, "arrive return")]
    [InlineData(LeaverStatus.Planned, "return hold give-up find-nothing restore")]
    [InlineData(LeaverStatus.Returned, "dismiss restore")]
    [InlineData(LeaverStatus.Restored, "")]
    [InlineData(LeaverStatus.Dismissed, "")]
    public void Leaver_makes_the_moves_of_its_state_and_refuses_every_other(LeaverStatus from, string allowed)
    {
        var moves = new Dictionary<string, Func<Leaver, Outcome<LeaverStatus>>>
        {
            ["arrive"] = leaver => leaver.Arrive(LeaverStatus.Due, _now),
            ["release"] = leaver => leaver.Release(_now),
            ["choose"] = leaver => leaver.Choose(7, LeaverStatus.Due, _now),
            ["dismiss"] = leaver => leaver.Dismiss("", _now),
            ["plan"] = leaver => leaver.Plan(RecommendationId.New(), _now),
            ["find-nothing"] = leaver => leaver.FindNothing("", _now),
            ["settle"] = leaver => leaver.Settle(7, "", _now),
            ["hold"] = leaver => leaver.Hold("", _now),
            ["give-up"] = leaver => leaver.GiveUp("", _now),
            ["return"] = leaver => leaver.Return(_now),
            ["restore"] = leaver => leaver.Restore(_now),
        };
        var done = moves.Where(move => move.Value(In(from)).Refusal is null).Select(move => move.Key).Order(StringComparer.Ordinal);
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), done);
        Assert.All(moves.Values, move => Assert.True(move(In(from)).Refusal is null or { Code: "wrong-state" }));
    }

    [Theory]
    [
        InlineData(LeaverStatus.Planned, LeaverStatus.Returned),
        InlineData(LeaverStatus.Held, LeaverStatus.Dismissed),
        InlineData(LeaverStatus.Due, LeaverStatus.Dismissed)
    ]
    public void Leaver_who_comes_back_is_offered_for_restore_only_when_something_was_planned(LeaverStatus from, LeaverStatus to)
    {
        var leaver = In(from);
        leaver.Return(_now);
        Assert.Equal(to, leaver.Status);
    }

    [Fact]
    public void Released_leaver_does_not_count_for_the_breaker()
    {
        var leaver = In(LeaverStatus.Held);
        leaver.Release(_now);
        Assert.Null(leaver.PassedAt);
        Assert.Equal(_now, In(LeaverStatus.Due).PassedAt);
    }

    private static Leaver In(LeaverStatus status)
    {
        var begin = status switch
        {
            LeaverStatus.Planned or LeaverStatus.Returned or LeaverStatus.Restored => LeaverStatus.Due,
            LeaverStatus.Dismissed => LeaverStatus.Held,
            _ => status,
        };
        var leaver = Leaver.Report(new LeaverReport(1, 2, 3, LeaverSource.Scim, "token:entra", null, begin), _now);
        if (status == LeaverStatus.Dismissed)
        {
            leaver.Dismiss("", _now);
        }

        if (begin == LeaverStatus.Due && status != LeaverStatus.Due)
        {
            leaver.Plan(RecommendationId.New(), _now);
        }

        if (status is LeaverStatus.Returned or LeaverStatus.Restored)
        {
            leaver.Return(_now);
        }

        if (status == LeaverStatus.Restored)
        {
            leaver.Restore(_now);
        }

        return leaver;
    }
}

using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Recommendations;

public class RecommendationMachineTests
{
    private static readonly DateTime _now = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly _today = new(2026, 11, 20);
    private static readonly Viewer _manager = new(
        "Maria",
        "persona:maria",
        ViewerRoles.OperationsManager,
        [new ReportingScope(1, 100, 10, 99)]
    );
    private static readonly Advice _advice = new(
        RecommendationKind.Downgrade,
        Lane.Ready,
        "",
        "cloudCX3",
        "cloudCX3",
        "cloudCX1",
        "No digital interactions in 60 days",
        new Money(80_000_000, "USD"),
        true,
        "hash"
    );

    private static readonly Dictionary<string, Func<Recommendation, Outcome<RecommendationStatus>>> _events = new()
    {
        ["approve"] = row => row.Approve(_manager, null, _today, _now),
        ["reject"] = row => row.Reject(_manager, "Cross-training in December", null, _today, _now),
        ["undo"] = row => row.Undo(_manager, _today, _now),
        ["withdraw"] = row => row.Withdraw("evidence gone", _now),
        ["protect"] = row => row.Protect("burst until December", _now),
        ["reopen"] = row => row.Reopen("used since", _now),
        ["complete"] = row => row.Complete(_now),
        ["restore"] = row => row.Restore(_now),
        ["restored"] = row => row.CompleteRestore(_now),
        ["refresh"] = row => row.Refresh(_advice),
        ["doubt"] = row => row.Doubt("not enough data since Nov 10"),
    };

    /// <summary>Every status against every event; a dash is a refusal.</summary>
    public static TheoryData<RecommendationStatus, string, string> Table()
    {
        string[] events =
        [
            "approve",
            "reject",
            "undo",
            "withdraw",
            "protect",
            "reopen",
            "complete",
            "refresh",
            "doubt",
            "restore",
            "restored",
        ];
        var rows = new (RecommendationStatus From, string[] To)[]
        {
            (
                RecommendationStatus.Open,
                ["Approved", "Rejected", "-", "Withdrawn", "Open/Protected", "-", "-", "Open/Ready", "Open/Review", "-", "-"]
            ),
            (
                RecommendationStatus.Approved,
                ["-", "-", "Open/Ready", "Withdrawn", "Open/Protected", "Open/Review", "Done", "Approved", "Approved/Review", "-", "-"]
            ),
            (RecommendationStatus.Rejected, ["-", "-", "Open/Ready", "-", "-", "-", "-", "-", "-", "-", "-"]),
            (RecommendationStatus.Withdrawn, ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            (RecommendationStatus.Done, ["-", "-", "-", "-", "-", "-", "-", "-", "-", "Restoring", "-"]),
            (RecommendationStatus.Restoring, ["-", "-", "-", "Withdrawn", "-", "-", "-", "-", "-", "-", "Restored"]),
            (RecommendationStatus.Restored, ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
        };
        var data = new TheoryData<RecommendationStatus, string, string>();
        foreach (var (from, to) in rows)
        {
            for (var i = 0; i < events.Length; i++)
            {
                data.Add(from, events[i], to[i]);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Table))]
    public void Recommendation_moves_as_drawn_and_refuses_the_rest(RecommendationStatus from, string happening, string to)
    {
        var row = In(from);
        var lane = row.Lane;
        var outcome = _events[happening](row);
        if (to == "-")
        {
            Assert.NotNull(outcome.Refusal);
            Assert.Equal((from, lane), (row.Status, row.Lane));
            return;
        }

        Assert.Null(outcome.Refusal);
        var parts = to.Split('/');
        Assert.Equal(parts[0], row.Status.ToString());
        Assert.Equal(parts.Length > 1 ? parts[1] : "Ready", row.Lane.ToString());
    }

    [Fact]
    public void The_table_names_every_event() => Assert.Equal(Enum.GetValues<RecommendationStatus>().Length * _events.Count, Table().Count);

    [Fact]
    public void Protected_row_is_not_actionable()
    {
        var row = Raised(_advice with { Lane = Lane.Protected, LaneNote = "new starter" });
        Assert.Equal("protected", row.Approve(_manager, null, _today, _now).Refusal!.Code);
        Assert.Equal("protected", row.Reject(_manager, "Cross-training in December", null, _today, _now).Refusal!.Code);
    }

    [Fact]
    public void No_one_decides_on_their_own_seat()
    {
        var own = _manager with { Scopes = [new ReportingScope(1, 7, 10, 99)] };
        Assert.Equal("forbidden", In(RecommendationStatus.Open).Approve(own, null, _today, _now).Refusal!.Code);
    }

    [Theory]
    [InlineData(ViewerRoles.Auditor)]
    [InlineData(ViewerRoles.FinOps)]
    [InlineData(ViewerRoles.Administrator)]
    [InlineData(ViewerRoles.ApiRead)]
    public void Who_only_sees_a_row_may_not_decide_it(ViewerRoles roles) =>
        Assert.Equal(
            "forbidden",
            In(RecommendationStatus.Open).Approve(new Viewer("Ann", "persona:ann", roles, []), null, _today, _now).Refusal!.Code
        );

    [Fact]
    public void Only_the_one_who_decided_undoes() =>
        Assert.Equal(
            "forbidden",
            In(RecommendationStatus.Approved).Undo(_manager with { Actor = "persona:omar" }, _today, _now).Refusal!.Code
        );

    [Theory, InlineData(0, null), InlineData(1, "too-late")]
    public void Rejection_is_undone_on_its_own_day_only(int daysLater, string? refused) =>
        Assert.Equal(
            refused,
            In(RecommendationStatus.Rejected).Undo(_manager, _today.AddDays(daysLater), _now.AddDays(daysLater)).Refusal?.Code
        );

    [Theory, InlineData(0, "invalid"), InlineData(1, null)]
    public void Date_to_ask_again_lies_after_today(int days, string? refused) =>
        Assert.Equal(
            refused,
            In(RecommendationStatus.Open).Reject(_manager, "Cross-training in December", _today.AddDays(days), _today, _now).Refusal?.Code
        );

    [Fact]
    public void Rejection_suppresses_for_90_days_and_undo_lifts_it()
    {
        var row = In(RecommendationStatus.Rejected);
        Assert.Equal(_today.AddDays(90), row.SuppressedUntil);
        row.Undo(_manager, _today, _now);
        Assert.Null(row.SuppressedUntil);
        Assert.Null(row.Justification);
        Assert.Equal([DecisionKind.Reject, DecisionKind.Undo], row.Decisions.Select(decision => decision.Kind));
    }

    [Fact]
    public void Open_row_follows_a_new_target_and_an_approved_one_refuses_it()
    {
        var other = _advice with { Target = "cloudCX2" };
        var open = In(RecommendationStatus.Open);
        Assert.Null(open.Refresh(other).Refusal);
        Assert.Equal("cloudCX2", open.Target);
        Assert.Equal("changed", In(RecommendationStatus.Approved).Refresh(other).Refusal!.Code);
    }

    [Theory, InlineData(9, false), InlineData(10, true), InlineData(500, true), InlineData(501, false)]
    public void Justification_of_a_rejection_has_10_to_500_characters(int length, bool accepted) =>
        Assert.Equal(accepted, Justification.Required(new string('x', length)).Refusal is null);

    private static Recommendation Raised(Advice advice) =>
        Recommendation.Raise(1, new PersonLine(7, "u7", "Dana Ruiz", "dana@example.com", 100, "Maria", "Berlin", 20), advice, _today, _now);

    private static Recommendation In(RecommendationStatus status)
    {
        var row = Raised(_advice);
        switch (status)
        {
            case RecommendationStatus.Open:
                break;
            case RecommendationStatus.Approved:
                row.Approve(_manager, null, _today, _now);
                break;
            case RecommendationStatus.Rejected:
                row.Reject(_manager, "Cross-training in December", null, _today, _now);
                break;
            case RecommendationStatus.Withdrawn:
                row.Withdraw("evidence gone", _now);
                break;
            case RecommendationStatus.Done:
                row.Approve(_manager, null, _today, _now);
                row.Complete(_now);
                break;
            case RecommendationStatus.Restoring:
            case RecommendationStatus.Restored:
                row.Approve(_manager, null, _today, _now);
                row.Complete(_now);
                row.Restore(_now);
                if (status == RecommendationStatus.Restored)
                {
                    row.CompleteRestore(_now);
                }

                break;
        }

        Assert.Equal(status, row.Status);
        return row;
    }
}

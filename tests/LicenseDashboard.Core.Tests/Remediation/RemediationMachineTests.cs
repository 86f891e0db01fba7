using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Remediation;

public class RemediationMachineTests
{
    private static readonly DateTime _now = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime _later = _now.AddMinutes(5);
    private static readonly Guid _mine = Guid.CreateVersion7();
    private static readonly RemediationPace _pace = new();
    private static readonly GrantSnapshot _snapshot = new(_now, [new HeldGrant("omni", "*")], [], ["cloudCX3"]);
    private static readonly RemediationPlan _plan = new([
        new PlanChange(PlanAction.Swap, "omni", "Omnichannel agent", "voice", "Voice agent", ["*"], ["*"]),
    ]);
    private static readonly RemediationPlan _asked = new(
        [],
        new SeatRelease(SeatAction.Both, EndSessions: true, ReleasedBy.IdentityProvider)
    );

    /// <summary>The statuses, split where what was written or by whom decides which moves are drawn.</summary>
    private static readonly Dictionary<string, Func<RemediationItem>> _states = new()
    {
        ["planned"] = Planned,
        ["handed-over"] = () => After(Planned(), r => r.HandOver()),
        ["executing"] = Executing,
        ["executing, written"] = Written,
        ["failed"] = () => After(Executing(), r => r.Fail(_mine, "503", _later, _pace)),
        ["failed, written"] = FailedWritten,
        ["failed, restoring"] = () => After(Restoring(), r => r.Fail(_mine, "503", _later, _pace)),
        ["giving up"] = () => After(FailedWritten(), r => r.GiveUp(_later), r => r.Claim(_mine, _later, _pace.Lease)),
        ["verified"] = Verified,
        ["abandoned"] = () => After(Executing(), r => r.Fail(_mine, "503", _later, _pace), r => r.GiveUp(_later)),
        ["cancelled"] = () => After(Planned(), r => r.Cancel("undone", _later)),
        ["restoring"] = Restoring,
        ["executing, asked"] = Asked,
        ["requested"] = Requested,
        ["not sent"] = () => After(Claimed(_asked), r => r.HandOver(_mine, _snapshot, "{}", sentAt: null)),
        ["failed, asked"] = () => After(Asked(), r => r.Fail(_mine, "503", _later, _pace)),
        ["recalled"] = Recalled,
        ["recalled, done"] = () => After(Recalled(), r => r.SeeTarget(_later)),
        ["restored"] = () => After(Restoring(), r => r.CompleteRestore(_mine, _later)),
    };

    private static readonly Dictionary<string, Func<RemediationItem, Outcome<RemediationStatus>>> _events = new()
    {
        ["hand over"] = r => r.HandOver(),
        ["claim"] = r => r.Claim(Guid.CreateVersion7(), _later.AddHours(1), _pace.Lease),
        ["begin writing"] = r => r.BeginWriting(_mine, _snapshot, _later),
        ["sent"] = r => r.Sent(_mine, _later, _pace),
        ["verify"] = r => r.Verify(_mine, _later),
        ["fail"] = r => r.Fail(_mine, "503", _later, _pace),
        ["retry"] = r => r.Retry(byPerson: true, _later),
        ["give up"] = r => r.GiveUp(_later),
        ["abandon"] = r => r.Abandon(_mine, _later),
        ["cancel"] = r => r.Cancel("no longer holds", _later),
        ["restore"] = r => r.Restore(manual: false, _later),
        ["complete restore"] = r => r.CompleteRestore(_mine, _later),
        ["request taken"] = r => r.HandOver(_mine, _snapshot, "{}", _later),
        ["recall"] = r => r.Recall("needed after all", _later),
        ["see target"] = r => r.SeeTarget(_later),
        ["nothing done"] = r => r.ConfirmNothingDone(_later),
        ["held by group"] = r => r.HandOver(_mine, _snapshot, "Held through the group Winter team."),
    };

    public static TheoryData<string, string, string> Table()
    {
        var rows = new (string From, string[] To)[]
        {
            // hand over, claim, begin writing, sent, verify, fail, retry, give up, abandon, cancel, restore, complete restore, request
            // taken, recall, see target, nothing done, held by group
            ("planned", ["handed-over", "executing", "-", "-", "-", "-", "-", "-", "-", "cancelled", "-", "-", "-", "-", "-", "-", "-"]),
            ("handed-over", ["-", "-", "-", "-", "verified", "-", "-", "-", "-", "cancelled", "-", "-", "-", "-", "-", "-", "-"]),
            (
                "executing",
                ["-", "executing", "executing", "-", "-", "failed", "-", "-", "-", "cancelled", "-", "-", "-", "-", "-", "-", "handed-over"]
            ),
            (
                "executing, written",
                ["-", "executing", "executing", "executing", "verified", "failed", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]
            ),
            ("failed", ["-", "-", "-", "-", "-", "-", "planned", "abandoned", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            ("failed, written", ["-", "-", "-", "-", "-", "-", "planned", "failed", "-", "-", "restoring", "-", "-", "-", "-", "-", "-"]),
            ("failed, restoring", ["-", "-", "-", "-", "-", "-", "restoring", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            ("giving up", ["-", "failed", "-", "-", "-", "failed", "-", "-", "abandoned", "-", "-", "-", "-", "-", "-", "-", "-"]),
            ("verified", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "restoring", "-", "-", "-", "-", "-", "-"]),
            ("abandoned", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            ("cancelled", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            (
                "restoring",
                ["-", "restoring", "-", "restoring", "-", "failed", "-", "-", "-", "-", "-", "restored", "-", "-", "-", "-", "-"]
            ),
            (
                "executing, asked",
                [
                    "-",
                    "executing",
                    "executing",
                    "executing",
                    "verified",
                    "failed",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "handed-over",
                    "-",
                    "-",
                    "-",
                    "-",
                ]
            ),
            ("requested", ["-", "-", "-", "-", "verified", "-", "-", "-", "-", "-", "recalled", "-", "-", "recalled", "-", "-", "-"]),
            ("not sent", ["-", "-", "-", "-", "verified", "-", "-", "-", "-", "cancelled", "-", "-", "-", "-", "-", "-", "-"]),
            (
                "failed, asked",
                ["-", "-", "-", "-", "-", "-", "planned", "abandoned", "-", "-", "recalled", "-", "-", "recalled", "-", "-", "-"]
            ),
            ("recalled", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "recalled", "cancelled", "-"]),
            ("recalled, done", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "restored", "-", "-", "recalled", "-", "-"]),
            ("restored", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
        };
        var data = new TheoryData<string, string, string>();
        foreach (var (from, to) in rows)
        {
            foreach (var (happening, result) in _events.Keys.Zip(to))
            {
                data.Add(from, happening, result);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Table))]
    public void Remediation_moves_as_drawn_and_refuses_the_rest(string from, string happening, string to)
    {
        var item = _states[from]();
        var before = item.Status;
        var outcome = _events[happening](item);
        if (to == "-")
        {
            Assert.NotNull(outcome.Refusal);
            Assert.Equal(before, item.Status);
            return;
        }

        Assert.Null(outcome.Refusal);
        Assert.Equal(to, RemediationWords.Of(item.Status));
    }

    [Fact]
    public void The_table_names_every_state_and_event() => Assert.Equal(_states.Count * _events.Count, Table().Count);

    [Theory, InlineData(29, "not-due"), InlineData(30, null)]
    public void Claimable_30_seconds_after_the_approval(int seconds, string? refused)
    {
        var item = RemediationItem.Create(RecommendationId.New(), 1, 7, _plan, "cloudCX3", "cloudCX1", _now, _now + _pace.Undo);
        Assert.Equal(refused, item.Claim(_mine, _now.AddSeconds(seconds), _pace.Lease).Refusal?.Code);
    }

    [Theory, InlineData(59, "not-due"), InlineData(60, null)]
    public void Lease_that_lapsed_is_taken_over_and_the_old_holder_is_refused(int seconds, string? refused)
    {
        var item = Executing();
        var other = Guid.CreateVersion7();
        Assert.Equal(refused, item.Claim(other, _now.AddSeconds(seconds), _pace.Lease).Refusal?.Code);
        Assert.Equal(refused is null ? "lease-lost" : null, item.BeginWriting(_mine, _snapshot, _later).Refusal?.Code);
    }

    [Fact]
    public void Snapshot_and_first_write_are_kept_by_a_retry()
    {
        var item = FailedWritten();
        item.Retry(byPerson: false, _later);
        item.Claim(_mine, _later, _pace.Lease);
        item.BeginWriting(_mine, _snapshot with { Direct = [] }, _later);
        Assert.Same(_snapshot, item.Snapshot);
        Assert.Equal(_now, item.WrittenAt);
    }

    [Fact]
    public void Fifth_failure_is_retried_and_the_sixth_waits_for_a_person()
    {
        var item = Executing();
        for (var failure = 1; failure <= 6; failure++)
        {
            item.Fail(_mine, "503", _later, _pace);
            Assert.Equal(failure <= 5, item.DueAt is not null);
            item.Retry(byPerson: false, _later);
            item.Claim(_mine, _later, _pace.Lease);
        }
    }

    [Fact]
    public void Restore_of_a_verified_change_is_a_regret_and_of_a_failed_one_is_not()
    {
        Assert.True(Restoring().Regret);
        Assert.False(After(FailedWritten(), r => r.Restore(manual: false, _later)).Regret);
    }

    [Fact]
    public void Recalled_request_is_open_until_someone_knows_what_came_of_it()
    {
        var item = Recalled();
        Assert.Equal((true, false, _later, null), (item.IsOpen, item.Reversing, item.RecalledAt, item.TargetSeenAt));
        Assert.Equal("already-written", item.AlreadySent?.Code);
        item = _states["recalled, done"]();
        Assert.Equal((true, true, _later), (item.IsOpen, item.Reversing, item.TargetSeenAt));
        Assert.Equal("was-done", item.ConfirmNothingDone(_later).Refusal?.Code);
    }

    [Fact]
    public void Giving_up_that_fails_stays_failed_and_waits_for_a_person()
    {
        var item = _states["giving up"]();
        item.Fail(_mine, "403", _later, _pace);
        Assert.Equal((RemediationStatus.Failed, false, null), (item.Status, item.GivingUp, item.DueAt));
    }

    [Fact]
    public void Back_off_doubles_and_is_bounded() =>
        Assert.Equal(
            [5, 10, 20, 40, 80, 160, 300, 300],
            Enumerable.Range(1, 8).Select(attempt => (int)_pace.BackOff(attempt).TotalSeconds)
        );

    private static RemediationItem Planned() => Planned(_plan);

    private static RemediationItem Planned(RemediationPlan plan) =>
        RemediationItem.Create(RecommendationId.New(), 1, 7, plan, "cloudCX3", "cloudCX1", _now, _now);

    private static RemediationItem Executing() => Claimed(_plan);

    private static RemediationItem Claimed(RemediationPlan plan) => After(Planned(plan), r => r.Claim(_mine, _now, _pace.Lease));

    private static RemediationItem Asked() => After(Claimed(_asked), r => r.BeginWriting(_mine, _snapshot, _now, "{}"));

    private static RemediationItem Requested() => After(Asked(), r => r.HandOver(_mine, _snapshot, "{}", _now));

    private static RemediationItem Recalled() => After(Requested(), r => r.Recall("needed after all", _later));

    private static RemediationItem Written() => After(Executing(), r => r.BeginWriting(_mine, _snapshot, _now));

    private static RemediationItem FailedWritten() => After(Written(), r => r.Fail(_mine, "503", _later, _pace));

    private static RemediationItem Verified() => After(Written(), r => r.Verify(_mine, _later));

    private static RemediationItem Restoring() =>
        After(Verified(), r => r.Restore(manual: false, _later), r => r.Claim(_mine, _later, _pace.Lease));

    private static RemediationItem After(RemediationItem item, params Func<RemediationItem, Outcome<RemediationStatus>>[] moves)
    {
        foreach (var move in moves)
        {
            Assert.Null(move(item).Refusal);
        }

        return item;
    }
}

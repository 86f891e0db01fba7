using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Remediation;

public class RemediationPlanTests
{
    private static readonly RemediationPlan _plan = new([
        new PlanChange(PlanAction.Swap, "omni", "Omnichannel", "voice", "Voice", ["d1", "d2"], ["d1", "d2"]),
        new PlanChange(PlanAction.Remove, "planner", "Planner", null, null, ["*"], []),
    ]);

    [Fact]
    public void Swap_adds_only_grants_that_the_person_lacks()
    {
        var before = Holding("omni/d1", "omni/d2", "voice/d1", "planner/*");
        Assert.Equal([new HeldGrant("voice", "d2")], _plan.Adds(before));
        Assert.Equal([new HeldGrant("omni", "d1"), new HeldGrant("omni", "d2"), new HeldGrant("planner", "*")], _plan.Removes(before));
    }

    [Fact]
    public void Remaining_roles_count_those_by_group()
    {
        var before = Holding("omni/d1", "omni/d2", "planner/*", "employee/*") with { RolesByGroup = ["omni"] };
        Assert.Equal(["employee", "omni", "voice"], _plan.RemainingRoles(before));
    }

    [Fact]
    public void Reversal_touches_only_the_plans_own_changes()
    {
        var before = Holding("omni/d1", "omni/d2", "voice/d1", "planner/*");
        var now = Holding("voice/d1", "voice/d2", "planner/*", "supervisor/*").Direct;
        var back = PendingWrites.Reverse(_plan, before, new VendorAccount(true, now));
        Assert.Equal([new HeldGrant("omni", "d1"), new HeldGrant("omni", "d2")], back.Adds);
        Assert.Equal([new HeldGrant("voice", "d2")], back.Removes);
    }

    [Fact]
    public void Nothing_is_pending_once_done()
    {
        var before = Holding("omni/d1", "omni/d2", "planner/*");
        Assert.True(
            PendingWrites.Forward(_plan, before, new VendorAccount(true, [new HeldGrant("voice", "d1"), new HeldGrant("voice", "d2")])).None
        );
        Assert.True(PendingWrites.Reverse(_plan, before, new VendorAccount(true, before.Direct)).None);
    }

    [Fact]
    public void Plan_no_longer_fits_when_a_role_moved_to_another_division()
    {
        Assert.True(_plan.StillFits(Holding("omni/d2", "omni/d1", "planner/*", "employee/*")));
        Assert.False(_plan.StillFits(Holding("omni/d1", "planner/*")));
        Assert.False(_plan.StillFits(Holding("omni/d1", "omni/d2", "omni/d3", "planner/*")));
    }

    [Fact]
    public void Who_is_asked_to_free_a_seat_leaves_no_role_behind_by_group_either()
    {
        var before = Holding("omni/d1") with { RolesByGroup = ["planner"] };
        Assert.Equal(
            ["planner"],
            new RemediationPlan([], new SeatRelease(SeatAction.RemoveRoles, EndSessions: false)).RemainingRoles(before)
        );
        Assert.Empty(
            new RemediationPlan(
                [],
                new SeatRelease(SeatAction.RemoveRoles, EndSessions: false, ReleasedBy.IdentityProvider)
            ).RemainingRoles(before)
        );
    }

    private static GrantSnapshot Holding(params string[] grants) =>
        new(
            new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
            [.. grants.Select(g => new HeldGrant(g.Split('/')[0], g.Split('/')[1]))],
            [],
            []
        );
}

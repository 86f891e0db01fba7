using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Somebody has left and holds no seat as far as imports saw: one may be on its way back, and one may come later.</summary>
public sealed class SeatComesBackTests
{
    [Theory]
    [InlineData(0, RemediationStatus.Restoring, RemediationStatus.Abandoned)]
    [InlineData(3, RemediationStatus.Restoring, RemediationStatus.Abandoned)]
    [InlineData(50, RemediationStatus.Restored, RemediationStatus.Restored)]
    public async Task Seat_on_its_way_back_to_somebody_who_leaves_again_is_taken_though_no_import_saw_it(
        int rounds,
        RemediationStatus then,
        RemediationStatus end
    )
    {
        await using var bench = await GoneAndBackAsync();
        await bench.CarryOutAsync(rounds);
        Assert.Equal([then], await ItemsAsync(bench));

        await bench.SayAsync(1, active: false);
        Assert.Equal(1, await bench.PlanAsync());
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.RolesOf("p0001"));
        Assert.Contains("p0001", bench.Vendor.Inactive);
        Assert.Equal([LeaverStatus.Restored, LeaverStatus.Planned], (await bench.LeaversAsync()).Select(leaver => leaver.Status));
        Assert.Equal([end, RemediationStatus.Verified], await ItemsAsync(bench));
        if (rounds == 0)
        {
            // Where the way back had not begun, there was nothing to take again.
            Assert.Single(bench.Vendor.Journal, "p0001 -omni@*");
            Assert.Single(bench.Vendor.Journal, "p0001 inactive");
        }
    }

    [Fact]
    public async Task Row_of_a_seat_on_its_way_back_names_the_seat_and_the_role()
    {
        await using var bench = await GoneAndBackAsync();
        await bench.CarryOutAsync(3);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await using var db = bench.Database.Open();
        var item = await db.Remediations.AsNoTracking().OrderByDescending(r => r.CreatedAt).FirstAsync();
        Assert.Equal(("cloudCX3", "Omnichannel agent"), (item.SeatBefore, Assert.Single(item.Plan.Changes).Role));
    }

    [Fact]
    public async Task Seat_that_came_back_and_that_an_import_saw_go_again_is_none()
    {
        await using var bench = await GoneAndBackAsync();
        await bench.CarryOutAsync();
        bench.Vendor.Hold("p0001");
        await bench.ImportSeatsAsync();
        await bench.SayAsync(1, active: false);
        Assert.Equal(0, await bench.PlanAsync());
        Assert.Equal([LeaverStatus.Restored, LeaverStatus.WithoutSeat], (await bench.LeaversAsync()).Select(leaver => leaver.Status));
    }

    [Fact]
    public async Task Failed_removal_that_was_being_restored_gives_way_to_the_same_persons_next_leaving()
    {
        await using var bench = await HalfGoneAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(2);
        await RestoreAsync(bench);
        await bench.CarryOutAsync(3);
        await LeaveAgainAsync(bench);
    }

    [Fact]
    public async Task Failed_removal_that_was_given_up_gives_way_to_the_same_persons_next_leaving()
    {
        await using var bench = await HalfGoneAsync();
        await using var db = bench.Database.Open();
        var item = await db.Remediations.Select(r => r.Id).SingleAsync();
        Assert.Null((await bench.Database.Get<GiveUpRemediation>().RunAsync(A.Administrator, item, CancellationToken.None)).Refusal);
        await LeaveAgainAsync(bench);
    }

    [Fact]
    public async Task Instruction_to_give_a_seat_back_ends_when_a_person_is_told_to_take_it()
    {
        await using var bench = await LeaverBench.CreateAsync(2, readOnly: true);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        bench.Vendor.Hold("p0001");
        await bench.ImportSeatsAsync();
        await using (var db = bench.Database.Open())
        {
            await bench
                .Database.Get<VerifyHandedOver>()
                .RunAsync(Viewer.Job("verify"), await db.Platforms.SingleAsync(), CancellationToken.None);
        }

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.SayAsync(1, active: true);
        await RestoreAsync(bench);
        Assert.Equal([RemediationStatus.Restoring], await ItemsAsync(bench));
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        Assert.Equal([RemediationStatus.Abandoned, RemediationStatus.HandedOver], await ItemsAsync(bench));
    }

    [Fact]
    public async Task Leaver_without_a_seat_loses_the_one_that_a_later_import_sees()
    {
        await using var bench = await LeaverBench.CreateAsync(2, allHoldSeats: false);
        await bench.SayAsync(1, active: false);
        await bench.ImportSeatsAsync();
        Assert.Equal(0, await bench.PlanAsync());
        bench.Vendor.Hold("p0001", "omni");
        bench.Vendor.Hold("p0002", "omni");
        await bench.ImportSeatsAsync();
        Assert.Equal(2, await bench.PlanAsync());
        await bench.CarryOutAsync();
        Assert.Equal(["p0001 -omni@*", "p0001 inactive", "p0001 log-out"], bench.Vendor.Journal);
        Assert.Equal(LeaverStatus.Planned, Assert.Single(await bench.LeaversAsync()).Status);
        await using var db = bench.Database.Open();
        Assert.Equal(
            ["leaver.reported", "leaver.seat-found", "leaver.planned"],
            await db.Audit.Where(a => a.Action.StartsWith("leaver.")).OrderBy(a => a.Sequence).Select(a => a.Action).ToListAsync()
        );
    }

    [Theory, InlineData(6, true), InlineData(7, false)]
    public async Task Seat_that_comes_a_week_after_the_leaver_is_a_new_decision(int days, bool taken)
    {
        await using var bench = await LeaverBench.CreateAsync(2, allHoldSeats: false);
        await bench.SayAsync(1, active: false);
        bench.Clock.Advance(TimeSpan.FromDays(days));
        bench.Vendor.Hold("p0001", "omni");
        await bench.ImportSeatsAsync();
        Assert.Equal(taken ? 2 : 0, await bench.PlanAsync());
        Assert.Equal(taken ? LeaverStatus.Planned : LeaverStatus.WithoutSeat, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Theory, InlineData(10, 0), InlineData(11, 1)]
    public async Task Breaker_holds_seats_found_later_as_it_holds_reports(int leavers, int held)
    {
        await using var bench = await LeaverBench.CreateAsync(20, allHoldSeats: false);
        for (var number = 1; number <= leavers; number++)
        {
            await bench.SayAsync(number, active: false);
            bench.Vendor.Hold(LeaverBench.Id(number), "omni");
        }

        await bench.ImportSeatsAsync();
        await bench.PlanAsync();
        Assert.Equal((leavers - held, held), await CountAsync(bench));

        async Task<(int Planned, int Held)> CountAsync(LeaverBench of)
        {
            var all = await of.LeaversAsync();
            return (all.Count(l => l.Status == LeaverStatus.Planned), all.Count(l => l.Status == LeaverStatus.Held));
        }
    }

    [Fact]
    public async Task Who_left_without_a_seat_and_came_back_keeps_the_one_an_import_sees()
    {
        await using var bench = await LeaverBench.CreateAsync(2, allHoldSeats: false);
        await bench.SayAsync(1, active: false);
        await bench.SayAsync(1, active: true);
        bench.Vendor.Hold("p0001", "omni");
        await bench.ImportSeatsAsync();
        Assert.Equal(0, await bench.PlanAsync());
        Assert.Equal(LeaverStatus.Dismissed, Assert.Single(await bench.LeaversAsync()).Status);
    }

    /// <summary>
    /// Left, the seat taken and seen gone by an import, come back, and the restore ordered; the vendor shows a change after two minutes.
    /// </summary>
    private static async Task<LeaverBench> GoneAndBackAsync()
    {
        var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await bench.ImportSeatsAsync();
        await bench.SayAsync(1, active: true);
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(2);
        await RestoreAsync(bench);
        return bench;
    }

    /// <summary>Left, the roles taken, but the account could not be closed however often it was tried; come back.</summary>
    private static async Task<LeaverBench> HalfGoneAsync()
    {
        var bench = await LeaverBench.CreateAsync(2);
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "SetState" && moment == "before" ? throw new VendorException("The vendor answered 503.") { Status = 503 } : 0;
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal([RemediationStatus.Failed], await ItemsAsync(bench));
        bench.Vendor.Passing = null;
        await bench.SayAsync(1, active: true);
        return bench;
    }

    private static async Task LeaveAgainAsync(LeaverBench bench)
    {
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.RolesOf("p0001"));
        Assert.Contains("p0001", bench.Vendor.Inactive);
        Assert.Equal([RemediationStatus.Abandoned, RemediationStatus.Verified], await ItemsAsync(bench));
    }

    private static async Task RestoreAsync(LeaverBench bench)
    {
        var returned = Assert.Single(await bench.LeaversAsync(), leaver => leaver.Status == LeaverStatus.Returned);
        Assert.Equal(
            RemediationStatus.Restoring,
            (await bench.Database.Get<RestoreLeaver>().RunAsync(A.Administrator, returned.Id, CancellationToken.None)).Value
        );
    }

    private static async Task<List<RemediationStatus>> ItemsAsync(LeaverBench bench)
    {
        await using var db = bench.Database.Open();
        return await db.Remediations.OrderBy(r => r.CreatedAt).Select(r => r.Status).ToListAsync();
    }
}

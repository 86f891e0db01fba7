using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Leavers who are among the last who can grant roles.</summary>
public sealed class GuardedLeaverTests
{
    [Fact]
    public async Task Leaver_whom_a_guard_stops_is_held_and_logged_out_and_holds_no_one_else()
    {
        await using var bench = await LeaverBench.CreateAsync(14);
        await GrantersAsync(bench, 1, 2);
        await LeaveAsync(bench, 1);
        Assert.Equal(["p0001 log-out"], bench.Vendor.Journal);
        var held = Assert.Single(await bench.LeaversAsync());
        Assert.Equal(
            (LeaverStatus.Held, true, "Fewer than two active people would hold authorization:grant:add."),
            (held.Status, held.IsGuarded, held.Note)
        );
        await using var db = bench.Database.Open();
        Assert.Equal(RemediationStatus.Cancelled, await db.Remediations.Select(r => r.Status).SingleAsync());
        Assert.Equal(1, (await bench.Database.Get<LeaverList>().CountsAsync(A.Administrator, CancellationToken.None))[LeaverView.Held]);

        await LeaveAsync(bench, 3);
        Assert.Equal(["p0001 log-out", "p0003 -omni@*", "p0003 inactive", "p0003 log-out"], bench.Vendor.Journal);
    }

    [Fact]
    public async Task Released_leaver_is_stopped_again_while_the_guard_objects_and_freed_once_it_does_not()
    {
        await using var bench = await LeaverBench.CreateAsync(5);
        await GrantersAsync(bench, 1, 2);
        await LeaveAsync(bench, 1);
        var release = bench.Database.Get<ReleaseLeaver>();
        var id = Assert.Single(await bench.LeaversAsync()).Id;
        Assert.Null((await release.RunAsync(A.Administrator, id, CancellationToken.None)).Refusal);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(LeaverStatus.Held, Assert.Single(await bench.LeaversAsync()).Status);
        await GrantersAsync(bench, 1, 2, 3, 4);
        Assert.Null((await release.RunAsync(A.Administrator, id, CancellationToken.None)).Refusal);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(
            ["p0001 log-out", "p0001 log-out", "p0001 -omni@*", "p0001 -admin@*", "p0001 inactive", "p0001 log-out"],
            bench.Vendor.Journal
        );
        Assert.Equal(LeaverStatus.Planned, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Fact]
    public async Task Leaver_whose_account_was_closed_meanwhile_has_nothing_left_to_take_and_is_heard_again_later()
    {
        await using var bench = await LeaverBench.CreateAsync(3);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        bench.Vendor.Gone.Add("p0001");
        await bench.CarryOutAsync();
        Assert.Equal(LeaverStatus.WithoutSeat, Assert.Single(await bench.LeaversAsync()).Status);
        Assert.Empty(bench.Vendor.Journal);
    }

    private static async Task LeaveAsync(LeaverBench bench, int number)
    {
        await bench.SayAsync(number, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
    }

    /// <summary>Who holds, beside their role, one that can grant roles.</summary>
    private static async Task GrantersAsync(LeaverBench bench, params int[] people)
    {
        await using var db = bench.Database.Open();
        if (!await db.Roles.AnyAsync(r => r.VendorId == "admin"))
        {
            db.Roles.Add(
                new Core.Estate.Role
                {
                    Key = 2,
                    PlatformKey = 1,
                    VendorId = "admin",
                    Name = "Administrator",
                    Permissions = ["authorization:grant:add"],
                }
            );
            await db.SaveChangesAsync();
        }

        foreach (var number in people)
        {
            var key = await db.People.Where(p => p.VendorId == LeaverBench.Id(number)).Select(p => p.Key).SingleAsync();
            if (!await db.PersonGrants.AnyAsync(g => g.PersonKey == key && g.RoleKey == 2))
            {
                db.PersonGrants.Add(
                    new Core.Estate.PersonGrant
                    {
                        PersonKey = key,
                        RoleKey = 2,
                        DivisionId = "*",
                    }
                );
            }

            bench.Vendor.Hold(LeaverBench.Id(number), "omni", "admin");
        }

        await db.SaveChangesAsync();
    }
}

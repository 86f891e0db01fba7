using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Reclamation.LeaverWords;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>People who come back, namesakes who never left, and what is said of either later. The bench's day is 20 November
/// 2026.</summary>
public sealed class RevivedLeaverTests
{
    [Theory]
    [InlineData(7, LeaverStatus.Due), InlineData(8, LeaverStatus.Ambiguous)]
    public async Task Provider_word_is_about_accounts_that_come_within_a_week(int days, LeaverStatus expected)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        var left = Assert.Single(await bench.LeaversAsync()).ReportedAt;
        bench.Clock.Advance(left.AddDays(days) - bench.Clock.GetUtcNow().UtcDateTime);
        var second = await ArriveAsync(bench, "march", "p0001@example.test");
        await LinkAsync(bench);
        var leaver = (await bench.LeaversAsync()).Single(l => l.PersonKey == second || l.PersonKey is null);
        Assert.Equal(expected, leaver.Status);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(expected == LeaverStatus.Due ? [] : ["omni"], bench.Vendor.RolesOf("march"));
        await LinkAsync(bench);
        Assert.Equal(2, (await bench.LeaversAsync()).Count);
    }

    [Fact]
    public async Task Account_that_came_long_after_belongs_to_who_comes_back_and_leaves_with_them()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await using (var db = bench.Database.Open())
        {
            await db
                .People.Where(p => p.VendorId == "p0001")
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PersonState.Inactive));
        }

        bench.Clock.Advance(TimeSpan.FromDays(100));
        await ArriveAsync(bench, "march", "p0001@example.test");
        await LinkAsync(bench);
        await SayAsync(bench, "p0001", active: true);
        Assert.DoesNotContain(await bench.LeaversAsync(), leaver => leaver.Status == LeaverStatus.Ambiguous);
        Assert.Equal(["omni"], bench.Vendor.RolesOf("march"));
        await SayAsync(bench, "p0001", active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.RolesOf("march"));
    }

    [Fact]
    public async Task Roster_of_an_old_leaving_leaves_a_new_account_of_the_address_alone()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await ApplyAsync(bench, "e-mail,status\np0001@example.test,terminated\n");
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await using (var db = bench.Database.Open())
        {
            await db.People.Where(p => p.VendorId == "p0001").ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PersonState.Deleted));
        }

        bench.Clock.Advance(TimeSpan.FromDays(100));
        await ArriveAsync(bench, "march", "p0001@example.test");
        await LinkAsync(bench);
        Assert.Equal(
            RosterAction.Ambiguous,
            Assert.Single((await ApplyAsync(bench, "e-mail,status\np0001@example.test,terminated\n")).Lines).Action
        );
        Assert.Equal(
            RosterAction.Nothing,
            Assert.Single((await ApplyAsync(bench, "e-mail,status\np0001@example.test,terminated\n")).Lines).Action
        );
        Assert.Equal(
            RosterAction.Ambiguous,
            Assert.Single((await ApplyAsync(bench, "e-mail,status,last day\np0001@example.test,terminated,2026-11-20\n")).Lines).Action
        );
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(["omni"], bench.Vendor.RolesOf("march"));
        Assert.Equal(
            RosterAction.LeavesLater,
            Assert.Single((await ApplyAsync(bench, "e-mail,status,last day\np0001@example.test,terminated,2027-12-31\n")).Lines).Action
        );
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Restore_by_any_door_ends_the_leaver_and_a_later_termination_is_heard(bool byRoster)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await using (var db = bench.Database.Open())
        {
            var item = await db.Remediations.AsNoTracking().SingleAsync();
            Assert.Null(
                (
                    await bench
                        .Database.Get<RestoreRemediation>()
                        .RunAsync(Viewer.Standing("Ada", "user:ada"), item.Id, null, CancellationToken.None)
                ).Refusal
            );
        }

        await bench.CarryOutAsync();
        Assert.Equal(LeaverStatus.Restored, Assert.Single(await bench.LeaversAsync()).Status);
        Assert.Equal(["omni"], bench.Vendor.RolesOf("p0001"));
        await bench.ImportSeatsAsync();
        if (byRoster)
        {
            Assert.Equal(
                RosterAction.LeavesLater,
                Assert.Single((await ApplyAsync(bench, "e-mail,status,last day\np0001@example.test,terminated,2026-12-24\n")).Lines).Action
            );
            Assert.Equal([LeaverStatus.Restored, LeaverStatus.Scheduled], (await bench.LeaversAsync()).Select(leaver => leaver.Status));
            bench.Clock.Advance(TimeSpan.FromDays(36));
        }
        else
        {
            await bench.SayAsync(1, active: false);
        }

        await bench.PlanAsync();
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.RolesOf("p0001"));
    }
}

using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public sealed class LeaverTests
{
    private static readonly Page _all = new(1, 200);

    [Fact]
    public async Task Leaver_loses_the_seat_at_once_and_only_once()
    {
        await using var bench = await LeaverBench.CreateAsync(3);
        await bench.SayAsync(1, active: false);
        await bench.SayAsync(1, active: false);
        Assert.Equal(1, await bench.PlanAsync());
        var leaver = Assert.Single(await bench.LeaversAsync());
        Assert.Equal(LeaverStatus.Planned, leaver.Status);
        await bench.CarryOutAsync();
        Assert.Equal(["p0001 -omni@*", "p0001 inactive", "p0001 log-out"], bench.Vendor.Journal);
        await using var db = bench.Database.Open();
        Assert.Equal(RemediationStatus.Verified, await db.Remediations.Select(r => r.Status).SingleAsync());
        Assert.Contains(await db.Audit.Select(a => a.Action).ToListAsync(), action => action == "leaver.planned");
    }

    [Fact]
    public async Task Leaver_without_a_seat_is_recorded_and_nothing_is_planned()
    {
        await using var bench = await LeaverBench.CreateAsync(2, allHoldSeats: false);
        await bench.SayAsync(1, active: false);
        Assert.Equal(0, await bench.PlanAsync());
        Assert.Equal(LeaverStatus.WithoutSeat, Assert.Single(await bench.LeaversAsync()).Status);
        await using var db = bench.Database.Open();
        Assert.False(await db.Remediations.AnyAsync());
    }

    [Fact]
    public async Task Deleted_user_is_a_leaver_and_found_no_more()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var id = (await bench.IdentityAsync(1)).Id;
        await bench.Database.Get<DeleteIdentity>().RunAsync(LeaverBench.Provider, id, null, CancellationToken.None);
        Assert.Equal(LeaverStatus.Due, Assert.Single(await bench.LeaversAsync()).Status);
        Assert.Equal(
            "not-found",
            (await bench.Database.Get<ReadIdentity>().RunAsync(LeaverBench.Provider, id, false, CancellationToken.None)).Refusal?.Code
        );
    }

    [Fact]
    public async Task Leaver_who_comes_back_in_time_keeps_the_seat()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.SayAsync(1, active: true);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.Journal);
        Assert.Equal(LeaverStatus.Dismissed, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Fact]
    public async Task Leaver_who_comes_back_late_is_offered_for_restore_and_gets_the_same_role()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await bench.SayAsync(1, active: true);
        await bench.PlanAsync();
        var row = Assert.Single(
            (
                await bench
                    .Database.Get<LeaverList>()
                    .RunAsync(A.Administrator, LeaverView.Returned, LeaverSort.Default, _all, CancellationToken.None)
            )
                .Value
                .Items
        );
        Assert.True(row.MayRestore);
        Assert.Equal(
            "forbidden",
            (await bench.Database.Get<RestoreLeaver>().RunAsync(A.Auditor, row.Id, CancellationToken.None)).Refusal?.Code
        );
        Assert.Equal(
            RemediationStatus.Restoring,
            (await bench.Database.Get<RestoreLeaver>().RunAsync(A.Administrator, row.Id, CancellationToken.None)).Value
        );
        await bench.CarryOutAsync();
        Assert.Equal(
            ["p0001 -omni@*", "p0001 +omni@*"],
            bench.Vendor.Journal.Where(write => write.Contains("omni", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Administrator_may_restore_a_returned_leaver_whose_manager_decides_everything_else()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await using (var db = bench.Database.Open())
        {
            var manager = await db.People.Where(p => p.VendorId == LeaverBench.Id(2)).Select(p => p.Key).SingleAsync();
            await db
                .People.Where(p => p.VendorId == LeaverBench.Id(1))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.ManagerKey, manager));
        }

        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        await bench.SayAsync(1, active: true);
        await bench.PlanAsync();
        await using var read = bench.Database.Open();
        var item = await read.Remediations.AsNoTracking().SingleAsync();
        Assert.Equal(
            "forbidden",
            (await bench.Database.Get<RestoreRemediation>().RunAsync(A.Administrator, item.Id, null, CancellationToken.None)).Refusal?.Code
        );

        var leaver = Assert.Single(await bench.LeaversAsync());
        Assert.Equal(
            RemediationStatus.Restoring,
            (await bench.Database.Get<RestoreLeaver>().RunAsync(A.Administrator, leaver.Id, CancellationToken.None)).Value
        );
        await bench.CarryOutAsync();
        Assert.Equal(["omni"], bench.Vendor.RolesOf(LeaverBench.Id(1)));
        Assert.Equal(
            A.Administrator.Actor,
            await read.Audit.Where(entry => entry.Action == "remediation.restoring").Select(entry => entry.Actor).SingleAsync()
        );
    }

    [Fact]
    public async Task Two_accounts_with_one_mail_are_for_a_person_to_choose_from()
    {
        await using var bench = await LeaverBench.CreateAsync(3);
        var twin = A.Person("twin");
        (twin.Email, twin.NormalizedEmail) = ("p0001@example.test", "p0001@example.test");
        await using (var db = bench.Database.Open())
        {
            db.People.Add(twin);
            await db.SaveChangesAsync();
        }

        await bench.Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);
        await bench.SayAsync(1, active: false);
        var row = Assert.Single(
            (
                await bench
                    .Database.Get<LeaverList>()
                    .RunAsync(A.Administrator, LeaverView.Ambiguous, LeaverSort.Default, _all, CancellationToken.None)
            )
                .Value
                .Items
        );
        Assert.Equal(2, row.Candidates.Count);
        Assert.Equal(0, await bench.PlanAsync());
        var choose = bench.Database.Get<ChooseLeaver>();
        Assert.Equal("invalid", (await choose.RunAsync(A.Administrator, row.Id, PersonId.New(), CancellationToken.None)).Refusal?.Code);
        Assert.Equal(
            LeaverStatus.Due,
            (await choose.RunAsync(A.Administrator, row.Id, row.Candidates.Single(c => c.HoldsSeat).Id, CancellationToken.None)).Value
        );
        Assert.Equal(1, await bench.PlanAsync());
    }

    [Fact]
    public async Task User_created_with_a_known_employee_number_is_that_person()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var known = await bench.IdentityAsync(2);
        var fields = new IdentityFields
        {
            UserName = "married@example.test",
            Email = "married@example.test",
            EmployeeNumber = "E-2",
            ExternalId = "x",
        };
        var created = await bench.Database.Get<CreateIdentity>().RunAsync(LeaverBench.Provider, fields, CancellationToken.None);
        Assert.Equal(known.Id, created.Value.Id);
        await bench
            .Database.Get<ChangeIdentity>()
            .RunAsync(
                LeaverBench.Provider,
                created.Value.Id,
                null,
                f => new IdentityChange(f with { Active = false }, true),
                CancellationToken.None
            );
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal("p0002 -omni@*", bench.Vendor.Journal[0]);
    }

    [Fact]
    public async Task User_who_left_before_the_account_came_is_heard_when_it_comes()
    {
        await using var bench = await LeaverBench.CreateAsync(1);
        var created = await bench
            .Database.Get<CreateIdentity>()
            .RunAsync(LeaverBench.Provider, new IdentityFields { UserName = "late@example.test", Active = false }, CancellationToken.None);
        Assert.False(created.Value.Fields.Active);
        var late = A.Person("late");
        await using (var db = bench.Database.Open())
        {
            db.People.Add(late);
            await db.SaveChangesAsync();
            db.Seats.Add(
                new Core.Estate.Seat
                {
                    PersonKey = late.Key,
                    SkuKey = 1,
                    From = new DateOnly(2026, 1, 1),
                }
            );
            await db.SaveChangesAsync();
        }

        await bench.Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);
        Assert.Contains(await bench.LeaversAsync(), leaver => leaver.PersonKey == late.Key && leaver.Status == LeaverStatus.Due);
    }

    [Fact]
    public async Task Two_instances_that_hear_and_carry_out_at_once_write_once()
    {
        await using var bench = await LeaverBench.CreateAsync(4);
        await using var other = bench.AnotherInstance();
        var ids = new[] { (await bench.IdentityAsync(1)).Id, (await bench.IdentityAsync(2)).Id };
        var instances = new IServiceProvider[] { bench.Database.Services, other };
        await Task.WhenAll(
            instances.SelectMany(instance =>
                ids.Select(id =>
                    Task.Run(() =>
                        instance
                            .GetRequiredService<ChangeIdentity>()
                            .RunAsync(
                                LeaverBench.Provider,
                                id,
                                null,
                                f => new IdentityChange(f with { Active = false }, true),
                                CancellationToken.None
                            )
                    )
                )
            )
        );
        await Task.WhenAll(
            instances.Select(instance =>
                Task.Run(() => instance.GetRequiredService<PlanLeavers>().RunAsync(Viewer.Job("leavers"), CancellationToken.None))
            )
        );
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(
                instances.Select(instance =>
                    Task.Run(() => instance.GetRequiredService<RemediationWorker>().RoundAsync(CancellationToken.None))
                )
            );
            bench.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(
            ["p0001 -omni@*", "p0001 inactive", "p0001 log-out", "p0002 -omni@*", "p0002 inactive", "p0002 log-out"],
            bench.Vendor.Journal.Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, (await bench.LeaversAsync()).Count);
    }
}

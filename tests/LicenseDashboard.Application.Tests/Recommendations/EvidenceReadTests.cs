using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

/// <summary>What stands beside a row: roles that hold the license up, use by day, and whom the list can be narrowed to.</summary>
public class EvidenceReadTests
{
    private static readonly Viewer _stranger = new(
        "Nils",
        "persona:nils",
        ViewerRoles.OperationsManager,
        [new ReportingScope(1, 99, 5_000_000, 5_000_001)]
    );

    [Fact]
    public async Task Roles_that_the_target_does_not_cover_hold_the_license_up_directly_and_by_group()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            await db
                .Skus.Where(s => s.VendorId == "cloudCX1")
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Permissions, ["routing:voice:answer"]));
            await db
                .Skus.Where(s => s.VendorId == "cloudCX3")
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Permissions, ["routing:voice:answer", "routing:message:answer"]));
            db.Roles.AddRange(
                new Role
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "omni",
                    Name = "Omnichannel agent",
                    Permissions = ["routing:voice:answer", "routing:message:answer"],
                },
                new Role
                {
                    Key = 2,
                    PlatformKey = 1,
                    VendorId = "voice",
                    Name = "Voice agent",
                    Permissions = ["routing:voice:answer"],
                }
            );
            db.Groups.Add(
                new Group
                {
                    Key = 5,
                    PlatformKey = 1,
                    VendorId = "g",
                    Name = "Everyone",
                }
            );
            db.GroupMembers.Add(new GroupMember { GroupKey = 5, PersonKey = AdviceBench.Key(0) });
            await db.SaveChangesAsync();
            db.GroupGrants.Add(
                new GroupGrant
                {
                    GroupKey = 5,
                    RoleKey = 1,
                    DivisionId = "*",
                }
            );
            db.PersonGrants.AddRange(
                new PersonGrant
                {
                    PersonKey = AdviceBench.Key(0),
                    RoleKey = 1,
                    DivisionId = "*",
                },
                new PersonGrant
                {
                    PersonKey = AdviceBench.Key(0),
                    RoleKey = 2,
                    DivisionId = "*",
                }
            );
            await db.SaveChangesAsync();
        }

        await bench.RaiseAsync(bench.Found(0));
        var details = await bench.Get<RecommendationDetail>().RunAsync(bench.Manager, (await bench.RowAsync(0)).Id, CancellationToken.None);
        Assert.Equal(
            [("Omnichannel agent", null, true), ("Omnichannel agent", "Everyone", false)],
            details!.Roles.Select(role => (role.Held.Role, role.Held.Group, role.Taken))
        );
        Assert.All(details.Roles, role => Assert.Equal(["routing:message:answer"], role.Permissions));
    }

    [Fact]
    public async Task Use_of_a_person_is_read_by_key_within_the_scope_only()
    {
        await using var bench = await AdviceBench.CreateAsync(more: services => services.AddSingleton<PersonUsage>());
        var day = bench.Today.AddDays(-3);
        await using (var db = bench.Database.Open())
        {
            db.Features.Add(
                new UsageFeature
                {
                    Key = 1,
                    PlatformKey = 1,
                    Name = "voice",
                }
            );
            db.UsageDays.Add(
                new UsageDay
                {
                    Day = FactDay.Of(day),
                    PersonKey = AdviceBench.Key(0),
                    FeatureKey = 1,
                    Count = 7,
                    Seconds = 60,
                }
            );
            db.UsageDays.Add(
                new UsageDay
                {
                    Day = FactDay.Of(bench.Today.AddDays(-120)),
                    PersonKey = AdviceBench.Key(0),
                    FeatureKey = 1,
                    Count = 9,
                    Seconds = 60,
                }
            );
            await db.SaveChangesAsync();
        }

        var usage = bench.Get<PersonUsage>();
        var days = await usage.RunAsync(bench.Manager, AdviceBench.Key(0), 120, CancellationToken.None);
        Assert.Equal([new UsagePoint("voice", day, 7, 60)], days!.Points);
        Assert.Null(await usage.RunAsync(_stranger, AdviceBench.Key(0), 120, CancellationToken.None));
    }

    [Fact]
    public async Task Managers_to_narrow_to_are_those_seen_with_the_viewer_first()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 4, more: services => services.AddSingleton<ManagerList>());
        await using (var db = bench.Database.Open())
        {
            var people = await db.People.Where(p => p.Key > AdviceBench.ManagerKey).OrderBy(p => p.Key).ToListAsync();
            people[1].ManagerKey = people[0].Key;
            people[3].ManagerKey = people[2].Key;
            people[3].State = PersonState.Deleted;
            await db.SaveChangesAsync();
        }

        var managers = bench.Get<ManagerList>();
        Assert.Equal(
            [("m", true), ("p0", false)],
            (await managers.RunAsync(bench.Manager, null, null, 10, CancellationToken.None)).Select(m => (m.VendorId, m.IsViewer))
        );
        Assert.Equal(
            [("m", false), ("p0", false)],
            (await managers.RunAsync(bench.Administrator, " ", "genesys", 10, CancellationToken.None))
                .Select(m => (m.VendorId, m.IsViewer))
                .Order()
        );
        Assert.Equal(["p0"], (await managers.RunAsync(bench.Manager, "SON 000", null, 10, CancellationToken.None)).Select(m => m.VendorId));
        Assert.Empty(await managers.RunAsync(bench.Manager, "100%_", null, 10, CancellationToken.None));
        Assert.Empty(await managers.RunAsync(bench.Manager, null, "elsewhere", 10, CancellationToken.None));
        Assert.Empty(await managers.RunAsync(_stranger, null, null, 10, CancellationToken.None));
        Assert.Equal("Person 003", (await managers.OneAsync(bench.Manager, "p3", CancellationToken.None))?.Name);
        Assert.Null(await managers.OneAsync(_stranger, "m", CancellationToken.None));
    }

    [Fact]
    public async Task Some_rows_are_read_as_they_are_now_and_only_those_that_are_seen()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        await bench.ApproveAsync(1);
        List<Guid> ids = [(await bench.RowAsync(0)).Id.Value, (await bench.RowAsync(1)).Id.Value, Guid.CreateVersion7()];
        var list = bench.Get<RecommendationList>();
        Assert.Equal(
            [("Person 000", RecommendationStatus.Open, true), ("Person 001", RecommendationStatus.Approved, false)],
            (await list.SomeAsync(bench.Manager, ids, CancellationToken.None))
                .OrderBy(row => row.Name)
                .Select(row => (row.Name, row.Status, row.MayDecide))
        );
        Assert.Empty(await list.SomeAsync(_stranger, ids, CancellationToken.None));
    }
}

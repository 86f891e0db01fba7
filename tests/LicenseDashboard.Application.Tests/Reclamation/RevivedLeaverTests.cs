using System.Text;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>People who come back, namesakes who never left, and what is said of either later. The bench's day is 20 November
/// 2026.</summary>
public sealed class RevivedLeaverTests
{
    private static readonly string[] _freed = ["p0001 -omni@*", "p0001 inactive", "p0001 log-out"];

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

    [Theory]
    [InlineData("externalId", true), InlineData("tombstone", true), InlineData("number", true), InlineData("week", true)]
    [InlineData("late", false), InlineData("other number", false), InlineData("other name", false)]
    public async Task Created_again_is_the_same_identity_only_on_proof(string door, bool same)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var number = door is "number" or "other number" ? "E-1" : null;
        var said = new IdentityFields
        {
            UserName = "p0001@example.test",
            Email = "p0001@example.test",
            DisplayName = "Ann Bell",
            EmployeeNumber = number,
            ExternalId = "obj-1",
        };
        var id = (await bench.IdentityAsync(1)).Id;
        await ChangeAsync(bench, id, said);
        await ChangeAsync(
            bench,
            id,
            said with
            {
                UserName = door == "tombstone" ? "0123456789abcdef0123456789abcdefp0001@example.test" : said.UserName,
                Active = false,
            }
        );
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(_freed, bench.Vendor.Journal);
        bench.Clock.Advance(TimeSpan.FromDays(door is "late" or "tombstone" or "externalId" or "number" ? 60 : 1));

        var again = said with
        {
            ExternalId = door == "externalId" ? "obj-1" : "obj-2",
            EmployeeNumber = door == "other number" ? "E-9" : number,
            DisplayName = door is "other name" or "tombstone" ? "Bo Cole" : "Ann Bell",
        };
        var created = await bench.Database.Get<CreateIdentity>().RunAsync(LeaverBench.Provider, again, CancellationToken.None);
        Assert.Equal(same, created.Value.Id == id);
        Assert.Equal("p0001@example.test", created.Value.Fields.UserName);
        var matches = await bench.Database.Get<MatchIdentities>().ListAsync(A.Administrator, CancellationToken.None);
        Assert.Equal(same ? [LeaverStatus.Returned] : [LeaverStatus.Planned], (await bench.LeaversAsync()).Select(leaver => leaver.Status));
        Assert.Equal(same ? 0 : 1, matches.Count);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(_freed, bench.Vendor.Journal);
        if (same)
        {
            return;
        }

        var old = await bench.Database.Get<ReadIdentity>().RunAsync(LeaverBench.Provider, id, false, CancellationToken.None);
        Assert.Equal((id.Value.ToString(), false), (old.Value.Fields.UserName, old.Value.Fields.Active));
        Assert.Equal(
            "forbidden",
            (await bench.Database.Get<MatchIdentities>().DecideAsync(A.Auditor, matches[0].Key, true, CancellationToken.None)).Refusal?.Code
        );
        Assert.True(
            (await bench.Database.Get<MatchIdentities>().DecideAsync(A.Administrator, matches[0].Key, true, CancellationToken.None)).Value
        );
        Assert.Equal(LeaverStatus.Returned, Assert.Single(await bench.LeaversAsync()).Status);
        await ChangeAsync(bench, created.Value.Id, again with { Active = false });
        Assert.Contains(await bench.LeaversAsync(), leaver => leaver.Status is LeaverStatus.Due or LeaverStatus.WithoutSeat);
    }

    [Fact]
    public async Task Who_comes_back_before_the_write_keeps_the_license_and_is_heard_when_they_leave_again()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var id = (await bench.IdentityAsync(1)).Id;
        await ChangeAsync(
            bench,
            id,
            new IdentityFields
            {
                UserName = "p0001@example.test",
                ExternalId = "obj-1",
                Active = false,
            }
        );
        await bench.PlanAsync();
        var created = await bench
            .Database.Get<CreateIdentity>()
            .RunAsync(
                LeaverBench.Provider,
                new IdentityFields { UserName = "p0001@example.test", ExternalId = "obj-1" },
                CancellationToken.None
            );
        Assert.Equal(id, created.Value.Id);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.Journal);
        await ChangeAsync(
            bench,
            id,
            new IdentityFields
            {
                UserName = "p0001@example.test",
                ExternalId = "obj-1",
                Active = false,
            }
        );
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(_freed, bench.Vendor.Journal);
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

    [Theory, InlineData(true), InlineData(false)]
    public async Task Rename_onto_a_name_that_only_the_pull_knows_adopts_it_by_employee_number_alone(bool agrees)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var pulled = (await bench.IdentityAsync(2)).Id;
        var married = new IdentityFields { UserName = "maiden@example.test", EmployeeNumber = agrees ? "E-2" : "E-9" };

        // Waits for its account: the number fits another account only where it agrees, so it is said after the creation.
        var created = await bench
            .Database.Get<CreateIdentity>()
            .RunAsync(LeaverBench.Provider, married with { EmployeeNumber = null }, CancellationToken.None);
        await ChangeAsync(bench, created.Value.Id, married with { UserName = "P0002@example.test" });
        Assert.Equal(
            agrees,
            (await bench.Database.Get<ReadIdentity>().RunAsync(LeaverBench.Provider, pulled, false, CancellationToken.None)).Refusal
                is not null
        );
        Assert.Equal(
            agrees ? 0 : 1,
            (await bench.Database.Get<MatchIdentities>().ListAsync(A.Administrator, CancellationToken.None)).Count
        );
        await LinkAsync(bench);
        await ChangeAsync(bench, created.Value.Id, married with { UserName = "P0002@example.test", Active = false });
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Equal(agrees ? [] : ["omni"], bench.Vendor.RolesOf("p0002"));
    }

    [Fact]
    public async Task Name_of_somebody_else_is_refused_but_that_they_left_is_heard()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(2, active: true);
        await ChangeAsync(
            bench,
            (await bench.IdentityAsync(2)).Id,
            new IdentityFields { UserName = "p0002@example.test", ExternalId = "two" }
        );
        var refused = await bench
            .Database.Get<ChangeIdentity>()
            .RunAsync(
                LeaverBench.Provider,
                (await bench.IdentityAsync(1)).Id,
                null,
                fields => new IdentityChange(fields with { UserName = "p0002@example.test", Active = false }, true),
                CancellationToken.None
            );
        Assert.Equal("uniqueness", refused.Refusal?.Code);
        Assert.Equal(LeaverStatus.Due, Assert.Single(await bench.LeaversAsync()).Status);
        await using var db = bench.Database.Open();
        Assert.Equal(
            ("p0001@example.test", false),
            await db
                .Identities.Where(i => i.UserNameKey == "p0001@example.test")
                .Select(i => ValueTuple.Create(i.UserName, i.Active))
                .SingleAsync()
        );
    }

    internal static async Task<RosterPreview> ApplyAsync(LeaverBench bench, string text)
    {
        ReadOnlyMemory<byte> file = Encoding.UTF8.GetBytes(text);
        var preview = await bench.Database.Get<PreviewRoster>().RunAsync(A.Administrator, file, CancellationToken.None);
        return (
            await bench.Database.Get<ApplyRoster>().RunAsync(A.Administrator, file, preview.Value.Digest, CancellationToken.None)
        ).Value;
    }

    private static Task LinkAsync(LeaverBench bench) =>
        bench.Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);

    private static async Task ChangeAsync(LeaverBench bench, PersonId id, IdentityFields fields) =>
        Assert.Null(
            (
                await bench
                    .Database.Get<ChangeIdentity>()
                    .RunAsync(LeaverBench.Provider, id, null, _ => new IdentityChange(fields, true), CancellationToken.None)
            ).Refusal
        );

    private static async Task SayAsync(LeaverBench bench, string name, bool active)
    {
        await using var db = bench.Database.Open();
        var id = await db.Identities.Where(i => i.UserNameKey == name + "@example.test").Select(i => i.Id).SingleAsync();
        await bench
            .Database.Get<ChangeIdentity>()
            .RunAsync(
                LeaverBench.Provider,
                id,
                null,
                fields => new IdentityChange(fields with { Active = active }, true),
                CancellationToken.None
            );
    }

    private static async Task<int> ArriveAsync(LeaverBench bench, string vendorId, string mail)
    {
        var person = A.Person(vendorId);
        (person.Email, person.NormalizedEmail) = (mail, mail);
        await using var db = bench.Database.Open();
        db.People.Add(person);
        await db.SaveChangesAsync();
        db.Seats.Add(
            new Seat
            {
                PersonKey = person.Key,
                SkuKey = 1,
                From = new DateOnly(2026, 1, 1),
            }
        );
        db.PersonGrants.Add(
            new PersonGrant
            {
                PersonKey = person.Key,
                RoleKey = 1,
                DivisionId = "*",
            }
        );
        await db.SaveChangesAsync();
        bench.Vendor.Hold(vendorId, "omni");
        return person.Key;
    }
}

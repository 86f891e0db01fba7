using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Reclamation.LeaverWords;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Which identity it is when a provider creates or renames a person who was known before.</summary>
public sealed class RevivedIdentityTests
{
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
        Assert.Equal(Freed, bench.Vendor.Journal);
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
        Assert.Equal(Freed, bench.Vendor.Journal);
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
        Assert.Equal(Freed, bench.Vendor.Journal);
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
    public async Task Name_of_someone_else_is_refused_but_that_they_left_is_heard()
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
}

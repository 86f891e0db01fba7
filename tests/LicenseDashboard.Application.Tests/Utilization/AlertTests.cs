using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public sealed class AlertTests
{
    [Fact]
    public async Task Threshold_is_told_once_however_often_the_level_comes_back()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        await MoveAsync(world, 8);
        await MoveAsync(world, 7);
        await MoveAsync(world, 8);
        Assert.Equal(["cloudCX3 80"], world.Heard.Told);
        await MoveAsync(world, 10);
        Assert.Equal(["cloudCX3 80", "cloudCX3 90", "cloudCX3 95", "cloudCX3 100"], world.Heard.Told);
        Assert.Equal(2, world.Heard.Committed);
        Assert.Equal(100, (await world.Utilization.OpenAlertsAsync(LiveWorld.Lead(0), CancellationToken.None))[0].Threshold);
        Assert.Equal(100, Assert.Single((await world.NowAsync()).Pools).RaisedAt);
    }

    [Fact]
    public async Task Alert_clears_after_fifteen_calm_minutes_also_if_another_instance_took_over_meanwhile()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        await MoveAsync(world, 8);
        for (var minute = 0; minute < 16; minute++)
        {
            await MoveAsync(world, 5);
            if (minute == 7)
            {
                await world.BeginAsync();
            }

            Assert.Equal(minute < 15, Assert.Single(await world.AlertsAsync()).IsOpen);
        }

        await MoveAsync(world, 8);
        Assert.Equal(2, (await world.AlertsAsync()).Count);
        Assert.All(await world.AlertsAsync(), alert => Assert.Equal(8, alert.Peak));
    }

    [Fact]
    public async Task Feed_that_was_silent_while_the_pool_was_low_clears_nothing()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        await MoveAsync(world, 8);
        await MoveAsync(world, 5);
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        await MoveAsync(world, 5);
        Assert.True(Assert.Single(await world.AlertsAsync()).IsOpen);
    }

    [Fact]
    public async Task Limit_of_a_division_counts_only_its_people()
    {
        var options = new UtilizationOptions { Thresholds = [100], Pools = [new DivisionPool(null, "cloudCX3", "porto", 3)] };
        await using var world = await LiveWorld.CreateAsync(people: 20, options: options);
        await MoveAsync(world, 5); // p1 and p3 are in Porto
        Assert.Empty(world.Heard.Told);
        await MoveAsync(world, 6);
        Assert.Equal(("Porto", 3), (Assert.Single(await world.AlertsAsync()).Division, (await world.AlertsAsync())[0].Used));
    }

    [Fact]
    public async Task Pool_that_is_no_longer_contracted_closes_its_alerts()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        await MoveAsync(world, 8);
        await using (var db = world.Database.Open())
        {
            await db.Contracts.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        await MoveAsync(world, 8);
        Assert.False(Assert.Single(await world.AlertsAsync()).IsOpen);
    }

    [Fact]
    public async Task Alerts_are_listed_newest_first_and_continue_behind_the_last()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        await MoveAsync(world, 10);
        var first = (await AskAsync(new Page(1, 3))).Value;
        var next = (await AskAsync(new Page(1, 3) { After = first.Next })).Value;
        Assert.Equal((4, 3, 1), (first.Total, first.Items.Count, next.Items.Count));
        Assert.Null(next.Next);
        Assert.Equal(4, first.Items.Concat(next.Items).Select(alert => alert.Id).Distinct().Count());
        Assert.Equal("invalid", (await AskAsync(new Page(1, 3) { After = "x" })).Refusal?.Code);

        Task<Outcome<PagedResult<PoolAlertRow>>> AskAsync(Page page) =>
            world.Utilization.AlertsAsync(A.Auditor, new AlertQuery { Open = true }, page, CancellationToken.None);
    }

    [Fact]
    public async Task Under_a_concurrent_contract_licenses_follow_the_roles_and_without_an_answer_only_the_total_stands()
    {
        await using var world = await LiveWorld.CreateAsync(contract: [("cloudCX3", 10)], basis: LineBasis.Concurrent);
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        var unknown = await world.NowAsync();
        Assert.Equal((TierSource.Unknown, 4), (unknown.Tiers, unknown.Totals.SignedIn));
        Assert.Null(Assert.Single(unknown.Pools).Used);
        Assert.All(unknown.Rows, row => Assert.Equal(LiveFilter.NoTier, row.Key));

        await using (var db = world.Database.Open())
        {
            db.Roles.AddRange(Role("agent"), Role("lead"));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            var people = await db.People.ToDictionaryAsync(p => p.VendorId, p => p.Key, TestContext.Current.CancellationToken);
            db.PersonGrants.AddRange(Grant(people["p0"], role: 1), Grant(people["p1"], role: 2));
            db.InferAnswers.Add(
                new Application.Rightsizing.InferAnswer
                {
                    PlatformKey = 1,
                    Roles = RoleSetHash.Of(["agent"]),
                    Basis = "b",
                    Skus = ["cloudCX3"],
                    AskedAt = world.Now,
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(31));
        await world.RoundAsync();
        var byRole = await world.NowAsync();
        var pool = Assert.Single(byRole.Pools);
        Assert.Equal((TierSource.Role, 1, true), (byRole.Tiers, pool.Used, pool.ByRole));
        Assert.Equal((1, null), (pool.LicenseUnknown, pool.Headroom)); // nothing was asked about the roles of p1
        Assert.All(byRole.Rows, row => Assert.Null(row.Headroom));

        static Role Role(string id) =>
            new()
            {
                PlatformKey = 1,
                VendorId = id,
                Name = id,
            };

        static PersonGrant Grant(int person, int role) =>
            new()
            {
                PersonKey = person,
                RoleKey = role,
                DivisionId = "*",
            };
    }

    [Theory]
    [InlineData(CheckResult.Holds, TierSource.Seat)]
    [InlineData(CheckResult.DoesNotHold, TierSource.Unknown)]
    [InlineData(CheckResult.CannotTell, TierSource.Unknown)]
    public async Task Check_that_finds_assigned_licenses_in_the_list_ends_the_taking_by_role(CheckResult found, TierSource source)
    {
        await using var world = await LiveWorld.CreateAsync(contract: [("cloudCX3", 10)], basis: LineBasis.Concurrent);
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        Assert.Equal(TierSource.Unknown, (await world.NowAsync()).Tiers);

        await using (var db = world.Database.Open())
        {
            var check = new PlatformCheck { PlatformKey = 1 };
            var run = check.Start(world.Now, "Ada", 1).Value;
            var line = new CheckLine(CheckQuestions.SeatsAssigned, "Licenses", "Assigned", found, "");
            Assert.True(check.Finish(run, world.Now, new CheckReport(LiveWorld.Name, "genesys", world.Now, world.Now, 1, [line])));
            db.PlatformChecks.Add(check);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(31));
        await world.RoundAsync();
        var now = await world.NowAsync();
        var pool = Assert.Single(now.Pools);
        Assert.Equal((source, source == TierSource.Seat ? 2 : null, false), (now.Tiers, pool.Used, pool.ByRole));
        Assert.Equal(4, now.Totals.SignedIn);
        Assert.All((await world.PeopleAsync()).Items, person => Assert.False(person.ByRole));
    }

    /// <summary>A minute later, so many of the holders of CX 3 are signed in.</summary>
    private static async Task MoveAsync(LiveWorld world, int signedIn)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.SignIn(signedIn, of: 20);
        await world.RoundAsync();
    }
}

using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public sealed class LeaverBreakerTests
{
    [Theory, InlineData(10, 0), InlineData(11, 1)]
    public async Task Breaker_holds_the_eleventh_of_a_small_organization(int leavers, int held)
    {
        await using var bench = await LeaverBench.CreateAsync(20);
        await LeaveAsync(bench, 1, leavers);
        Assert.Equal(held, (await bench.LeaversAsync()).Count(l => l.Status == LeaverStatus.Held));
    }

    [Theory, InlineData(12, 0), InlineData(13, 1)]
    public async Task Breaker_holds_what_is_more_than_two_percent(int leavers, int held)
    {
        await using var bench = await LeaverBench.CreateAsync(600);
        await LeaveAsync(bench, 1, leavers);
        Assert.Equal(held, (await bench.LeaversAsync()).Count(l => l.Status == LeaverStatus.Held));
    }

    [Fact]
    public async Task Breaker_counts_a_rolling_hour_and_opens_only_by_a_person()
    {
        await using var bench = await LeaverBench.CreateAsync(40);
        await LeaveAsync(bench, 1, 11);
        var held = Assert.Single(await bench.LeaversAsync(), l => l.Status == LeaverStatus.Held);
        var release = bench.Database.Get<ReleaseLeaver>();
        Assert.Equal("forbidden", (await release.RunAsync(A.Auditor, held.Id, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("not-found", (await release.RunAsync(LeaverBench.Provider, held.Id, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(LeaverStatus.Due, (await release.RunAsync(A.Administrator, held.Id, CancellationToken.None)).Value);
        bench.Clock.Advance(TimeSpan.FromMinutes(59));
        await LeaveAsync(bench, 12, 1);
        Assert.Single(await bench.LeaversAsync(), l => l.Status == LeaverStatus.Held);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await LeaveAsync(bench, 13, 10);
        Assert.Equal(11, (await bench.LeaversAsync()).Count(l => l.Status == LeaverStatus.Held));
        Assert.Equal(11, (await release.AllAsync(A.Administrator, CancellationToken.None)).Value);
        await LeaveAsync(bench, 23, 10);
        Assert.DoesNotContain(await bench.LeaversAsync(), l => l.Status == LeaverStatus.Held);
    }

    [Fact]
    public async Task Broken_sync_that_deactivates_most_of_the_organization_over_a_night_changes_two_percent()
    {
        await using var bench = await LeaverBench.CreateAsync(5_000);
        for (var burst = 0; burst < 10; burst++)
        {
            await LeaveAsync(bench, 1 + (burst * 300), 300);
            bench.Clock.Advance(TimeSpan.FromMinutes(61));
        }

        while (await bench.PlanAsync() > 0) { }

        var leavers = await bench.LeaversAsync();
        Assert.Equal(100, leavers.Count(l => l.Status == LeaverStatus.Planned));
        Assert.Equal(2_900, leavers.Count(l => l.Status == LeaverStatus.Held));
        await using var db = bench.Database.Open();
        Assert.Equal(100, await db.Remediations.CountAsync());
    }

    private static async Task LeaveAsync(LeaverBench bench, int from, int count)
    {
        var change = bench.Database.Get<ChangeIdentity>();
        await using var db = bench.Database.Open();
        var ids = await db.Identities.OrderBy(i => i.Key).Skip(from - 1).Take(count).Select(i => i.Id).ToListAsync();
        foreach (var id in ids)
        {
            Assert.Null(
                (
                    await change.RunAsync(
                        LeaverBench.Provider,
                        id,
                        null,
                        f => new IdentityChange(f with { Active = false }, true),
                        CancellationToken.None
                    )
                ).Refusal
            );
        }
    }
}

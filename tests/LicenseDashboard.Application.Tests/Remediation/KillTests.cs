using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// Dies before and after every call to the vendor and every commit, in turn, and goes on as another process would. Whatever the moment, the vendor's journal ends up the
/// same: nothing done twice, nothing lost.
/// </summary>
public class KillTests
{
    [Fact]
    public async Task Change_killed_anywhere_is_done_once()
    {
        var points = await RunAsync(killAt: int.MaxValue, restore: false);
        Assert.InRange(points, 10, 200);
        for (var at = 1; at <= points; at++)
        {
            await RunAsync(at, restore: false);
        }
    }

    [Fact]
    public async Task Restore_killed_anywhere_is_done_once()
    {
        var points = await RunAsync(killAt: int.MaxValue, restore: true);
        for (var at = 1; at <= points; at++)
        {
            await RunAsync(at, restore: true);
        }
    }

    private static async Task<int> RunAsync(int killAt, bool restore)
    {
        var reaper = new Reaper();
        await using var bench = await AdviceBench.CreateAsync(more: services => services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(reaper)));
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        List<string> expected = ["p0 +voice@*", "p0 -omni@*"];
        if (restore)
        {
            await bench.WorkAsync(TimeSpan.FromMinutes(1));
            await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
            expected.AddRange(["p0 +omni@*", "p0 -voice@*"]);
        }

        bench.Vendor.Passing = (call, moment) => reaper.Pass($"{call} {moment}");
        reaper.Arm(killAt);
        try
        {
            await bench.WorkAsync(TimeSpan.FromSeconds(50));
        }
        catch (Exception e) when (reaper.IsDead)
        {
            Assert.IsNotType<Xunit.Sdk.XunitException>(e);
        }

        var points = reaper.Passed;
        reaper.Disarm();
        await using (var another = bench.Database.AnotherInstance(services => AdviceBench.Services(services, bench.Clock, bench.Vendor, null)))
        {
            await bench.WorkAsync(TimeSpan.FromMinutes(3), another);
        }

        Assert.True(expected.SequenceEqual(bench.Vendor.Journal), $"Killed at {killAt} ({reaper.Last}): {string.Join(", ", bench.Vendor.Journal)}");
        Assert.Equal(restore ? RemediationStatus.Restored : RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
        var audit = await bench.AuditAsync();
        Assert.Single(audit, action => action == "remediation.verified");
        Assert.Single(audit, action => action == "recommendation.done");
        Assert.Equal(restore ? 1 : 0, audit.Count(action => action == "remediation.restored"));
        return points;
    }
}

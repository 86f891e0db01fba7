using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Whenever the process dies, the vendor's journal ends up the same: nothing done twice, nothing lost.</summary>
public class KillTests
{
    [Theory, InlineData(false), InlineData(true)]
    public Task Change_or_restore_killed_anywhere_is_done_once(bool restore) => EveryDeath.OfAsync(reaper => RunAsync(reaper, restore));

    private static async Task RunAsync(Reaper reaper, bool restore)
    {
        await using var bench = await AdviceBench.CreateAsync(more: services =>
            services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(reaper))
        );
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        List<string> expected = ["p0 +voice@*", "p0 -omni@*"];
        if (restore)
        {
            await bench.WorkAsync(TimeSpan.FromMinutes(1));
            await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
            expected.AddRange(["p0 +omni@*", "p0 -voice@*"]);
        }

        await bench.DieAndGoOnAsync(reaper);
        Assert.True(expected.SequenceEqual(bench.Vendor.Journal), $"{reaper}: {string.Join(", ", bench.Vendor.Journal)}");
        Assert.Equal(restore ? RemediationStatus.Restored : RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(restore ? RecommendationStatus.Restored : RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
        var audit = await bench.AuditAsync();
        Assert.Single(audit, action => action == "remediation.verified");
        Assert.Single(audit, action => action == "recommendation.done");
        Assert.Equal(restore ? 1 : 0, audit.Count(action => action == "remediation.restored"));
    }
}

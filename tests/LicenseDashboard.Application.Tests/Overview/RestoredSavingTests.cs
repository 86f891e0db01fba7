using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Xunit;

namespace LicenseDashboard.Application.Tests.Overview;

/// <summary>From the moment a restore is asked for, every figure of verified savings leaves the row out.</summary>
public class RestoredSavingTests
{
    [Fact]
    public async Task Row_being_restored_is_verified_nowhere_and_says_who_asked_and_when()
    {
        await using var bench = await VerifiedAsync();
        Assert.Equal((2, 160_000_000L, 2, 160_000_000L, 2, 160_000_000L), await VerifiedFiguresAsync(bench));

        bench.Clock.Advance(TimeSpan.FromHours(1));
        var asked = bench.Now;
        var item = await bench.ItemAsync(0);
        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, item.Id, null, CancellationToken.None);
        Assert.Equal((1, 80_000_000L, 1, 80_000_000L, 1, 80_000_000L), await VerifiedFiguresAsync(bench));
        var row = await RowAsync(bench);
        Assert.Equal((RecommendationStatus.Restoring, "Maria", asked), (row.Status, row.RestoredByName, row.RestoredAt));

        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 80_000_000L, 1, 80_000_000L, 1, 80_000_000L), await VerifiedFiguresAsync(bench));
        row = await RowAsync(bench);
        Assert.Equal((RecommendationStatus.Restored, "Maria", asked), (row.Status, row.RestoredByName, row.RestoredAt));
        Assert.Equal("Maria", row.DecidedByName);
    }

    [Fact]
    public async Task Restore_that_the_vendor_refuses_stays_in_progress_and_is_not_verified_again()
    {
        await using var bench = await VerifiedAsync();
        bench.Vendor.Passing = (_, _) => throw new VendorException("503");
        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RecommendationStatus.Restoring, (await RowAsync(bench)).Status);
        Assert.Equal((1, 80_000_000L, 1, 80_000_000L, 1, 80_000_000L), await VerifiedFiguresAsync(bench));
    }

    /// <summary>Overview and summary; tab of decided rows and its file; Remediations.</summary>
    private static async Task<(int, long, int, long, int, long)> VerifiedFiguresAsync(AdviceBench bench)
    {
        var totals = await bench.Get<SavingTotals>().RunAsync(OverviewWorld.Auditor, null, CancellationToken.None);
        var overview = totals.SingleOrDefault(total => total.Stage == SavingStage.Verified);
        var tab = await bench.Get<RecommendationList>().TotalsAsync(OverviewWorld.Auditor, new(), CancellationToken.None);
        var decided = tab.Value.Where(total => total.Status == RecommendationStatus.Done).ToList();
        var counts = await bench.Get<RemediationList>().CountsAsync(OverviewWorld.Auditor, new(), CancellationToken.None);
        return (
            overview?.Count ?? 0,
            overview?.List.Micros ?? 0,
            decided.Sum(total => total.Count),
            decided.Sum(total => total.ListMicros),
            counts.Value.Groups[RemediationGroup.Verified].Count,
            counts.Value.Groups[RemediationGroup.Verified].Saving.Sum(money => money.Micros)
        );
    }

    private static async Task<RecommendationRow> RowAsync(AdviceBench bench) =>
        (
            await bench
                .Get<RecommendationList>()
                .OneAsync(bench.Manager, (await bench.ItemAsync(0)).RecommendationId, CancellationToken.None)
        )!;

    private static async Task<AdviceBench> VerifiedAsync()
    {
        var bench = await AdviceBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        await bench.ApproveAsync(0);
        await bench.ApproveAsync(1);
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        return bench;
    }
}

using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

/// <summary>What the tabs count and what the totals sum is what the list shows.</summary>
public sealed class DowngradesTabsTests : IDisposable
{
    private static readonly RecommendationTotal[] _totals =
    [
        new(Lane.Ready, RecommendationStatus.Open, "USD", 5, 400_000_000),
        new(Lane.Ready, RecommendationStatus.Approved, "USD", 3, 240_000_000),
        new(Lane.Review, RecommendationStatus.Rejected, "USD", 10, 350_000_000),
        new(Lane.Ready, RecommendationStatus.Done, "USD", 1, 80_000_000),
    ];

    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(null, "14", "Approved $240|Verified $80")]
    [InlineData(RecommendationStatus.Approved, "3", "Approved $240")]
    [InlineData(RecommendationStatus.Done, "1", "Verified $80")]
    [InlineData(RecommendationStatus.Rejected, "10", "")]
    public void Decided_counts_and_sums_the_status_it_is_narrowed_to(RecommendationStatus? status, string count, string sums)
    {
        var tabs = _bench.Render<DowngradesTabs>(set =>
            set.Add(each => each.Query, DowngradesQuery.First with { Tab = DowngradesQuery.Decided, Status = status })
                .Add(each => each.Totals, _totals)
        );
        Assert.Equal(count, tabs.Find("a[aria-current=page] b").TextContent);
        Assert.Equal("5", tabs.Find("a b").TextContent);
        Assert.Equal(
            sums,
            string.Join(
                '|',
                tabs.FindAll(".totals div:not(.unit)")
                    .Select(sum => $"{sum.QuerySelector("dt")!.TextContent} {sum.QuerySelector("dd")!.TextContent}")
            )
        );
    }
}

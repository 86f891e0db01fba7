using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

public class CashFilterTests
{
    [Theory]
    [InlineData(CashFilter.Saves, 2)]
    [InlineData(CashFilter.None, 1)]
    [InlineData(CashFilter.Costs, 1)]
    [InlineData(CashFilter.Unknown, 2)]
    public async Task Rows_are_found_by_what_they_do_to_bills(CashFilter cash, int rows)
    {
        await using var bench = await PricedAsync();
        var page = await bench
            .Get<RecommendationList>()
            .RunAsync(bench.Manager, new RecommendationFilter { Cash = cash }, Page.First, CancellationToken.None);
        Assert.Equal(rows, page.Value.Total);
        Assert.All(page.Value.Items, row => Assert.Equal(cash == CashFilter.Unknown, row.Cash is null));
    }

    [Fact]
    public async Task Largest_cash_saving_comes_first_and_unknown_is_no_amount()
    {
        await using var bench = await PricedAsync();
        var page = await bench
            .Get<RecommendationList>()
            .RunAsync(bench.Manager, new RecommendationFilter { Sort = "-cashMonthlySaving" }, Page.First, CancellationToken.None);
        Assert.Equal([80m, 40m], page.Value.Items.Take(2).Select(row => row.Cash!.Monthly.Amount));
        Assert.Equal(2, page.Value.Items.Count(row => row.Cash is null));
        var first = page.Value.Items[0];
        Assert.Equal((new DateOnly(2027, 4, 1), "Saves from the renewal on."), (first.Cash!.From, first.CashNote));
    }

    /// <summary>Two that save, one that saves nothing, one that costs, two without a figure.</summary>
    private static async Task<AdviceBench> PricedAsync()
    {
        var bench = await AdviceBench.CreateAsync(people: 6);
        await bench.RaiseAsync([.. Enumerable.Range(0, 6).Select(n => bench.Found(n, "cloudCX1", Lane.Ready, "voice"))]);
        await using var db = bench.Database.Open();
        var ids = await db.Recommendations.OrderBy(r => r.Name).Select(r => r.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6, ids.Count);
        await PriceAsync(db, ids[0], 80, 0);
        await PriceAsync(db, ids[1], 40, 0);
        await PriceAsync(db, ids[2], 0, 0);
        await PriceAsync(db, ids[3], 0, 225);
        return bench;
    }

    private static Task<int> PriceAsync(LicenseDb db, RecommendationId id, int monthly, int cost) =>
        db
            .Recommendations.Where(r => r.Id == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(r => r.CashMicros, monthly * Money.UnitMicros)
                    .SetProperty(r => r.CashFrom, monthly > 0 ? new DateOnly(2027, 4, 1) : null)
                    .SetProperty(r => r.CashHorizonMicros, ((monthly * 20) - cost) * Money.UnitMicros)
                    .SetProperty(r => r.CashCostMicros, cost * Money.UnitMicros)
                    .SetProperty(r => r.CashNote, "Saves from the renewal on.")
            );
}

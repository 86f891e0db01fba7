using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Testing;
using Xunit;
using static LicenseDashboard.Testing.BilledWorld;

namespace LicenseDashboard.Application.Tests.Notices;

public sealed class BudgetNoticeTests
{
    [Fact]
    public async Task Passed_budget_is_told_to_administrators_once_a_month()
    {
        await using var bench = await BudgetAsync(13_000);
        await bench.PrepareAsync();
        var digest = Assert.Single(await bench.DigestsAsync());
        Assert.Equal((DigestKind.BudgetPassed, Digest.Administrators), (digest.Kind, digest.RecipientKey));
        Assert.Equal("genesys: the 2026 forecast passes the budget by 2,390 USD", digest.Subject);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.PrepareAsync();
        Assert.Single(await bench.DigestsAsync());
        bench.Clock.Advance(TimeSpan.FromDays(30));
        await bench.PrepareAsync();
        Assert.Equal(2, (await bench.DigestsAsync()).Count);
    }

    [Fact]
    public async Task Budget_that_holds_is_not_told()
    {
        await using var bench = await BudgetAsync(20_000);
        await bench.PrepareAsync();
        Assert.Empty(await bench.DigestsAsync());
    }

    private static async Task<NoticeBench> BudgetAsync(int dollars)
    {
        var bench = await NoticeBench.OpenAsync();
        await using var db = bench.Open();
        await db.FillBillsAsync();
        db.Budgets.Add(
            new Budget
            {
                PlatformKey = 1,
                Year = 2026,
                Currency = "USD",
                Micros = dollars * Dollar,
            }
        );
        await db.SaveChangesAsync();
        return bench;
    }
}

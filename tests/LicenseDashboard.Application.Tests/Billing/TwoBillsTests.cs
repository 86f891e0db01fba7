using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Billing;

public sealed class TwoBillsTests
{
    [Fact]
    public async Task Difference_of_the_two_bills_is_the_cash_saving_of_the_row()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        await bench.PriceAsync();
        foreach (var row in await RowsAsync(bench))
        {
            var bills = (await bench.Advice.Get<LoadTwoBills>().RunAsync(bench.Advice.Administrator, row.Id, CancellationToken.None)).Value;
            Assert.Equal((24, row.CashNote), (bills.Months.Count, bills.Reason));
            Assert.Equal(row.CashHorizonMicros, bills.Months.Sum(month => month.SavedMicros));
            Assert.Equal(row.CashMicros, bills.Months.First(month => month.SavedMicros > 0).SavedMicros);
        }

        var first = (
            await bench
                .Advice.Get<LoadTwoBills>()
                .RunAsync(bench.Advice.Administrator, (await RowsAsync(bench))[0].Id, CancellationToken.None)
        ).Value;
        var line = first.Months[0].Lines.Single(pair => pair.AsIs?.Sku == "cloudCX3");
        Assert.Equal((0, 3, 2), (first.RowsBefore, line.AsIs!.Billable, line.WithChange!.Billable));
    }

    [Fact]
    public async Task Managers_see_no_bills_and_a_platform_without_a_contract_has_none()
    {
        await using var bench = await BillingBench.CreateAsync(contract: false);
        await bench.Advice.RaiseAsync(bench.Advice.Found(0));
        var id = (await bench.Advice.RowAsync(0)).Id;
        var load = bench.Advice.Get<LoadTwoBills>();
        Assert.Equal("forbidden", (await load.RunAsync(bench.Advice.Manager, id, CancellationToken.None)).Refusal!.Code);
        Assert.Equal("no-figure", (await load.RunAsync(bench.Advice.Administrator, id, CancellationToken.None)).Refusal!.Code);
    }

    [Fact]
    public async Task Selection_is_priced_as_one_change_and_only_over_visible_live_rows()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        var ids = (await RowsAsync(bench)).Select(row => row.Id).ToList();
        var cash = bench.Advice.Get<IPriceSelections>();
        var total = Assert.Single(await cash.RunAsync(bench.Advice.Manager, ids, CancellationToken.None));

        // 170 saved above the commitment, 2 × 75 for CX 1: 20 until the renewal.
        Assert.Equal((2, 20_000_000), (total.Rows, total.Cash!.Monthly.Micros));
        var stranger = bench.Advice.Manager with { Scopes = [] };
        Assert.Empty(await cash.RunAsync(stranger, ids, CancellationToken.None));
    }

    private static async Task<List<Recommendation>> RowsAsync(BillingBench bench)
    {
        await using var db = bench.Advice.Database.Open();
        var rows = await db.Recommendations.AsNoTracking().ToListAsync();
        return [.. rows.OrderByDescending(row => row.CashHorizonMicros)];
    }
}

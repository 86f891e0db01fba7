using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Billing;

public sealed class PriceRowsTests
{
    [Fact]
    public async Task Rows_are_priced_on_top_of_each_other_and_say_why()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        Assert.Equal(2, await bench.PriceAsync());
        var rows = await RowsAsync(bench);

        // Three use CX 3 where two are contracted: the first saves 170 and costs 75, the second only costs until the renewal.
        Assert.Equal((95_000_000, new DateOnly(2026, 12, 1), 0), (rows[0].CashMicros, rows[0].CashFrom, rows[0].CashCostMicros));
        Assert.Equal("Saves from Dec 1, 2026: above commitment today.", rows[0].CashNote);
        Assert.False(rows[0].NeedsCashReview);
        Assert.Equal((80_000_000, new DateOnly(2027, 4, 1)), (rows[1].CashMicros, rows[1].CashFrom));
        Assert.Equal((300_000_000, true), (rows[1].CashCostMicros, rows[1].NeedsCashReview));
        Assert.Equal("Costs money in 4 months: CX 1 goes above its commitment.", rows[1].CashNote);
    }

    [Fact]
    public async Task Pricing_again_writes_nothing()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        await bench.PriceAsync();
        var audit = (await bench.Advice.AuditAsync()).Count;
        Assert.Equal(0, await bench.PriceAsync());
        Assert.Equal(audit, (await bench.Advice.AuditAsync()).Count);
    }

    [Fact]
    public async Task Version_that_was_read_before_pricing_is_good_for_a_decision_after_it()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0));
        var read = await bench.Advice.RowAsync(0);
        Assert.Equal(1, await bench.PriceAsync());
        var decided = await bench
            .Advice.Get<ApproveRecommendation>()
            .RunAsync(bench.Advice.Manager, read.Id, read.Version, null, CancellationToken.None);
        Assert.Null(decided.Refusal);
        Assert.Equal(95_000_000, (await bench.Advice.RowAsync(0)).CashMicros);
    }

    [Fact]
    public async Task Approved_row_is_priced_first_and_what_is_open_on_top_of_it()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        await bench.PriceAsync();
        var second = (await RowsAsync(bench))[1];
        await bench.Advice.ApproveAsync(second.PersonKey - AdviceBench.Key(0));
        Assert.Equal(2, await bench.PriceAsync());
        await using var db = bench.Advice.Database.Open();
        Assert.Equal(95_000_000, (await db.Recommendations.SingleAsync(r => r.Status == RecommendationStatus.Approved)).CashMicros);
    }

    [Fact]
    public async Task Row_that_costs_money_is_put_under_review_by_the_next_evaluation_and_comes_back()
    {
        await using var bench = await BillingBench.CreateAsync();
        Verdict[] verdicts = [bench.Advice.Found(0), bench.Advice.Found(1)];
        await bench.Advice.RaiseAsync(verdicts);
        await bench.PriceAsync();
        Assert.All(await RowsAsync(bench), row => Assert.Equal(Lane.Ready, row.Lane));
        await bench.Advice.RaiseAsync(verdicts);
        var rows = await RowsAsync(bench);
        Assert.Equal((Lane.Ready, Lane.Review), (rows[0].Lane, rows[1].Lane));
        Assert.Contains("bills would become higher", rows[1].LaneNote, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.Advice.RaiseReportAsync(null, verdicts)).Written);

        await bench.ContractAsync(cx3: 0);
        await bench.PriceAsync();
        await bench.Advice.RaiseAsync(verdicts);
        Assert.All(await RowsAsync(bench), row => Assert.Equal((Lane.Ready, ""), (row.Lane, row.LaneNote)));
    }

    [Fact]
    public async Task Change_over_a_hard_limit_needs_review_although_it_costs_nothing()
    {
        await using var bench = await BillingBench.CreateAsync(people: 1, contract: false);
        await bench.ContractAsync(cx3: 2, overUse: OverUse.Hard);
        await bench.Advice.RaiseAsync(bench.Advice.Found(0));
        await bench.PriceAsync();
        var row = await bench.Advice.RowAsync(0);
        Assert.Equal((0, true), (row.CashCostMicros, row.NeedsCashReview));
        Assert.Equal("More people would hold CX 1 than its hard limit allows.", row.CashNote);
    }

    [Fact]
    public async Task Without_a_contract_there_is_no_figure_and_a_protected_row_has_none()
    {
        await using var bench = await BillingBench.CreateAsync(contract: false);
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1, lane: Lane.Protected));
        await bench.PriceAsync();
        var (open, kept) = (await bench.Advice.RowAsync(0), await bench.Advice.RowAsync(1));
        Assert.Equal((null, "No contract: cash saving is unknown."), (open.CashMicros, open.CashNote));
        Assert.Equal((null, "Protected: not counted."), (kept.CashMicros, kept.CashNote));
    }

    [Fact]
    public async Task Months_of_a_row_add_up_to_its_horizon()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        await bench.PriceAsync();
        await using var db = bench.Advice.Database.Open();
        foreach (var row in await RowsAsync(bench))
        {
            var months = await db.RowSavings.Where(s => s.RecommendationId == row.Id).OrderBy(s => s.Month).ToListAsync();
            Assert.InRange(months.Count, 1, 2);
            Assert.Equal(row.CashHorizonMicros, months.Sum(s => s.Months * s.Micros));
        }
    }

    /// <summary>The best one first.</summary>
    private static async Task<List<Recommendation>> RowsAsync(BillingBench bench)
    {
        await using var db = bench.Advice.Database.Open();
        var rows = await db.Recommendations.AsNoTracking().ToListAsync();
        return [.. rows.OrderByDescending(row => row.CashHorizonMicros)];
    }
}

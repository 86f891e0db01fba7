using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Testing.BilledWorld;

namespace LicenseDashboard.Application.Tests.Spend;

public sealed class BudgetTests
{
    [Fact]
    public async Task Budget_is_set_changed_and_removed_with_an_audit_entry_each()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        Assert.Equal(1, (await SetAsync(bench, 20_000, 0)).Value);
        Assert.Equal(2, (await SetAsync(bench, 30_000, 1)).Value);
        Assert.Equal(2, (await SetAsync(bench, 30_000, 1)).Value);
        Assert.Equal(0, (await SetAsync(bench, null, 2)).Value);
        await using var db = bench.Database.Open();
        Assert.Equal(
            ["budget.set:>20000 USD", "budget.changed:20000 USD>30000 USD", "budget.removed:30000 USD>"],
            await db.Audit.OrderBy(e => e.Sequence).Select(e => e.Action + ":" + e.From + ">" + e.To).ToListAsync()
        );
        Assert.Empty(await db.Budgets.ToListAsync());
    }

    [Fact]
    public async Task Budget_that_someone_else_changed_is_refused()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        await SetAsync(bench, 20_000, 0);
        Assert.Equal("stale", (await SetAsync(bench, 30_000, 0)).Refusal?.Code);
        Assert.Equal("stale", (await SetAsync(bench, 30_000, 2)).Refusal?.Code);
    }

    [Theory]
    [InlineData(2026, -1.0, "amount")]
    [InlineData(1990, 1.0, "year")]
    public async Task Wrong_values_are_refused_by_name(int year, double amount, string field)
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        var refusal = (await SetAsync(bench, (decimal)amount, 0, year)).Refusal!;
        Assert.Equal(field, refusal.Field);
        Assert.StartsWith(field, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ViewerRoles.Auditor)]
    [InlineData(ViewerRoles.OperationsManager)]
    [InlineData(ViewerRoles.ApiFinance)]
    public async Task Only_who_edits_money_sets_budgets(ViewerRoles role)
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        var outcome = await bench
            .Get<SetBudget>()
            .RunAsync(SpendBench.FinOps with { Roles = role }, "genesys", 2026, 1, 0, CancellationToken.None);
        Assert.Equal("forbidden", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task Without_a_contract_there_is_no_currency_for_a_budget()
    {
        await using var bench = await SpendBench.CreateAsync(people: false, bills: false);
        Assert.Equal("platform", (await SetAsync(bench, 1, 0)).Refusal?.Field);
    }

    [Fact]
    public async Task Forecast_is_compared_with_the_budget_of_its_year()
    {
        await using var bench = await SpendBench.CreateAsync();
        await SetAsync(bench, 13_000, 0);
        var budget = Assert.Single((await bench.ForecastAsync()).Budgets);
        Assert.Equal((13_000 * Dollar, 8, true), (budget.Check.BudgetMicros, budget.Check.Months, budget.Check.IsPassed));
        Assert.Equal(November, budget.Check.PassedIn);
    }

    [Fact]
    public async Task Reserve_stands_beside_its_true_up()
    {
        await using var bench = await SpendBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            db.ExemptionTags.Add(A.Tag(season: new Season(new MonthDay(12, 1), new MonthDay(1, 15))));
            db.SeasonTrueUps.Add(
                new SeasonTrueUp
                {
                    PlatformKey = 1,
                    Tag = ExemptionTag.SeasonalBurst,
                    First = new DateOnly(2026, 12, 1),
                    Micros = 900 * Dollar,
                }
            );
            await db.SaveChangesAsync();
        }

        Assert.Null((await bench.ForecastAsync()).TrueUps.Single().ShortMicros);
        Assert.Equal(1, (await ReserveAsync(bench, ExemptionTag.SeasonalBurst)).Value);
        var trueUp = (await bench.ForecastAsync()).TrueUps.Single();
        Assert.Equal((600 * Dollar, 300 * Dollar, 2026), (trueUp.ReserveMicros, trueUp.ShortMicros, trueUp.Year));
        Assert.Contains((await bench.ForecastAsync()).Marks, mark => mark.Kind == SpendMarkKind.Season);
        Assert.Equal("tag", (await ReserveAsync(bench, "NO_TAG")).Refusal?.Field);
    }

    private static Task<Outcome<int>> SetAsync(SpendBench bench, decimal? amount, int version, int year = 2026) =>
        bench.Get<SetBudget>().RunAsync(SpendBench.FinOps, "genesys", year, amount, version, CancellationToken.None);

    private static Task<Outcome<int>> ReserveAsync(SpendBench bench, string tag) =>
        bench.Get<SetReserve>().RunAsync(SpendBench.FinOps, "genesys", tag, 2026, 600, 0, CancellationToken.None);
}

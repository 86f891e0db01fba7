using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

/// <summary>Person 0 moves from CX 3 to CX 1; others lost a CX 1 seat and are needed in the season.</summary>
public class SeasonTests
{
    private static readonly TagTerms Burst = ExemptionTag.BuiltIn[0].Terms;

    [Theory]
    [InlineData(3, RemediationStatus.Verified)]
    [InlineData(2, RemediationStatus.Cancelled)]
    public async Task Change_is_stopped_when_the_season_would_find_too_few_seats_under_a_hard_cap(int committed, RemediationStatus expected)
    {
        await using var bench = await BenchAsync(needed: 2);
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", committed);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        var item = await bench.ItemAsync(0);
        Assert.Equal(expected, item.Status);
        if (expected == RemediationStatus.Cancelled)
        {
            Assert.Equal("1 seats of CX 1 would stay free, and the season of the coming 60 days needs 2; the contract refuses over-use at log-in.", item.Error);
            Assert.Empty(bench.Vendor.Journal);
        }
    }

    [Theory]
    [InlineData(60, RemediationStatus.Cancelled)]
    [InlineData(61, RemediationStatus.Verified)]
    public async Task Season_further_than_60_days_away_stops_nothing(int days, RemediationStatus expected)
    {
        await using var bench = await BenchAsync(needed: 1);
        await SeasonFromAsync(bench, bench.Today.AddDays(days));
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", 1);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(expected, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task Soft_contract_stops_nothing()
    {
        await using var bench = await BenchAsync(needed: 2);
        await bench.ContractAsync(OverUse.Soft, "cloudCX1", 0);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task Member_whose_protection_has_not_begun_keeps_their_seat_too()
    {
        await using var bench = await BenchAsync(needed: 0);
        await bench.AssignAsync(ExemptionTag.SeasonalBurst, from: bench.Today.AddDays(5));
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("The person is tagged SEASONAL_BURST and would lose part of the seat that the season needs.", (await bench.ItemAsync(0)).Error);
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Forecast_tells_what_the_contract_leaves_and_what_the_rest_costs()
    {
        await using var bench = await BenchAsync(needed: 4);
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", 1);
        var tag = await bench.TagAsync(ExemptionTag.SeasonalBurst);
        await bench.Get<ChangeTag>().RunAsync(
            A.Administrator, ExemptionBench.Platform, tag.Name, tag.Version, Burst with { BudgetOwner = "Cora Lindqvist", ApprovedBudget = Money.Of(500, "USD") }, CancellationToken.None);
        var forecast = Assert.Single(await bench.Get<BurstForecasts>().RunAsync(A.Auditor, ExemptionBench.Platform, CancellationToken.None));
        Assert.Equal((4, 0, 3), (forecast.People, forecast.Unknown, forecast.Months));
        var tier = Assert.Single(forecast.Tiers);
        Assert.Equal(("cloudCX1", 4, 0, 1, 3), (tier.Room.Sku, tier.People, tier.Holding, tier.Room.Free!.Value, tier.Shortfall!.Value));
        Assert.Equal((Money.Of(3 * 90 * 3, "USD"), Money.Of(310, "USD")), (forecast.TrueUp!.Value, forecast.OverBudget!.Value));
        Assert.Empty(await bench.Get<BurstForecasts>().RunAsync(bench.Manager, ExemptionBench.Platform, CancellationToken.None));
    }

    /// <summary>Person 0 approved for CX 1; the people after them held it until last week and are tagged.</summary>
    private static async Task<AdviceBench> BenchAsync(int needed)
    {
        var bench = await ExemptionBench.CreateAsync(people: 1 + needed);
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.DirectoryAsync(async db =>
        {
            await db.Seats.Where(s => s.PersonKey > AdviceBench.Key(0)).ExecuteDeleteAsync();
            db.Seats.AddRange(Enumerable.Range(1, needed).Select(n => new Seat { PersonKey = AdviceBench.Key(n), SkuKey = 2, From = bench.Today.AddDays(-90), To = bench.Today.AddDays(-7) }));
            db.Exemptions.AddRange(Enumerable.Range(1, needed).Select(n => A.Exemption(AdviceBench.Key(n))));
        });
        return bench;
    }

    private static async Task SeasonFromAsync(AdviceBench bench, DateOnly first)
    {
        var last = first.AddDays(30);
        var season = new Season(new MonthDay(first.Month, first.Day), new MonthDay(last.Month, last.Day));
        Assert.Null((await bench.Get<ChangeTag>().RunAsync(A.Administrator, ExemptionBench.Platform, ExemptionTag.SeasonalBurst, 1, Burst with { Season = season }, CancellationToken.None)).Refusal);
    }
}

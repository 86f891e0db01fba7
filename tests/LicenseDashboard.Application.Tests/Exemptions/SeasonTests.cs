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
            Assert.Equal(
                "1 licenses of CX 1 would stay free, and the season of the next 60 days needs 2; the contract "
                    + "refuses logins above the limit.",
                item.Error
            );
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
        Assert.Equal(
            "The person is tagged SEASONAL_BURST and would lose part of the license that the season needs.",
            (await bench.ItemAsync(0)).Error
        );
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Forecast_tells_what_the_contract_leaves_and_what_the_rest_costs()
    {
        await using var bench = await BenchAsync(needed: 4);
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", 1);
        var tag = await bench.TagAsync(ExemptionTag.SeasonalBurst);
        await bench
            .Get<ChangeTag>()
            .RunAsync(
                A.Administrator,
                ExemptionBench.Platform,
                tag.Name,
                tag.Version,
                Burst with
                {
                    BudgetOwner = "Cora Lindqvist",
                    ApprovedBudget = Money.Of(500, "USD"),
                },
                CancellationToken.None
            );
        var forecast = Assert.Single(
            await bench.Get<BurstForecasts>().RunAsync(A.Auditor, ExemptionBench.Platform, CancellationToken.None)
        );
        Assert.Equal((4, 0, 3), (forecast.People, forecast.Unknown, forecast.Months));
        var tier = Assert.Single(forecast.Tiers);
        Assert.Equal(("cloudCX1", 4, 0, 1, 3), (tier.Room.Sku, tier.People, tier.Holding, tier.Room.Free!.Value, tier.Shortfall!.Value));
        Assert.Equal((Money.Of(3 * 90 * 3, "USD"), Money.Of(310, "USD")), (forecast.TrueUp!.Value, forecast.OverBudget!.Value));
        Assert.Empty(await bench.Get<BurstForecasts>().RunAsync(bench.Manager, ExemptionBench.Platform, CancellationToken.None));
    }

    /// <summary>
    /// 200 people who come back for the winter. Their seats were taken back in October and handed on; on Black Friday, under a hard cap,
    /// most of them would be refused at log-in. With the tag from the start nothing of it is taken: the change is stopped before it is
    /// made.
    /// </summary>
    [Fact]
    public async Task Two_hundred_people_whose_seats_were_taken_would_find_the_door_closed_on_black_friday()
    {
        const int Seasonal = 200;
        await using var bench = await ExemptionBench.CreateAsync(people: Seasonal);
        var october = new DateOnly(2026, 10, 1);
        await bench.DirectoryAsync(async db => await db.Seats.ExecuteUpdateAsync(set => set.SetProperty(seat => seat.To, october)));
        await bench.ContractAsync(OverUse.Hard, "cloudCX3", 40);
        await bench.DirectoryAsync(db =>
        {
            db.Exemptions.AddRange(Enumerable.Range(0, Seasonal).Select(n => A.Exemption(AdviceBench.Key(n))));
            return Task.CompletedTask;
        });

        var blackFriday = new DateOnly(2026, 11, 27);
        bench.Clock.Advance(blackFriday.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc) - bench.Now);
        var forecast = (
            await bench.Get<BurstForecasts>().RunAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None)
        ).Single();
        Assert.True(forecast.Season.Contains(blackFriday));
        Assert.Equal(
            ("cloudCX3", Seasonal, 0, 40, 160),
            (
                forecast.Tiers[0].Room.Sku,
                forecast.People,
                forecast.Tiers[0].Holding,
                forecast.Tiers[0].Room.Free!.Value,
                forecast.Tiers[0].Shortfall!.Value
            )
        );
        Assert.Equal(OverUse.Hard, forecast.Tiers[0].Room.OverUse);

        await bench.DirectoryAsync(async db => await db.Seats.ExecuteUpdateAsync(set => set.SetProperty(seat => seat.To, (DateOnly?)null)));
        var kept = (await bench.Get<BurstForecasts>().RunAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None)).Single();
        Assert.Equal((Seasonal, Seasonal), (kept.People, kept.Tiers[0].Holding));
        await using var look = bench.Database.Open();
        for (var n = 0; n < Seasonal; n += 40)
        {
            Assert.Equal(
                "The person is tagged SEASONAL_BURST and would lose the license that the season needs.",
                await ComingSeason.MemberObjectionAsync(
                    look,
                    bench.Platform,
                    AdviceBench.Key(n),
                    october,
                    ["cloudCX3"],
                    [],
                    CancellationToken.None
                )
            );
        }
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
            db.Seats.AddRange(
                Enumerable
                    .Range(1, needed)
                    .Select(n => new Seat
                    {
                        PersonKey = AdviceBench.Key(n),
                        SkuKey = 2,
                        From = bench.Today.AddDays(-90),
                        To = bench.Today.AddDays(-7),
                    })
            );
            db.Exemptions.AddRange(Enumerable.Range(1, needed).Select(n => A.Exemption(AdviceBench.Key(n))));
        });
        return bench;
    }

    private static async Task SeasonFromAsync(AdviceBench bench, DateOnly first)
    {
        var last = first.AddDays(30);
        var season = new Season(new MonthDay(first.Month, first.Day), new MonthDay(last.Month, last.Day));
        Assert.Null(
            (
                await bench
                    .Get<ChangeTag>()
                    .RunAsync(
                        A.Administrator,
                        ExemptionBench.Platform,
                        ExemptionTag.SeasonalBurst,
                        1,
                        Burst with
                        {
                            Season = season,
                        },
                        CancellationToken.None
                    )
            ).Refusal
        );
    }
}

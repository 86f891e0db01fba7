using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LicenseDashboard.Application.Tests.Overview.OverviewWorld;

namespace LicenseDashboard.Application.Tests.Overview;

/// <summary>The numbers of seats and the people behind them.</summary>
public sealed class SeatCountTests
{
    [Fact]
    public async Task Tier_counts_its_open_rows_that_are_not_protected()
    {
        await using var bench = await SeededAsync();
        Assert.Equal(
            [new("cloudCX3", new TierFinding(3, 0))],
            await bench.Get<TierFindings>().RunAsync(Auditor, null, CancellationToken.None)
        );
        await bench.ApproveAsync(1);
        Assert.Equal(
            [new("cloudCX3", new TierFinding(2, 0))],
            await bench.Get<TierFindings>().RunAsync(bench.Manager, null, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Confirmed_change_moves_seats_candidates_and_savings_at_the_same_moment()
    {
        await using var bench = await SeededAsync();
        await bench.ImportedAsync();
        await using (var db = bench.Database.Open())
        {
            await db.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.EndedAt, bench.Now));
        }

        var imported = bench.Now;
        Assert.Equal((4, 3, 0, 0), await FiguresAsync(bench));
        await bench.ApproveAsync(1);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((3, 2, 1, 1), await FiguresAsync(bench));
        var moment = await bench.Get<SeatsAsOf>().RunAsync(bench.Manager, null, CancellationToken.None);
        Assert.Equal(new SeatMoment(imported, 1), moment);
    }

    /// <summary>Seats of CX 3, rows to lower them, seats of CX 1, verified changes.</summary>
    private static async Task<(int Upper, int Candidates, int Lower, int Verified)> FiguresAsync(AdviceBench bench)
    {
        var seats = await bench.Get<SeatSummary>().RunAsync(bench.Manager, null, CancellationToken.None);
        var rows = await bench.Get<TierFindings>().RunAsync(bench.Manager, null, CancellationToken.None);
        var savings = await bench.Get<SavingTotals>().RunAsync(bench.Manager, null, CancellationToken.None);
        return (
            seats.SingleOrDefault(seat => seat.Sku == "cloudCX3")?.Assigned ?? 0,
            rows.Sum(row => row.Value.Ready),
            seats.SingleOrDefault(seat => seat.Sku == "cloudCX1")?.Assigned ?? 0,
            savings.SingleOrDefault(saving => saving.Stage == SavingStage.Verified)?.Count ?? 0
        );
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task People_behind_a_number_are_as_many_as_it_says(bool known)
    {
        await using var bench = await SeededAsync();
        await SeenAsync(bench, known);
        var count = Assert.Single(await bench.Get<SeatSummary>().RunAsync(Auditor, null, CancellationToken.None));
        Assert.Equal(known ? (4, 1, 3, 0) : (4, 1, 0, 3), (count.Assigned, count.Active, count.Idle, count.Unknown));
        foreach (
            var (activity, expected) in new (Activity?, int)[]
            {
                (null, count.Assigned),
                (Activity.Active, count.Active),
                (Activity.Idle, count.Idle),
                (Activity.Unknown, count.Unknown),
            }
        )
        {
            var page = await bench
                .Get<SeatHolders>()
                .RunAsync(Auditor, new SeatHolderFilter { Sku = count.Sku, Activity = activity }, Page.First, CancellationToken.None);
            Assert.Equal(expected, page.Total);
            Assert.All(page.Items, person => Assert.Equal(activity ?? person.Activity, person.Activity));
        }
    }

    [Fact]
    public async Task Search_finds_people_in_scope_with_the_row_that_stands_for_them()
    {
        await using var bench = await SeededAsync();
        var holders = bench.Get<SeatHolders>();
        var found = Assert.Single(
            (await holders.RunAsync(bench.Manager, new SeatHolderFilter { Text = "son 001" }, Page.First, CancellationToken.None)).Items
        );
        Assert.Equal(
            ("Person 001", (await bench.RowAsync(1)).Id.Value, "Maria Okafor"),
            (found.Name, found.RecommendationId, found.Manager)
        );
        Assert.Equal(
            0,
            (await holders.RunAsync(bench.Manager, new SeatHolderFilter { Text = "100%_" }, Page.First, CancellationToken.None)).Total
        );
        Assert.Equal(
            0,
            (await holders.RunAsync(bench.Manager with { Scopes = [] }, new SeatHolderFilter(), Page.First, CancellationToken.None)).Total
        );
    }
}

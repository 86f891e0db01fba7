using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public class ReclamationListTests
{
    [Fact]
    public async Task Row_says_how_long_which_signals_which_step_and_what_may_be_done()
    {
        await using var bench = await FoundAsync(1);
        var row = Assert.Single(await RowsAsync(bench, bench.Manager, new ReclamationFilter()));
        Assert.Equal((90, ReclamationStep.Notify, bench.Today.AddDays(8), true), (row.DaysInactive, row.Step, row.DueOn, row.MayDecide));
        Assert.Equal(
            [new SeenSign(SignOfLife.Presence, bench.Today.AddDays(-200)), new SeenSign(SignOfLife.Login, bench.Today.AddDays(-90))],
            row.Seen
        );
        Assert.Null(row.Outcome);
        Assert.False((await RowsAsync(bench, bench.Administrator, new ReclamationFilter()))[0].MayDecide);
        Assert.Empty(
            await RowsAsync(
                bench,
                new Viewer("Else", "persona:else", ViewerRoles.OperationsManager, [new ReportingScope(1, 5, 1, 2)]),
                new ReclamationFilter()
            )
        );
    }

    [Fact]
    public async Task Outcomes_tell_reclaimed_restored_kept_and_came_back_apart()
    {
        await using var bench = await FoundAsync(4);
        await bench.ApproveAsync(0);
        await bench.ApproveAsync(1);
        var kept = await bench.RowAsync(2);
        await bench
            .Get<RejectRecommendation>()
            .RunAsync(bench.Manager, kept.Id, kept.Version, "Comes back after the project.", null, CancellationToken.None);
        await bench.SeenAsync(3, 0);
        await bench.DayAsync();
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        await bench.Get<RestoreReclamation>().RunAsync(bench.Manager, (await bench.RowAsync(1)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        ReclamationOutcome?[] expected =
        [
            ReclamationOutcome.Reclaimed,
            ReclamationOutcome.Restored,
            ReclamationOutcome.Kept,
            ReclamationOutcome.CameBack,
        ];
        Assert.Equal(expected, (await RowsAsync(bench, bench.Manager, new ReclamationFilter { Sort = "name" })).Select(row => row.Outcome));
        var counts = await bench.Get<ReclamationList>().OutcomesAsync(bench.Manager, new ReclamationFilter(), CancellationToken.None);
        Assert.All(expected, outcome => Assert.Equal(1, counts[outcome!.Value]));
        Assert.Equal((0, 0), (counts[ReclamationOutcome.UnderWay], counts[ReclamationOutcome.Withdrawn]));
        foreach (var outcome in expected)
        {
            Assert.Equal(
                outcome,
                Assert.Single(await RowsAsync(bench, bench.Manager, new ReclamationFilter { Outcome = outcome })).Outcome
            );
        }

        Assert.True(
            (await RowsAsync(bench, bench.Manager, new ReclamationFilter { Outcome = ReclamationOutcome.Reclaimed }))[0].MayRestore
        );
    }

    [Fact]
    public async Task Lists_filter_by_step_lane_tier_and_text_and_every_order_is_total()
    {
        await using var bench = await FoundAsync(3);
        await bench.DaysAsync(1);
        await bench.SeenAsync(0, 200);
        Assert.Empty(await RowsAsync(bench, bench.Manager, new ReclamationFilter { Steps = [ReclamationStep.Due] }));
        Assert.Equal(
            3,
            (
                await RowsAsync(
                    bench,
                    bench.Manager,
                    new ReclamationFilter
                    {
                        Steps = [ReclamationStep.Grace],
                        Lanes = [Lane.Ready],
                        Tiers = ["cloudCX3"],
                    }
                )
            ).Count
        );
        Assert.Single(await RowsAsync(bench, bench.Manager, new ReclamationFilter { Text = "person 002" }));
        foreach (var sort in ReclamationSort.Fields.SelectMany(field => new[] { field, "-" + field }))
        {
            Assert.Equal(
                3,
                (await RowsAsync(bench, bench.Manager, new ReclamationFilter { Sort = sort })).Select(row => row.Id).Distinct().Count()
            );
        }

        Assert.Equal(
            "invalid",
            (
                await bench
                    .Get<ReclamationList>()
                    .RunAsync(bench.Manager, new ReclamationFilter { Sort = "shoe" }, Page.First, CancellationToken.None)
            )
                .Refusal!
                .Code
        );
        var totals = (await bench.Get<ReclamationList>().TotalsAsync(bench.Manager, new ReclamationFilter(), CancellationToken.None)).Value;
        Assert.Equal((3, 465_000_000L), (totals.Sum(total => total.Count), totals.Sum(total => total.ListMicros)));
        Assert.Equal(
            3,
            await bench.Get<ReclamationList>().ExportAsync(bench.Manager, new ReclamationFilter(), CancellationToken.None).CountAsync()
        );
    }

    [Fact]
    public async Task Policies_are_an_administrators_and_a_stale_change_is_refused()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        var change = bench.Get<ChangePolicy>();
        Assert.Equal(
            "forbidden",
            (await change.RunAsync(bench.Manager, "genesys", 0, 0, ReclamationTerms.Default, CancellationToken.None)).Refusal!.Code
        );
        Assert.Equal(
            "invalid",
            (
                await change.RunAsync(
                    bench.Administrator,
                    "genesys",
                    0,
                    0,
                    ReclamationTerms.Default with
                    {
                        Days = 1,
                    },
                    CancellationToken.None
                )
            )
                .Refusal!
                .Code
        );
        Assert.Equal(
            "not-found",
            (await change.RunAsync(bench.Administrator, "genesys", 77, 0, ReclamationTerms.Default, CancellationToken.None)).Refusal!.Code
        );
        Assert.Equal(
            1,
            (
                await change.RunAsync(
                    bench.Administrator,
                    "genesys",
                    0,
                    0,
                    ReclamationTerms.Default with
                    {
                        Days = 60,
                    },
                    CancellationToken.None
                )
            ).Value
        );
        Assert.Equal(
            "stale",
            (await change.RunAsync(bench.Administrator, "genesys", 0, 0, ReclamationTerms.Default, CancellationToken.None)).Refusal!.Code
        );
        var shown = Assert.Single((await bench.Get<PolicyList>().RunAsync(CancellationToken.None))[0].Policies);
        Assert.Equal((60, 1, "Ada"), (shown.Terms.Days, shown.Version, shown.ChangedBy));
        Assert.Contains("policy.changed", await bench.AuditAsync());
    }

    private static async Task<AdviceBench> FoundAsync(int people)
    {
        var bench = await ReclamationBench.CreateAsync(people);
        for (var n = 0; n < people; n++)
        {
            await bench.SeenAsync(n, 90);
        }

        await bench.DayAsync();
        return bench;
    }

    private static async Task<IReadOnlyList<ReclamationRow>> RowsAsync(AdviceBench bench, Viewer viewer, ReclamationFilter filter) =>
        (await bench.Get<ReclamationList>().RunAsync(viewer, filter, Page.First, CancellationToken.None)).Value.Items;
}

using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public class StepTests
{
    /// <summary>C is yesterday, so a window of 45 days begins 45 days ago.</summary>
    [Theory, InlineData(45, false), InlineData(46, true)]
    public async Task Seat_is_found_once_the_last_sign_of_life_lies_before_the_window(int daysAgo, bool found)
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, daysAgo);
        var report = await bench.DayAsync();
        Assert.Equal(found ? 1 : 0, report.Rows.Raised);
        if (found)
        {
            var row = await bench.RowAsync(0);
            Assert.Equal(
                (RecommendationKind.Reclaim, Lane.Ready, "cloudCX3", "", true),
                (row.Kind, row.Lane, row.Held, row.Target, row.HasPlan)
            );
            Assert.Equal(155_000_000, row.ListSavingMicros);
            Assert.Contains("Last seen", row.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Steps_go_notify_grace_due_and_an_unchanged_day_writes_nothing()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        Assert.Equal(ReclamationStep.Notify, (await bench.CaseAsync(0)).Step);
        var again = await bench.DayAsync();
        Assert.Equal((0, 0, 0), (again.Rows.Raised, again.Rows.Moved, again.Rows.Withdrawn));
        await bench.DaysAsync(1);
        Assert.Equal(ReclamationStep.Grace, (await bench.CaseAsync(0)).Step);
        await bench.DaysAsync(6);
        Assert.Equal(ReclamationStep.Grace, (await bench.CaseAsync(0)).Step);
        await bench.DaysAsync(1);
        var due = await bench.CaseAsync(0);
        Assert.Equal((ReclamationStep.Due, bench.Today), (due.Step, due.DueOn));
        Assert.Equal((RecommendationStatus.Open, 1), ((await bench.RowAsync(0)).Status, (await bench.RowAsync(0)).Version));
    }

    [Fact]
    public async Task Search_people_and_overview_know_a_license_that_is_being_reclaimed()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        var row = await bench.RowAsync(0);
        var waiting = bench.Get<WaitingOn>();
        var announced = await waiting.RunAsync(bench.Manager, null, CancellationToken.None);
        var due = (await bench.CaseAsync(0)).DueOn;
        Assert.Equal((0, 0, 1, due), (announced.Downgrades, announced.Reclamations, announced.Unused, announced.NextDueOn));
        var found = await FoundAsync(row.Name);
        Assert.Equal(
            (row.Id.Value, RecommendationKind.Reclaim, ReclamationStep.Notify, due),
            (found.RecommendationId, found.Kind, found.Step, found.DueOn)
        );
        var unused = Assert.Single(
            await bench.Get<SavingTotals>().RunAsync(bench.Manager, null, CancellationToken.None),
            total => total.Stage == SavingStage.Unused
        );
        Assert.Equal((1, Money.Of(155, "USD")), (unused.Count, unused.List));

        await bench.DaysAsync(8);
        var late = await waiting.RunAsync(bench.Manager, null, CancellationToken.None);
        Assert.Equal((1, 1, null), (late.Reclamations, late.Unused, late.NextDueOn));
        Assert.Equal(ReclamationStep.Due, (await FoundAsync(row.Name)).Step);

        async Task<SeatHolder> FoundAsync(string name) =>
            Assert.Single(
                (
                    await bench
                        .Get<SeatHolders>()
                        .RunAsync(bench.Manager, new SeatHolderFilter { Text = name }, Page.First, CancellationToken.None)
                ).Items
            );
    }

    [Fact]
    public async Task Sign_of_life_withdraws_the_row_and_says_which()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.SeenAsync(0, 1);
        await bench.DaysAsync(1);
        var row = await bench.RowAsync(0);
        Assert.Equal(RecommendationStatus.Withdrawn, row.Status);
        Assert.Contains("login", row.StatusNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_of_life_withdraws_an_approved_row_before_anything_is_written()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.ApproveAsync(0);
        await bench.SeenAsync(0, 0);
        await bench.DayAsync();
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RecommendationStatus.Withdrawn, (await bench.RowAsync(0)).Status);
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Unknown_last_seen_goes_to_a_person_never_to_the_machine()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.PolicyAsync(ReclamationTerms.Default with { Mode = ReclamationMode.Automatic });
        await bench.SeenAsync(0, 100);
        await using (var db = bench.Database.Open())
        {
            var first = bench.Today.AddDays(-30);
            await db.Streams.ExecuteUpdateAsync(set => set.SetProperty(s => s.FirstDay, first));
        }

        await bench.DayAsync();
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), (row.Status, row.Lane));
        await bench.DaysAsync(9);
        Assert.NotEqual(RecommendationStatus.Approved, (await bench.RowAsync(0)).Status);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Late_stream_withdraws_raises_and_takes_nothing()
    {
        await using var bench = await ReclamationBench.CreateAsync(2);
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.SeenAsync(1, 90);
        bench.Clock.Advance(TimeSpan.FromDays(3));
        var report = await bench.DayAsync();
        Assert.Equal((0, 0), (report.Rows.Raised, report.Rows.Withdrawn));
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), (row.Status, row.Lane));
        Assert.Contains("not enough data", row.LaneNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_withdraws_a_row_even_while_a_stream_is_late()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.SeenAsync(0, 0);
        Assert.Equal(1, (await bench.DayAsync()).Rows.Withdrawn);
        Assert.Contains("Active on", (await bench.RowAsync(0)).StatusNote, StringComparison.Ordinal);
    }

    [Theory, InlineData("Seasonal", Lane.Protected), InlineData("Leave", Lane.Protected), InlineData("Voluntary", Lane.Ready)]
    public async Task Vendor_reason_is_read_when_the_step_is_due(string reason, Lane lane)
    {
        await using var bench = await ReclamationBench.CreateAsync();
        bench.Vendor.StateReasons["p0"] = reason;
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.DaysAsync(7);
        Assert.Equal(Lane.Ready, (await bench.RowAsync(0)).Lane);
        await bench.DaysAsync(1);
        Assert.Equal(lane, (await bench.RowAsync(0)).Lane);
    }

    [Fact]
    public async Task Seat_whose_protection_ended_is_announced_again()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await using (var db = bench.Database.Open())
        {
            db.Exemptions.Add(A.Exemption(AdviceBench.Key(0), from: bench.Today, to: bench.Today.AddDays(20)));
            await db.SaveChangesAsync();
        }

        await bench.PolicyAsync(ReclamationTerms.Default with { Mode = ReclamationMode.Automatic });
        await bench.DayAsync();
        await bench.DaysAsync(20);
        Assert.Equal((Lane.Protected, RecommendationStatus.Open), ((await bench.RowAsync(0)).Lane, (await bench.RowAsync(0)).Status));
        await bench.DaysAsync(1);
        var again = await bench.CaseAsync(0);
        Assert.Equal(
            (ReclamationStep.Notify, bench.Today, bench.Today.AddDays(8), RecommendationStatus.Open),
            (again.Step, again.NotifiedOn, again.DueOn, (await bench.RowAsync(0)).Status)
        );
        await bench.DaysAsync(7);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(0)).Status);
        await bench.DaysAsync(1);
        Assert.Equal(RecommendationStatus.Approved, (await bench.RowAsync(0)).Status);
    }

    [Fact]
    public async Task Kept_seat_stays_away_until_its_date_and_comes_back_after()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        var row = await bench.RowAsync(0);
        await bench
            .Get<Application.Recommendations.RejectRecommendation>()
            .RunAsync(
                bench.Manager,
                row.Id,
                row.Version,
                "On parental leave until spring.",
                bench.Today.AddDays(3),
                CancellationToken.None
            );
        await bench.DaysAsync(2);
        Assert.Equal(RecommendationStatus.Rejected, (await bench.RowAsync(0)).Status);
        await bench.DaysAsync(1);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(0)).Status);
        Assert.Equal(ReclamationStep.Notify, (await bench.CaseAsync(0)).Step);
    }

    [Fact]
    public async Task Person_with_a_live_row_gets_no_second_one()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.RaiseAsync(bench.Found(0));
        Assert.Equal(0, (await bench.DayAsync()).Rows.Raised);
        await bench.RaiseAsync(AdviceBench.Nothing(0, NoFindingReason.Inactive));
        Assert.Equal(1, (await bench.DayAsync()).Rows.Raised);
        await bench.RaiseAsync(bench.Found(0));
        Assert.Equal(RecommendationKind.Reclaim, (await bench.RowAsync(0)).Kind);
    }
}

using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

public class RaiseTests
{
    [Fact]
    public async Task Unchanged_night_writes_nothing()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 3);
        Verdict[] verdicts = [bench.Found(0), bench.Found(1, lane: Lane.Review), AdviceBench.Nothing(2)];
        await bench.RaiseAsync(verdicts);
        var audit = (await bench.AuditAsync()).Count;
        var report = await bench.RaiseReportAsync(null, verdicts);
        Assert.Equal(0, report.Written);
        Assert.Equal(audit, (await bench.AuditAsync()).Count);
    }

    [Fact]
    public async Task Money_and_counts_are_refreshed_without_a_new_version_and_a_lane_with_one()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var first = await bench.RowAsync(0);
        await bench.RaiseAsync(bench.Found(0) with { Saving = new Money(70_000_000, "USD") });
        var cheaper = await bench.RowAsync(0);
        Assert.Equal((first.Version, 70_000_000), (cheaper.Version, cheaper.ListSavingMicros));
        await bench.RaiseAsync(bench.Found(0, lane: Lane.Review));
        Assert.Equal(first.Version + 1, (await bench.RowAsync(0)).Version);
    }

    [Fact]
    public async Task Open_row_follows_a_new_target_in_place()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var first = await bench.RowAsync(0);
        await bench.RaiseAsync(bench.Found(0, target: "cloudCX2", newRole: "duo"));
        var row = await bench.RowAsync(0);
        Assert.Equal((first.Id, "cloudCX2", first.Version + 1), (row.Id, row.Target, row.Version));
    }

    [Fact]
    public async Task Approved_row_whose_target_changed_is_withdrawn_and_raised_again()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        var approved = await bench.RowAsync(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await bench.RaiseAsync(bench.Found(0, target: "cloudCX2", newRole: "duo"));
        await using var db = bench.Database.Open();
        Assert.Equal(RecommendationStatus.Withdrawn, (await db.Recommendations.SingleAsync(r => r.Id == approved.Id)).Status);
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
        var raised = await bench.RowAsync(0);
        Assert.NotEqual(approved.Id, raised.Id);
        Assert.Equal((RecommendationStatus.Open, "cloudCX2"), (raised.Status, raised.Target));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Evidence_that_has_gone_withdraws_what_is_not_written(bool approved)
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        if (approved)
        {
            await bench.ApproveAsync(0);
        }

        await bench.RaiseAsync(AdviceBench.Nothing(0));
        Assert.Equal(RecommendationStatus.Withdrawn, (await bench.RowAsync(0)).Status);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Exemption_reopens_an_approved_row_as_protected()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.RaiseAsync(bench.Found(0, lane: Lane.Protected));
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Protected, "exempt by burst"), (row.Status, row.Lane, row.LaneNote));
        Assert.Equal("protected", (await bench.ApproveAsync(0)).Refusal!.Code);
    }

    [Theory, InlineData(89, false), InlineData(90, true)]
    public async Task Rejection_keeps_the_same_kind_away_for_90_days(int days, bool raised)
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var row = await bench.RowAsync(0);
        await bench
            .Get<RejectRecommendation>()
            .RunAsync(bench.Manager, row.Id, row.Version, "Covers the chat queue in December", null, CancellationToken.None);
        bench.Clock.Advance(TimeSpan.FromDays(days));
        var report = await bench.RaiseReportAsync(null, bench.Found(0));
        Assert.Equal((raised ? 1 : 0, raised ? 0 : 1), (report.Raised, report.Suppressed));
    }

    [Fact]
    public async Task Late_stream_withdraws_nothing_and_asks_for_a_look()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        await bench.RaiseReportAsync(
            "not enough data since 2026-11-10",
            AdviceBench.Nothing(0),
            bench.Found(1, target: "cloudCX2", newRole: "duo")
        );
        foreach (var row in new[] { await bench.RowAsync(0), await bench.RowAsync(1) })
        {
            Assert.Equal(
                (RecommendationStatus.Open, Lane.Review, "cloudCX1", "not enough data since 2026-11-10"),
                (row.Status, row.Lane, row.Target, row.LaneNote)
            );
        }

        var again = await bench.RaiseReportAsync("not enough data since 2026-11-10", AdviceBench.Nothing(0), AdviceBench.Nothing(1));
        Assert.Equal(0, again.Written);
    }

    [Fact]
    public async Task Row_follows_its_person_through_the_reporting_line()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var before = await bench.RowAsync(0);
        await using (var db = bench.Database.Open())
        {
            await db
                .People.Where(p => p.Key == AdviceBench.Key(0))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Position, 5_000_000).SetProperty(p => p.Name, "Renamed"));
        }

        await bench.RaiseAsync(bench.Found(0));
        var row = await bench.RowAsync(0);
        Assert.Equal((5_000_000, "Renamed", before.Version), (row.Position, row.Name, row.Version));
        Assert.Equal("not-found", (await bench.ApproveAsync(0)).Refusal!.Code);
    }
}

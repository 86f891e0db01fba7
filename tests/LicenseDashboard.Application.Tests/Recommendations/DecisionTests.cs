using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

public class DecisionTests
{
    [Fact]
    public async Task Of_200_pairs_of_simultaneous_approvals_one_wins_each()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 200);
        await bench.RaiseAsync([.. Enumerable.Range(0, 200).Select(n => bench.Found(n))]);
        var approve = bench.Get<ApproveRecommendation>();
        var script = new Viewer("ci", "token:ci", ViewerRoles.ApiDecide, []);
        await using var db = bench.Database.Open();
        var rows = await db.Recommendations.AsNoTracking().ToListAsync();
        foreach (var row in rows)
        {
            var both = await Task.WhenAll(
                Task.Run(() => approve.RunAsync(bench.Manager, row.Id, row.Version, null, CancellationToken.None)),
                Task.Run(() => approve.RunAsync(script, row.Id, row.Version, null, CancellationToken.None))
            );
            Assert.Single(both, outcome => outcome.Refusal is null);
            Assert.Single(both, outcome => outcome.Refusal?.Code is "stale" or "wrong-state");
        }

        Assert.Equal(200, await db.Remediations.CountAsync());
        Assert.Equal(200, await db.Audit.CountAsync(e => e.Action == "recommendation.approved"));
    }

    [Fact]
    public async Task Approval_needs_the_version_that_was_read()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var seen = await bench.RowAsync(0);
        await bench.RaiseAsync(bench.Found(0, target: "cloudCX2", newRole: "duo"));
        var outcome = await bench.Get<ApproveRecommendation>().RunAsync(bench.Manager, seen.Id, seen.Version, null, CancellationToken.None);
        Assert.Equal("stale", outcome.Refusal!.Code);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(0)).Status);
    }

    [Fact]
    public async Task Decision_answers_with_the_version_that_undoing_it_needs()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var approved = await bench.ApproveAsync(0);
        Assert.Equal(RecommendationStatus.Approved, approved.Value.Status);
        Assert.Equal((await bench.RowAsync(0)).Version, approved.Value.Version);
        var undone = await bench
            .Get<UndoDecision>()
            .RunAsync(bench.Manager, (await bench.RowAsync(0)).Id, approved.Value.Version, CancellationToken.None);
        Assert.Equal((RecommendationStatus.Open, (await bench.RowAsync(0)).Version), (undone.Value.Status, undone.Value.Version));
    }

    [Fact]
    public async Task Undo_of_an_approval_cancels_its_remediation_and_keeps_the_lane()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0, lane: Lane.Review));
        await bench.ApproveAsync(0);
        var row = await bench.RowAsync(0);
        var outcome = await bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, CancellationToken.None);
        Assert.Null(outcome.Refusal);
        row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review, null), (row.Status, row.Lane, row.DecidedBy));
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Undo_is_refused_once_something_was_written()
    {
        await using var bench = await AdviceBench.CreateAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(5);
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromSeconds(40));
        var row = await bench.RowAsync(0);
        var outcome = await bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, CancellationToken.None);
        Assert.Equal("already-written", outcome.Refusal!.Code);
        Assert.Equal(RecommendationStatus.Approved, (await bench.RowAsync(0)).Status);
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_does_not_exist_for_them()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var row = await bench.RowAsync(0);
        var other = new Viewer("Omar", "persona:omar", ViewerRoles.OperationsManager, [new ReportingScope(1, 99, 500_000, 600_000)]);
        var nowhere = other with { Scopes = [] };
        var auditor = new Viewer("Ann", "persona:ann", ViewerRoles.Auditor, []);
        var approve = bench.Get<ApproveRecommendation>();
        foreach (
            var (viewer, code) in new[]
            {
                (other, "not-found"),
                (nowhere, "not-found"),
                (auditor, "forbidden"),
                (bench.Administrator, "forbidden"),
            }
        )
        {
            Assert.Equal(code, (await approve.RunAsync(viewer, row.Id, row.Version, null, CancellationToken.None)).Refusal!.Code);
            Assert.Equal(
                code,
                (
                    await bench
                        .Get<RejectRecommendation>()
                        .RunAsync(viewer, row.Id, row.Version, "Cross-training soon", null, CancellationToken.None)
                )
                    .Refusal!
                    .Code
            );
        }
    }

    [Theory, InlineData(null), InlineData("   "), InlineData("too short")]
    public async Task Rejection_without_a_reason_leaves_the_row_as_it_was(string? justification)
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var row = await bench.RowAsync(0);
        var outcome = await bench
            .Get<RejectRecommendation>()
            .RunAsync(bench.Manager, row.Id, row.Version, justification, null, CancellationToken.None);
        Assert.Equal("invalid", outcome.Refusal!.Code);
        Assert.Equal((RecommendationStatus.Open, row.Version), ((await bench.RowAsync(0)).Status, (await bench.RowAsync(0)).Version));
    }
}

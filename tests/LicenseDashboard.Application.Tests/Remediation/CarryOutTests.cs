using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

public class CarryOutTests
{
    [Fact]
    public async Task Approved_change_is_written_once_adds_before_removes_and_read_back()
    {
        await using var bench = await ApprovedAsync();
        await bench.WorkAsync(TimeSpan.FromSeconds(28));
        Assert.Empty(bench.Vendor.Journal);
        await bench.WorkAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["p0 +voice@*", "p0 -omni@*"], bench.Vendor.Journal);
        var item = await bench.ItemAsync(0);
        Assert.Equal(RemediationStatus.Verified, item.Status);
        Assert.Equal([new HeldGrant("employee", "*"), new HeldGrant("omni", "*")], item.Snapshot!.Direct.OrderBy(g => g.RoleId));
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
        Assert.Equal(
            [
                "recommendations.evaluated",
                "recommendation.approved",
                "remediation.planned",
                "remediation.claimed",
                "remediation.writing",
                "remediation.verified",
                "recommendation.done",
            ],
            await bench.AuditAsync()
        );
    }

    [Fact]
    public async Task License_that_trails_behind_is_polled_without_holding_a_lease()
    {
        await using var bench = await ApprovedAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(8);
        await bench.WorkAsync(TimeSpan.FromMinutes(5));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Executing, null), (item.Status, item.Lease));
        await bench.WorkAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(2, bench.Vendor.Journal.Count);
    }

    [Fact]
    public async Task Seat_not_seen_within_10_minutes_fails_and_a_retry_writes_nothing_again()
    {
        await using var bench = await ApprovedAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(14);
        await bench.WorkAsync(TimeSpan.FromMinutes(11));
        Assert.Contains("retried", string.Join(' ', await bench.AuditAsync()), StringComparison.Ordinal);
        await bench.WorkAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(2, bench.Vendor.Journal.Count);
    }

    [Fact]
    public async Task Nothing_is_begun_while_a_stream_is_late()
    {
        await using var bench = await ApprovedAsync();
        await using (var db = bench.Database.Open())
        {
            bench.IsFresh = false;
            await db.Streams.ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, bench.Today.AddDays(-4)));
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Planned, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task Restore_reverses_only_the_plans_own_changes()
    {
        await using var bench = await VerifiedAsync();
        bench.Vendor.Hold("p0", "employee", "voice", "supervisor");
        var outcome = await bench
            .Get<RestoreRemediation>()
            .RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        Assert.Equal(RemediationStatus.Restoring, outcome.Value);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["employee", "omni", "supervisor"], bench.Vendor.RolesOf("p0"));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Restored, true), (item.Status, item.Regret));
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Restored, bench.Today.AddDays(90)), (row.Status, row.SuppressedUntil));
        Assert.Equal(1, (await bench.RaiseReportAsync(null, bench.Found(0))).Suppressed);
    }

    [Fact]
    public async Task Restore_belongs_to_whoever_may_decide_the_row()
    {
        await using var bench = await VerifiedAsync();
        var item = await bench.ItemAsync(0);
        Assert.Equal(
            "forbidden",
            (await bench.Get<RestoreRemediation>().RunAsync(bench.Administrator, item.Id, null, CancellationToken.None)).Refusal!.Code
        );
        Assert.Equal(
            "forbidden",
            (await bench.Get<RetryRemediation>().RunAsync(bench.Manager, item.Id, CancellationToken.None)).Refusal!.Code
        );
        Assert.Equal(
            "wrong-state",
            (await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, item.Id, CancellationToken.None)).Refusal!.Code
        );
    }

    [Fact]
    public async Task Failure_is_retried_five_times_then_waits_and_giving_up_puts_the_grants_back()
    {
        await using var bench = await ApprovedAsync();
        var broken = true;
        bench.Vendor.Passing = (call, moment) =>
        {
            if (broken && call == "Remove" && moment == "before")
            {
                throw new VendorException("The vendor answered 503.") { Route = "POST /bulkremove", Status = 503 };
            }
        };
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Failed, 6, null), (item.Status, item.Attempts, item.DueAt));
        Assert.Equal(["p0 +voice@*"], bench.Vendor.Journal);
        broken = false;
        await bench.Get<GiveUpRemediation>().RunAsync(bench.Administrator, item.Id, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(RemediationStatus.Abandoned, (await bench.ItemAsync(0)).Status);
        Assert.Equal(["employee", "omni"], bench.Vendor.RolesOf("p0"));
        Assert.Equal((RecommendationStatus.Open, Lane.Review), ((await bench.RowAsync(0)).Status, (await bench.RowAsync(0)).Lane));
    }

    [Fact]
    public async Task Failed_after_a_write_can_be_restored_and_withdraws_the_row()
    {
        await using var bench = await ApprovedAsync();
        var broken = true;
        bench.Vendor.Passing = (call, moment) =>
            _ = broken && call == "Remove" && moment == "before" ? throw new VendorException("503") : 0;
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        broken = false;
        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Restored, (await bench.ItemAsync(0)).Status);
        Assert.Equal(RecommendationStatus.Withdrawn, (await bench.RowAsync(0)).Status);
        Assert.Equal(["employee", "omni"], bench.Vendor.RolesOf("p0"));
    }

    [Theory, InlineData(true, true), InlineData(false, false)]
    public async Task Without_plan_or_write_client_it_is_handed_over_and_the_ingest_verifies_it(bool plan, bool readOnly)
    {
        await using var bench = await AdviceBench.CreateAsync(readOnly: readOnly);
        await bench.RaiseAsync(bench.Found(0, plan: plan));
        await bench.ApproveAsync(0);
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        var verify = bench.Get<VerifyHandedOver>();
        Assert.Equal(0, await verify.RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        await SeatSeenAsync(bench, sku: 2);
        Assert.Equal(1, await verify.RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);

        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Restoring, (await bench.ItemAsync(0)).Status);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await SeatSeenAsync(bench, sku: 4);
        await verify.RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None);
        Assert.Equal(RemediationStatus.Restored, (await bench.ItemAsync(0)).Status);
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Four_claimers_win_each_item_once()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 40);
        await bench.RaiseAsync([.. Enumerable.Range(0, 40).Select(n => bench.Found(n))]);
        for (var n = 0; n < 40; n++)
        {
            await bench.ApproveAsync(n);
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(30));
        var claims = bench.Get<ClaimRemediations>();
        var won = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => claims.RunAsync(AdviceBench.Night, 40, CancellationToken.None)))
        );
        Assert.Equal(40, won.SelectMany(claimed => claimed).Select(claimed => claimed.Id).Distinct().Count());
        Assert.Equal(40, won.Sum(claimed => claimed.Count));
    }

    private static async Task<AdviceBench> ApprovedAsync()
    {
        var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        return bench;
    }

    private static async Task<AdviceBench> VerifiedAsync()
    {
        var bench = await ApprovedAsync();
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        return bench;
    }

    private static async Task SeatSeenAsync(AdviceBench bench, int sku)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(0);
        var today = bench.Today;
        await db.Seats.Where(s => s.PersonKey == key && s.To == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, today));
        db.Seats.Add(
            new Seat
            {
                PersonKey = key,
                SkuKey = sku,
                From = today,
            }
        );
        await db.SaveChangesAsync();
    }
}

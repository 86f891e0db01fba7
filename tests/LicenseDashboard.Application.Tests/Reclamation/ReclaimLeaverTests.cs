using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Someone has left: no steps, no grace, no tags.</summary>
public class ReclaimLeaverTests
{
    private static readonly Viewer Source = new("Entra ID", "token:entra", ViewerRoles.None, []);

    [Fact]
    public async Task Leaver_is_carried_out_at_once_whatever_tags_and_late_streams_say()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            db.Exemptions.Add(A.Exemption(AdviceBench.Key(0), from: bench.Today));
            await db
                .Streams.Where(s => s.Name == StreamStatus.Conversations)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, bench.Today.AddDays(-9)));
            await db.SaveChangesAsync();
        }

        await bench.SeenAsync(0, 0);
        bench.Vendor.Tokens["p0"] = bench.Now;
        Assert.NotNull(await LeftAsync(bench));
        Assert.NotNull(await LeftAsync(bench));
        await bench.Get<RemediationWorker>().RoundAsync(CancellationToken.None);
        Assert.Equal(["inactive", "log-out"], bench.Vendor.Journal.Where(line => !line.Contains('@')).Select(line => line[3..]));
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Done, "token:entra"), (row.Status, row.DecidedBy));
        await using var read = bench.Database.Open();
        Assert.Equal(1, await read.Remediations.CountAsync());
    }

    [Fact]
    public async Task Leaver_withdraws_the_live_row_and_cancels_what_was_planned()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await LeftAsync(bench);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await using var db = bench.Database.Open();
        Assert.Equal(
            [RecommendationStatus.Withdrawn, RecommendationStatus.Done],
            await db.Recommendations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
        Assert.Equal(
            [RemediationStatus.Cancelled, RemediationStatus.Verified],
            await db.Remediations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
    }

    [Fact]
    public async Task Leaver_whose_seat_an_import_saw_go_leaves_the_read_back_to_its_own_end()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.ApproveAsync(0);
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(2);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        await using (var db = bench.Database.Open())
        {
            await db.Seats.ExecuteDeleteAsync();
        }

        Assert.Null(await LeftAsync(bench));
        Assert.Equal(
            (RemediationStatus.Executing, RecommendationStatus.Approved),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
        await bench.WorkAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(
            (RemediationStatus.Verified, RecommendationStatus.Done),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
    }

    [Fact]
    public async Task Who_comes_back_and_leaves_again_during_the_restore_is_not_given_the_seat_a_second_time()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await LeftAsync(bench);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(2);
        Assert.Null(
            (
                await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None)
            ).Refusal
        );
        await bench.WorkAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(RemediationStatus.Restoring, (await bench.ItemAsync(0)).Status);

        Assert.NotNull(await LeftAsync(bench));
        await bench.WorkAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(bench.Vendor.RolesOf("p0"));
        Assert.Contains("p0", bench.Vendor.Inactive);
        await using var db = bench.Database.Open();
        Assert.Equal(
            [RemediationStatus.Abandoned, RemediationStatus.Verified],
            await db.Remediations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
    }

    [Fact]
    public async Task Leaver_does_not_wait_for_anothers_read_back_and_nothing_is_given_back_later()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(9);
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(RemediationStatus.Executing, (await bench.ItemAsync(0)).Status);
        await LeftAsync(bench);
        await bench.WorkAsync(TimeSpan.FromSeconds(4));
        Assert.Contains("p0", bench.Vendor.Inactive);
        await bench.WorkAsync(TimeSpan.FromMinutes(20));
        Assert.Empty(bench.Vendor.RolesOf("p0"));
        await using var db = bench.Database.Open();
        Assert.Equal(
            [RemediationStatus.Abandoned, RemediationStatus.Verified],
            await db.Remediations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
        Assert.Equal(
            [RecommendationStatus.Withdrawn, RecommendationStatus.Done],
            await db.Recommendations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
    }

    [Fact]
    public async Task Change_under_way_goes_on_to_its_end_when_a_last_check_stops_the_leaver()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(9);
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromSeconds(40));
        await LeftAsync(bench);
        bench.Vendor.Gone.Add("p0");
        await bench.WorkAsync(TimeSpan.FromSeconds(4));
        bench.Vendor.Gone.Remove("p0");
        await using var db = bench.Database.Open();
        Assert.Equal(
            [RemediationStatus.Executing, RemediationStatus.Cancelled],
            await db.Remediations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );

        await bench.WorkAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(
            [RemediationStatus.Verified, RemediationStatus.Cancelled],
            await db.Remediations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync()
        );
    }

    [Fact]
    public async Task Leaver_without_a_seat_plans_nothing()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            await db.Seats.ExecuteDeleteAsync();
        }

        Assert.Null(await LeftAsync(bench));
        Assert.Null(await bench.FoundAsync(0));
    }

    [Fact]
    public async Task Leaver_is_not_withdrawn_by_signs_of_life()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 0);
        await LeftAsync(bench);
        await bench.DayAsync();
        Assert.Equal(RecommendationStatus.Approved, (await bench.RowAsync(0)).Status);
    }

    private static async Task<RecommendationId?> LeftAsync(AdviceBench bench)
    {
        var leaver = bench.Get<ReclaimLeaver>();
        await using var db = bench.Database.Open();
        var row = await db.InTransactionAsync(
            ct => leaver.RunAsync(db, Source, AdviceBench.Key(0), "Left: deactivated by the identity provider", ct),
            CancellationToken.None
        );
        leaver.Wake();
        return row;
    }
}

using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>People hold CX 3 and move to CX 1, of which the contract has some seats.</summary>
public class HardCapTests
{
    [Theory]
    [InlineData(OverUse.Hard, 1, RemediationStatus.Verified)]
    [InlineData(OverUse.Hard, 0, RemediationStatus.Cancelled)]
    [InlineData(OverUse.Soft, 0, RemediationStatus.Verified)]
    public async Task Seat_beyond_the_contract_is_refused_only_where_over_use_is(OverUse overUse, int committed, RemediationStatus expected)
    {
        await using var bench = await ApprovedAsync(1);
        await bench.ContractAsync(overUse, "cloudCX1", committed);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        var item = await bench.ItemAsync(0);
        Assert.Equal(expected, item.Status);
        if (expected == RemediationStatus.Cancelled)
        {
            Assert.Equal(
                "No license of CX 1 is free: 0 are contracted, 0 assigned, and the contract refuses logins above the limit.",
                item.Error
            );
            Assert.Empty(bench.Vendor.Journal);
            var row = await bench.RowAsync(0);
            Assert.Equal((RecommendationStatus.Open, Lane.Review, item.Error), (row.Status, row.Lane, row.LaneNote));
        }
    }

    [Fact]
    public async Task Hard_contract_without_a_line_for_the_target_objects_to_nothing()
    {
        await using var bench = await ApprovedAsync(1);
        await bench.ContractAsync(OverUse.Hard, "cloudCX3", 1);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task Seats_taken_since_the_last_import_count_though_no_import_has_seen_them()
    {
        await using var bench = await ApprovedAsync(3, decided: 2);
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", 2);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        var first = new[] { await bench.ItemAsync(0), await bench.ItemAsync(1) };

        // Whoever is checked beside another that may take the last seat gives way; here there is one for each.
        Assert.All(first, item => Assert.Equal(RemediationStatus.Verified, item.Status));
        await bench.ApproveAsync(2);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(
            "No license of CX 1 is free: 2 are contracted, 2 assigned, and the contract refuses logins above the limit.",
            (await bench.ItemAsync(2)).Error
        );

        await SeenAsync(bench, AdviceBench.Key(0));
        await bench.ApproveAsync(2);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(2)).Status);
    }

    [Fact]
    public async Task Batch_never_takes_more_seats_than_are_free()
    {
        const int People = 12;
        await using var bench = await ApprovedAsync(People);
        await bench.ContractAsync(OverUse.Hard, "cloudCX1", 5);
        await bench.WorkAsync(TimeSpan.FromMinutes(5));
        var moved = Enumerable.Range(0, People).Count(n => bench.Vendor.RolesOf($"p{n}").Contains("voice"));
        Assert.InRange(moved, 1, 5);
    }

    [Fact]
    public async Task Two_plans_that_each_leave_two_holders_of_the_guard_permission_don_t_together_leave_one()
    {
        await using var bench = await ApprovedAsync(3, decided: 2);
        await using (var db = bench.Database.Open())
        {
            db.Roles.Add(
                new Role
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "omni",
                    Name = "Omnichannel agent",
                    Permissions = ["authorization:grant:add"],
                }
            );
            db.PersonGrants.AddRange(
                Enumerable
                    .Range(0, 3)
                    .Select(n => new PersonGrant
                    {
                        PersonKey = AdviceBench.Key(n),
                        RoleKey = 1,
                        DivisionId = "*",
                    })
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(
            3,
            Enumerable.Range(0, 3).Count(n => bench.Vendor.RolesOf($"p{n}").Contains("omni"))
                + bench.Vendor.Journal.Count(line => line.EndsWith("-omni@*", StringComparison.Ordinal))
        );
        Assert.InRange(Enumerable.Range(0, 3).Count(n => bench.Vendor.RolesOf($"p{n}").Contains("omni")), 2, 3);
    }

    [Theory]
    [InlineData(
        0,
        false,
        "No license of CX 3 is free: 0 are contracted, 0 assigned, and the contract refuses logins above the limit. Free one first, "
            + "or extend the contract."
    )]
    [InlineData(1, false, null)]
    [InlineData(1, true, null)]
    public async Task Seat_comes_back_only_where_one_is_free_and_the_own_one_that_facts_still_show_counts(
        int committed,
        bool stillShown,
        string? refused
    )
    {
        await using var bench = await ApprovedAsync(1);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await bench.ContractAsync(OverUse.Hard, "cloudCX3", committed);
        await using (var db = bench.Database.Open())
        {
            var sku = await db
                .Skus.Where(s => s.VendorId == "cloudCX3")
                .Select(s => s.Key)
                .SingleAsync(TestContext.Current.CancellationToken);
            var today = bench.Today;
            await db
                .Seats.Where(s => s.SkuKey == sku && s.To == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, today), TestContext.Current.CancellationToken);
            if (stillShown)
            {
                db.Seats.Add(
                    new Seat
                    {
                        PersonKey = AdviceBench.Key(0),
                        SkuKey = sku,
                        From = today,
                    }
                );
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var outcome = await bench
            .Get<RestoreRemediation>()
            .RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        Assert.Equal(refused, outcome.Refusal?.Message);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(refused is null ? RemediationStatus.Restored : RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
    }

    private static async Task<AdviceBench> ApprovedAsync(int people, int? decided = null)
    {
        var bench = await AdviceBench.CreateAsync(people);
        await bench.PresentAsync();
        await bench.RaiseAsync([.. Enumerable.Range(0, people).Select(n => bench.Found(n))]);
        for (var n = 0; n < (decided ?? people); n++)
        {
            await bench.ApproveAsync(n);
        }

        return bench;
    }

    /// <summary>An import after the changes that sees everybody on CX 3 but the one who left the organization.</summary>
    private static async Task SeenAsync(AdviceBench bench, int left)
    {
        await using var db = bench.Database.Open();
        var today = bench.Today;
        await db.Seats.Where(s => s.PersonKey == left && s.To == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, today));
        await bench.ImportedAsync();
    }
}

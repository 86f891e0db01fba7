using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>What a read-back saw is the person's seat at once.</summary>
public sealed class ReadBackTests
{
    [Fact]
    public async Task Target_that_is_read_back_is_the_stored_seat_and_its_roles_are_the_stored_roles()
    {
        await using var bench = await VerifiedAsync();
        Assert.Equal(["cloudCX1 11-20..", "cloudCX3 01-01..11-20"], await SeatsAsync(bench));
        Assert.Equal(["employee *", "voice *"], await RolesAsync(bench));
    }

    [Fact]
    public async Task Old_seat_that_is_read_back_after_a_restore_is_the_stored_seat()
    {
        await using var bench = await VerifiedAsync();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Restored, (await bench.ItemAsync(0)).Status);
        Assert.Equal(["cloudCX1 11-20..11-22", "cloudCX3 01-01..11-20", "cloudCX3 11-22.."], await SeatsAsync(bench));
        Assert.Equal(["employee *", "omni *"], await RolesAsync(bench));
    }

    [Fact]
    public async Task Nothing_is_raised_before_a_directory_import_that_began_after_the_change()
    {
        await using var bench = await VerifiedAsync();
        await ImportedAsync(bench, TimeSpan.FromHours(-1));
        Assert.Equal(0, (await bench.RaiseReportAsync(null, bench.Found(0, "communicate"))).Raised);
        await ImportedAsync(bench, TimeSpan.Zero);
        Assert.Equal(1, (await bench.RaiseReportAsync(null, bench.Found(0, "communicate"))).Raised);
    }

    [Fact]
    public async Task Roles_that_can_not_be_read_do_not_hold_up_the_end_of_a_change()
    {
        await using var bench = await ApprovedAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(1);
        await bench.WorkAsync(TimeSpan.FromSeconds(40));
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "GrantsOfSubject" ? throw new Core.Platforms.VendorException("503") { Route = "GET /subjects", Status = 503 } : 0;
        await bench.WorkAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(["cloudCX1 11-20..", "cloudCX3 01-01..11-20"], await SeatsAsync(bench));
        Assert.Equal(["employee *", "omni *"], await RolesAsync(bench));
    }

    private static async Task<AdviceBench> ApprovedAsync()
    {
        var bench = await AdviceBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            string[] roles = ["employee", "omni", "voice"];
            db.Roles.AddRange(
                roles.Select(
                    (role, i) =>
                        new Role
                        {
                            Key = i + 1,
                            PlatformKey = 1,
                            VendorId = role,
                            Name = role,
                        }
                )
            );
            db.PersonGrants.AddRange(
                ((int[])[1, 2]).Select(role => new PersonGrant
                {
                    PersonKey = AdviceBench.Key(0),
                    RoleKey = role,
                    DivisionId = "*",
                })
            );
            await db.SaveChangesAsync();
        }

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

    private static async Task ImportedAsync(AdviceBench bench, TimeSpan began)
    {
        await using var db = bench.Database.Open();
        db.ImportRuns.Add(
            new ImportRun
            {
                PlatformKey = 1,
                Kind = "directory",
                StartedAt = bench.Now + began,
                EndedAt = bench.Now,
                Status = RunStatus.Succeeded,
            }
        );
        await db.SaveChangesAsync();
    }

    private static async Task<List<string>> SeatsAsync(AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(0);
        var rows = await (
            from s in db.Seats
            join k in db.Skus on s.SkuKey equals k.Key
            where s.PersonKey == key
            select new
            {
                k.VendorId,
                s.From,
                s.To,
            }
        ).ToListAsync();
        return
        [
            .. rows.Select(r => FormattableString.Invariant($"{r.VendorId} {r.From:MM-dd}..{r.To:MM-dd}")).Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<List<string>> RolesAsync(AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(0);
        var rows = await (
            from g in db.PersonGrants
            join r in db.Roles on g.RoleKey equals r.Key
            where g.PersonKey == key
            select r.VendorId + " " + g.DivisionId
        ).ToListAsync();
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}

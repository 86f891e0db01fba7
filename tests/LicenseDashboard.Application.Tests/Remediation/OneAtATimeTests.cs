using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Remediation;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Found by the model test: a restore that went on after a newer change had been written took that one back too.</summary>
public class OneAtATimeTests
{
    [Fact]
    public async Task New_change_waits_until_a_restore_has_come_to_its_end()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        await bench.ImportedAsync();
        bench.Vendor.LicenseDelay = TimeSpan.FromMinutes(9);
        await bench
            .Get<RestoreRemediation>()
            .RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, bench.Today.AddDays(1), CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromSeconds(10));
        await bench.RaiseAsync(bench.Found(0) with { Kind = Core.Rightsizing.FindingKind.RemoveAddOn });
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(RemediationStatus.Planned, (await bench.ItemAsync(0)).Status);
        Assert.Equal(4, bench.Vendor.Journal.Count);
        await bench.WorkAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(6, bench.Vendor.Journal.Count);
    }

    [Fact]
    public async Task Change_with_a_later_one_on_top_is_not_restored_before_it()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0, "cloudCX2", newRole: "duo"));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        var first = await bench.ItemAsync(0);
        await bench.ImportedAsync();
        var next = bench.Found(0);
        await bench.RaiseAsync(next with { Held = ["cloudCX2"], Plan = [next.Plan![0] with { RoleId = "duo", Role = "duo agent" }] });
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        var restore = bench.Get<RestoreRemediation>();
        Assert.Equal("superseded", (await restore.RunAsync(bench.Manager, first.Id, null, CancellationToken.None)).Refusal!.Code);
        Assert.Null((await restore.RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None)).Refusal);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await restore.RunAsync(bench.Manager, first.Id, null, CancellationToken.None)).Refusal);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["employee", "omni"], bench.Vendor.RolesOf("p0"));
    }
}

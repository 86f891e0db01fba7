using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class BackfillTests
{
    private static readonly DateOnly Today = IngestBench.Today;

    private static FakeVendor Vendor(int historyDays) => SmallOrganization.Create(8, Today, historyDays);

    private static async Task<IngestBench> KnownPeopleAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.Calls.Clear();
        return bench;
    }

    [Fact]
    public async Task Older_history_follows_down_to_what_the_vendor_keeps()
    {
        var vendor = Vendor(historyDays: 200);
        vendor.RetentionDays = 200;
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();
        await bench.BackfillAsync();

        Assert.Equal(Today.AddDays(-200), (await bench.CoveredAsync("conversations"))[0]);
        Assert.Equal(Today.AddDays(-200), (await bench.CoveredAsync("audits:Routing"))[0]);
        Assert.Equal(Today.AddDays(-200), (await bench.StreamAsync("presence")).FirstDay);
        await using var db = bench.Database.Open();
        Assert.True((await db.Platforms.SingleAsync()).BackfillComplete);
        vendor.Calls.Clear();
        await bench.BackfillAsync();
        Assert.Empty(vendor.Calls);
    }

    [Fact]
    public async Task Older_history_ends_where_nobody_is_seen()
    {
        var vendor = Vendor(historyDays: 130);
        vendor.RetentionDays = 2000;
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();
        await bench.BackfillAsync();

        Assert.Equal(Today.AddDays(-130), (await bench.StreamAsync("conversations")).FirstDay);
        Assert.True((await bench.CoveredAsync("conversations"))[0] > Today.AddDays(-260));
    }
}

using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class OpenPresenceIngestTests
{
    private static readonly DateOnly Today = IngestBench.Today;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Person_available_for_three_weeks_is_present_on_each_of_them_whatever_interval_the_vendor_serves_it_under(
        bool firstDayOnly
    )
    {
        var vendor = SmallOrganization.Create(3, Today, historyDays: 0);
        vendor.OpenPresenceOnFirstDayOnly = firstDayOnly;
        vendor.Presence.Add(new("p01", At(-21, 8), null, "AVAILABLE"));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        Assert.Equal(Days(-21, -1), await PresentAsync(bench));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.CompleteUntil = vendor.CompleteUntil!.Value.AddDays(1);
        await bench.UsageAsync();
        Assert.Equal(Days(-21, 0), await PresentAsync(bench));

        bench.Clock.Advance(TimeSpan.FromDays(3));
        vendor.CompleteUntil = vendor.CompleteUntil!.Value.AddDays(3);
        vendor.Presence.Add(new("p01", At(1, 8), null, "OFFLINE"));
        await bench.UsageAsync();
        await bench.BackfillAsync();
        Assert.Equal(Days(-21, 1), await PresentAsync(bench));
    }

    private static DateTime At(int day, int hour) => Today.AddDays(day).ToDateTime(new TimeOnly(hour, 0), DateTimeKind.Utc);

    private static List<DateOnly> Days(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(Today.AddDays)];

    private static async Task<List<DateOnly>> PresentAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        var row = await db.PersonDays.AsNoTracking().SingleAsync(d => db.People.Any(p => p.Key == d.PersonKey && p.VendorId == "p01"));
        var bits = new UInt128((ulong)row.Earlier, (ulong)row.Recent);
        return
        [
            .. Enumerable.Range(0, 128).Where(back => ((bits >> back) & 1) == 1).Select(back => FactDay.ToDate(row.LastDay - back)).Order(),
        ];
    }
}

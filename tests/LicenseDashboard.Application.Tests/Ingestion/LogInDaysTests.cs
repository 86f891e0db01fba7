using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>The vendor shows only the last log-in; the days before it are kept, so that a month that has ended loses no one.</summary>
public sealed class LogInDaysTests
{
    private static readonly DateOnly _today = IngestBench.Today;

    [Fact]
    public async Task Day_is_kept_when_a_later_log_in_or_billing_takes_its_place()
    {
        var vendor = SmallOrganization.Create(8, _today, historyDays: 0);
        var login = _today.AddDays(-5).ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc);
        vendor.People[1] = vendor.People[1] with { LastLoginAt = login };
        vendor.Billed.Add(new VendorBilled("person1@example.test", login.AddDays(-20)));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.Empty(await DaysAsync(bench, "p01"));

        vendor.People[1] = vendor.People[1] with { LastLoginAt = login.AddDays(2) };
        vendor.Billed[0] = new VendorBilled("person1@example.test", login.AddDays(-10));
        await bench.DirectoryAsync();
        Assert.Equal([_today.AddDays(-25), _today.AddDays(-5)], await DaysAsync(bench, "p01"));

        await bench.DirectoryAsync();
        Assert.Equal(2, (await DaysAsync(bench, "p01")).Count);
    }

    [Fact]
    public async Task Day_is_the_platforms_local_day_and_a_second_log_in_on_it_adds_none()
    {
        var vendor = SmallOrganization.Create(8, _today, historyDays: 0);

        // Half past eleven at night in UTC is the next day in Berlin.
        var late = _today.AddDays(-6).ToDateTime(new TimeOnly(23, 30), DateTimeKind.Utc);
        vendor.People[1] = vendor.People[1] with { LastLoginAt = late };
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.People[1] = vendor.People[1] with { LastLoginAt = late.AddHours(9) };
        await bench.DirectoryAsync();
        Assert.Empty(await DaysAsync(bench, "p01"));
        vendor.People[1] = vendor.People[1] with { LastLoginAt = late.AddDays(2) };
        await bench.DirectoryAsync();
        Assert.Equal([_today.AddDays(-5)], await DaysAsync(bench, "p01"));
    }

    private static async Task<List<DateOnly>> DaysAsync(IngestBench bench, string vendorId)
    {
        await using var db = bench.Database.Open();
        var days = await db
            .LogInDays.Where(day => db.People.Any(person => person.Key == day.PersonKey && person.VendorId == vendorId))
            .Select(day => day.Day)
            .Order()
            .ToListAsync();
        return [.. days.Select(FactDay.ToDate)];
    }
}

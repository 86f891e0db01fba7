using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>
/// Friday, 20 November 2026; eleven weeks from Monday, 5 October to the one that holds 20 December. People with an even number hold a
/// permission of planning.
/// </summary>
public sealed class PlanningIngestTests
{
    private static readonly DateOnly Today = IngestBench.Today;

    private static FakeVendor Vendor(params string[] inManagementUnit)
    {
        var vendor = SmallOrganization.Create(6, Today, historyDays: 0);
        vendor.Planning = new(inManagementUnit, ["b1"]);
        return vendor;
    }

    private static async Task<Person> PersonAsync(IngestBench bench, string id)
    {
        await using var db = bench.Database.Open();
        return await db.People.AsNoTracking().SingleAsync(p => p.VendorId == id);
    }

    [Fact]
    public async Task Shifts_are_asked_of_people_outside_the_units_who_hold_a_permission_of_planning()
    {
        var vendor = Vendor("p00");
        vendor.People[4] = vendor.People[4] with { State = VendorUserState.Inactive };
        vendor.People[3] = vendor.People[3] with { GroupIds = ["g1"] };
        vendor.People[5] = vendor.People[5] with { GroupIds = [] };
        vendor.People[1] = vendor.People[1] with { GroupIds = [] };
        vendor.Grants.RemoveAll(g => g.SubjectId == "p02");
        vendor.People[2] = vendor.People[2] with { GroupIds = ["g1"] };
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.All(vendor.ShiftsAsked, asked => Assert.Equal(["p02", "p03"], asked.People));
        Assert.Equal(
            Enumerable.Range(0, 11).Select(n => new DateOnly(2026, 10, 5).AddDays(7 * n)),
            vendor.ShiftsAsked.Select(asked => asked.From)
        );
        Assert.True((await PersonAsync(bench, "p00")).InManagementUnit);
    }

    [Fact]
    public async Task Night_shift_counts_on_the_day_it_ends_and_nothing_later_than_thirty_days_ahead()
    {
        var vendor = Vendor();
        vendor.Shifts.AddRange([
            new("p00", new(2026, 10, 19), new(2026, 10, 20)),
            new("p02", new(2026, 12, 19), new(2026, 12, 19)),
            new("p02", new(2026, 12, 20), new(2026, 12, 21)),
            new("p04", new(2026, 12, 1), new(2026, 12, 1)),
            new("p04", new(2026, 12, 21), new(2026, 12, 21)),
        ]);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.Equal(new DateOnly(2026, 10, 20), (await PersonAsync(bench, "p00")).LastShiftOn);
        Assert.Equal(new DateOnly(2026, 12, 20), (await PersonAsync(bench, "p02")).LastShiftOn);
        Assert.Equal(new DateOnly(2026, 12, 1), (await PersonAsync(bench, "p04")).LastShiftOn);
        Assert.Null((await PersonAsync(bench, "p01")).LastShiftOn);
    }

    [Fact]
    public async Task Past_week_is_asked_once_and_a_coming_one_once_a_week()
    {
        var vendor = Vendor();
        vendor.Shifts.Add(new("p00", new(2026, 11, 2), new(2026, 11, 2)));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.Equal(11, vendor.ShiftsAsked.Count);
        var byDay = new List<string>();
        for (var day = 1; day <= 14; day++)
        {
            vendor.ShiftsAsked.Clear();
            bench.Clock.Advance(TimeSpan.FromDays(1));
            await bench.DirectoryAsync();
            byDay.Add(
                string.Join(
                    ' ',
                    vendor.ShiftsAsked.Select(asked => asked.From.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))
                )
            );
        }

        Assert.Equal(
            [
                // From Saturday on: each week on its weekday, one that has come into reach, and on Mondays the one that has ended.
                "11-16 12-21",
                "11-23",
                "11-16 11-30",
                "12-07",
                "12-14",
                "12-21",
                "",
                "12-28",
                "11-23",
                "11-23 11-30",
                "12-07",
                "12-14",
                "12-21",
                "12-28",
            ],
            byDay
        );
        Assert.Equal(new DateOnly(2026, 11, 2), (await PersonAsync(bench, "p00")).LastShiftOn);
    }

    [Fact]
    public async Task Schedule_that_changes_replaces_what_was_known_and_old_weeks_are_removed()
    {
        var vendor = Vendor();
        vendor.Shifts.Add(new("p00", new(2026, 12, 10), new(2026, 12, 10)));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.Shifts.Clear();
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.DirectoryAsync();
        Assert.Equal(new DateOnly(2026, 12, 10), (await PersonAsync(bench, "p00")).LastShiftOn);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DirectoryAsync();
        Assert.Null((await PersonAsync(bench, "p00")).LastShiftOn);
        await using var db = bench.Database.Open();
        Assert.Equal(FactDay.Of(new(2026, 10, 12)), await db.PlannedWeeks.MinAsync(w => w.Week));
    }

    [Theory]
    [InlineData("Planning", 403), InlineData("Planning", 404), InlineData("Planning", 400), InlineData("Planning", 503)]
    [InlineData("Shifts", 403), InlineData("Shifts", 400), InlineData("Shifts", 503)]
    public async Task Any_fault_of_planning_leaves_it_unknown_since_then_and_the_import_succeeds(string call, int status)
    {
        var vendor = Vendor("p01");
        vendor.Shifts.Add(new("p00", Today, Today));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.Equal((StreamState.Served, "", null), await PlanningAsync());

        vendor.Refuse(call, status);
        vendor.Seats[0] = new("p00", ["cloudCX1"]);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        var since = bench.Clock.GetUtcNow().UtcDateTime;
        var result = await bench.DirectoryAsync();
        Assert.Equal(RunStatus.Succeeded, result.Run.Status);
        var (state, failure, unknownSince) = await PlanningAsync();
        Assert.NotEqual(StreamState.Served, state);
        Assert.Equal(status is 403 or 404, state == StreamState.NotServed);
        Assert.Contains($"{status}", failure, StringComparison.Ordinal);
        Assert.Equal(since, unknownSince);

        // The rest went on, and what was last known stays.
        await using var db = bench.Database.Open();
        Assert.Equal(2, await db.Seats.CountAsync(s => db.People.Any(p => p.Key == s.PersonKey && p.VendorId == "p00")));
        Assert.Equal((true, Today), ((await PersonAsync(bench, "p01")).InManagementUnit, (await PersonAsync(bench, "p00")).LastShiftOn));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DirectoryAsync();
        Assert.Equal(since, (await PlanningAsync()).Since);
        vendor.Refused.Clear();
        await bench.DirectoryAsync();
        Assert.Equal((StreamState.Served, "", null), await PlanningAsync());

        async Task<(StreamState State, string Failure, DateTime? Since)> PlanningAsync() =>
            await bench.StreamAsync(StreamStatus.Planning) is var stream ? (stream.State, stream.Failure, stream.UnknownSince) : default;
    }

    [Fact]
    public async Task Weeks_asked_before_a_fault_are_not_asked_again()
    {
        var vendor = Vendor();
        await using var bench = await IngestBench.CreateAsync(vendor);
        vendor.Refuse("Shifts:2026-10-19", 500);
        await bench.DirectoryAsync();
        Assert.Equal(3, vendor.ShiftsAsked.Count);
        vendor.Refused.Clear();
        vendor.ShiftsAsked.Clear();
        await bench.DirectoryAsync();
        Assert.Equal(new DateOnly(2026, 10, 19), vendor.ShiftsAsked.First().From);
        Assert.Equal(9, vendor.ShiftsAsked.Count);
        vendor.ShiftsAsked.Clear();
        await bench.DirectoryAsync();
        Assert.Empty(vendor.ShiftsAsked);
    }

    [Theory, InlineData(400), InlineData(403), InlineData(404), InlineData(500)]
    public async Task Billing_report_that_fails_is_unknown_since_then_and_the_import_succeeds(int status)
    {
        var vendor = Vendor();
        vendor.Refuse("BillableUsage", status);
        await using var bench = await IngestBench.CreateAsync(vendor);
        Assert.Equal(RunStatus.Succeeded, (await bench.DirectoryAsync()).Run.Status);
        var stream = await bench.StreamAsync(StreamStatus.Billing);
        Assert.Equal(
            (status is 403 or 404 ? StreamState.NotServed : StreamState.Unknown, bench.Clock.GetUtcNow().UtcDateTime),
            (stream.State, stream.UnknownSince)
        );
        Assert.Contains($"{status}", stream.Failure, StringComparison.Ordinal);
        Assert.Equal(6, await bench.Database.Open().People.CountAsync());
    }
}

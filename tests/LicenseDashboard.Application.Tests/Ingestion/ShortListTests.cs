using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class ShortListTests
{
    private static readonly DateOnly Today = IngestBench.Today;

    /// <summary>Of 300, 5 % are 15.</summary>
    [Theory, InlineData(15, true), InlineData(16, false)]
    public async Task List_that_lacks_more_than_5_percent_of_the_people_is_refused_with_the_counts(int missing, bool passes)
    {
        var vendor = SmallOrganization.Create(300, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        var before = await bench.DigestAsync();
        vendor.People.RemoveRange(250, missing);
        vendor.People.AddRange(Enumerable.Range(400, 40).Select(n => vendor.People[1] with { Id = $"new{n}" }));
        if (passes)
        {
            await bench.DirectoryAsync();
            Assert.Equal(missing, await DeletedAsync(bench));
            return;
        }

        var words = (await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync())).Message;
        Assert.StartsWith(
            "The Genesys Cloud list of people has 324 entries. Of the 300 known before, 16 are missing. Nothing was imported",
            words,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await bench.DigestAsync());
        await using var db = bench.Database.Open();
        Assert.Equal(words, (await db.ImportRuns.SingleAsync(r => r.Status == RunStatus.Failed)).Failure);
    }

    [Fact]
    public async Task Up_to_ten_may_leave_however_few_there_are_and_eleven_seats_may_not()
    {
        var vendor = SmallOrganization.Create(30, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        vendor.Seats.RemoveRange(0, 10);
        await bench.DirectoryAsync();
        vendor.Seats.RemoveRange(0, 11);
        var words = (await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync())).Message;
        Assert.Contains(
            "The Genesys Cloud list of assigned licenses has 9 entries. Of the 20 known before, 11 are missing.",
            words,
            StringComparison.Ordinal
        );
    }

    [Theory, InlineData("people"), InlineData("seats"), InlineData("roles"), InlineData("licenses")]
    public async Task An_empty_list_is_refused_where_there_was_one(string list)
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        var before = await bench.DigestAsync();
        Clear(vendor, list);
        Assert.Contains(
            $"The Genesys Cloud list of {(list == "seats" ? "assigned licenses" : list)} has 0 entries.",
            (await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync())).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await bench.DigestAsync());
    }

    [Fact]
    public async Task A_first_import_without_people_fails_and_one_without_seats_does_not()
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        await using var bench = await IngestBench.CreateAsync(vendor);
        List<Core.Platforms.VendorPerson> people = [.. vendor.People];
        vendor.People.Clear();
        Assert.StartsWith(
            "Genesys Cloud listed no people.",
            (await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync())).Message,
            StringComparison.Ordinal
        );
        vendor.People.AddRange(people);
        vendor.Seats.Clear();
        Assert.Equal(RunStatus.Succeeded, (await bench.DirectoryAsync()).Run.Status);
    }

    [Theory]
    [InlineData("People", "The Genesys Cloud list of people has 5 entries, 3 fewer than its own total.")]
    [InlineData("Seats", "The Genesys Cloud list of assigned licenses has 5 entries, 3 fewer than its own total.")]
    [InlineData("Roles", "The Genesys Cloud list of roles has 1 entry, 7 fewer than its own total.")]
    [InlineData("Groups", "The Genesys Cloud list of groups has 0 entries, 8 fewer than its own total.")]
    [InlineData("GrantsOfRole", "The Genesys Cloud list of role holders has 2 entries, 14 fewer than its own total.")]
    public async Task List_shorter_than_its_own_total_is_refused_from_the_first_import_on(string call, string words)
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        vendor.Shorten(
            call,
            call switch
            {
                "Roles" or "GrantsOfRole" => 1,
                "Groups" => 0,
                _ => 5,
            },
            8
        );
        await using var bench = await IngestBench.CreateAsync(vendor);
        Assert.Contains(
            words,
            (await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync())).Message,
            StringComparison.Ordinal
        );
        await using var db = bench.Database.Open();
        Assert.Equal((0, 0), (await db.People.CountAsync(), await db.Roles.CountAsync()));
    }

    [Fact]
    public async Task Accepted_once_it_is_stored_once_and_what_comes_back_is_not_new()
    {
        var vendor = SmallOrganization.Create(40, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        var whole = await bench.DigestAsync();
        var (people, seats) = (vendor.People.ToList(), vendor.Seats.ToList());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Halve(vendor);
        await RefusedAsync(bench);
        Assert.Equal("forbidden", (await AcceptAsync(bench, A.Auditor)).Refusal!.Code);
        await RefusedAsync(bench);
        Assert.Null((await AcceptAsync(bench)).Refusal);
        Assert.Null((await AcceptAsync(bench)).Refusal);
        await bench.DirectoryAsync();
        Assert.Equal(20, await DeletedAsync(bench));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.People.Clear();
        vendor.Seats.Clear();
        vendor.People.AddRange(people);
        vendor.Seats.AddRange(seats);
        await bench.DirectoryAsync();
        var back = await bench.DigestAsync();
        Assert.Equal((whole["People"], whole["Seats"]), (back["People"], back["Seats"]));

        Halve(vendor);
        await RefusedAsync(bench);
        await using var db = bench.Database.Open();
        var entry = await db.Audit.SingleAsync(a => a.Action == "ingest.accepted");
        Assert.Equal(
            ("persona:ada", "people listed 20 known 40 missing 20 withheld 0; seats listed 20 known 40 missing 20 withheld 0"),
            (entry.Actor, entry.Detail)
        );
    }

    [Fact]
    public async Task No_more_passes_than_was_shown()
    {
        var vendor = SmallOrganization.Create(40, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        Halve(vendor);
        await RefusedAsync(bench);
        await AcceptAsync(bench);
        var last = vendor.Seats[^1];
        vendor.Seats.Remove(last);
        await RefusedAsync(bench);
        vendor.Seats.Add(last);
        await bench.DirectoryAsync();
    }

    [Fact]
    public async Task Acceptance_of_an_import_that_a_later_one_overtook_is_refused()
    {
        var vendor = SmallOrganization.Create(40, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        Halve(vendor);
        var old = await RefusedAsync(bench);
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await RefusedAsync(bench);
        var outcome = await bench.Database.Get<AcceptShortLists>().RunAsync(A.Administrator, old, CancellationToken.None);
        Assert.Equal("stale", outcome.Refusal!.Code);
    }

    [Fact]
    public async Task Killed_import_keeps_the_acceptance_and_the_one_that_ends_spends_it()
    {
        var vendor = SmallOrganization.Create(40, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Halve(vendor);
        await RefusedAsync(bench);
        await AcceptAsync(bench);
        for (var kill = 0; kill < 24; kill += 3)
        {
            bench.Aborts.After(kill);
            try
            {
                await bench.DirectoryAsync();
                break;
            }
            catch (Exception e) when (e is not JobFailedException)
            {
                // The commit that was cut off.
            }
        }

        bench.Aborts.Never();
        await bench.DirectoryAsync();
        Assert.Equal(20, await DeletedAsync(bench));
        await using var db = bench.Database.Open();
        var spent = (await db.RefusedLists.Select(l => l.UsedBy).Distinct().ToListAsync()).Single();
        Assert.Equal(RunStatus.Succeeded, (await db.ImportRuns.SingleAsync(r => r.Id == spent)).Status);
        vendor.Seats.RemoveRange(0, 12);
        await RefusedAsync(bench);
    }

    [Theory, InlineData(14, "11-20.."), InlineData(15, "12-05..")]
    public async Task Seat_that_was_away_for_more_than_two_weeks_is_new(int days, string since)
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        await using var bench = await ImportedAsync(vendor);
        var seat = vendor.Seats[3];
        vendor.Seats.RemoveAt(3);
        await bench.DirectoryAsync();
        bench.Clock.Advance(TimeSpan.FromDays(days));
        vendor.Seats.Add(seat);
        await bench.DirectoryAsync();
        await using var db = bench.Database.Open();
        var held = await db.Seats.SingleAsync(s => s.To == null && db.People.Any(p => p.Key == s.PersonKey && p.VendorId == seat.PersonId));
        Assert.Equal(since, FormattableString.Invariant($"{held.From:MM-dd}.."));
    }

    private static async Task<IngestBench> ImportedAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        return bench;
    }

    private static void Halve(FakeVendor vendor)
    {
        vendor.People.RemoveRange(20, vendor.People.Count - 20);
        vendor.Seats.RemoveRange(20, vendor.Seats.Count - 20);
    }

    private static void Clear(FakeVendor vendor, string list)
    {
        Action clear = list switch
        {
            "people" => vendor.People.Clear,
            "seats" => vendor.Seats.Clear,
            "roles" => vendor.Roles.Clear,
            _ => vendor.Skus.Clear,
        };
        clear();
    }

    private static async Task<RunId> RefusedAsync(IngestBench bench)
    {
        await Assert.ThrowsAsync<JobFailedException>(() => bench.DirectoryAsync());
        return await LatestAsync(bench);
    }

    private static async Task<Outcome<string>> AcceptAsync(IngestBench bench, Viewer? viewer = null) =>
        await bench.Database.Get<AcceptShortLists>().RunAsync(viewer ?? A.Administrator, await LatestAsync(bench), CancellationToken.None);

    private static async Task<RunId> LatestAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        return await db
            .ImportRuns.Where(r => r.Status == RunStatus.Failed)
            .OrderByDescending(r => r.StartedAt)
            .ThenByDescending(r => r.Id)
            .Select(r => r.Id)
            .FirstAsync();
    }

    private static async Task<int> DeletedAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        return await db.People.CountAsync(p => p.State == PersonState.Deleted);
    }
}

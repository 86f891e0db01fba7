using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class DirectoryIngestTests
{
    private static readonly DateOnly Today = IngestBench.Today;

    private static FakeVendor Vendor(int people = 12) => SmallOrganization.Create(people, Today, historyDays: 0);

    private static async Task<List<string>> SeatsAsync(IngestBench bench, string person)
    {
        await using var db = bench.Database.Open();
        var rows = await (
            from s in db.Seats
            join p in db.People on s.PersonKey equals p.Key
            join k in db.Skus on s.SkuKey equals k.Key
            where p.VendorId == person
            orderby s.From, k.VendorId
            select new
            {
                k.VendorId,
                s.From,
                s.To,
            }
        ).ToListAsync();
        return [.. rows.Select(r => FormattableString.Invariant($"{r.VendorId} {r.From:MM-dd}..{r.To:MM-dd}"))];
    }

    private static async Task<Person> PersonAsync(IngestBench bench, string id)
    {
        await using var db = bench.Database.Open();
        return await db.People.AsNoTracking().SingleAsync(p => p.VendorId == id);
    }

    [Fact]
    public async Task A_first_import_stores_people_line_groups_roles_and_seats()
    {
        await using var bench = await IngestBench.CreateAsync(Vendor());
        var result = await bench.DirectoryAsync();

        Assert.Equal(RunStatus.Succeeded, result.Run.Status);
        Assert.Equal("12 people, 12 with a license, 2 roles.", result.Summary);
        var (head, below, far) = (await PersonAsync(bench, "p00"), await PersonAsync(bench, "p01"), await PersonAsync(bench, "p02"));
        Assert.True(below.Position > head.Position && below.Position <= head.PositionEnd);
        Assert.True(far.Position > below.Position && far.Position <= below.PositionEnd);
        Assert.Equal("person1@example.test", below.NormalizedEmail);
        Assert.Equal(["cloudCX3 11-20.."], await SeatsAsync(bench, "p00"));
        await using var db = bench.Database.Open();
        Assert.Equal(4, await db.GroupMembers.CountAsync());
        Assert.Equal(12, await db.PersonGrants.CountAsync());
        Assert.Equal("*", (await db.GroupGrants.SingleAsync()).DivisionId);
        Assert.Equal(Today, (await db.Platforms.SingleAsync()).FirstSnapshotOn);
    }

    [Fact]
    public async Task The_same_answer_again_writes_nothing()
    {
        await using var bench = await IngestBench.CreateAsync(Vendor());
        await bench.DirectoryAsync();
        var before = await bench.DigestAsync();
        await using var db = bench.Database.Open();
        var entries = await db.Audit.CountAsync(a => a.Action == "ingest.stored");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DirectoryAsync();

        Assert.Equal(before, await bench.DigestAsync());
        Assert.Equal(entries, await db.Audit.CountAsync(a => a.Action == "ingest.stored"));
    }

    [Fact]
    public async Task Seats_are_dated_by_the_daily_snapshot()
    {
        var vendor = Vendor();
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.Seats[0] = new VendorSeat("p00", ["cloudCX1"]);
        await bench.DirectoryAsync();
        await bench.DirectoryAsync();
        Assert.Equal(["cloudCX3 11-20..11-21", "cloudCX1 11-21.."], await SeatsAsync(bench, "p00"));

        vendor.Seats[0] = new VendorSeat("p00", ["cloudCX3"]);
        await bench.DirectoryAsync();
        Assert.Equal(["cloudCX3 11-20..", "cloudCX1 11-21..11-21"], await SeatsAsync(bench, "p00"));
    }

    [Fact]
    public async Task A_person_missing_from_the_listing_is_gone_and_their_seat_is_closed()
    {
        var vendor = Vendor();
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.People.RemoveAt(11);
        vendor.Seats.RemoveAt(11);
        await bench.DirectoryAsync();

        Assert.Equal(PersonState.Deleted, (await PersonAsync(bench, "p11")).State);
        Assert.Equal(["cloudCX1 11-20..11-21"], await SeatsAsync(bench, "p11"));
    }

    [Theory]
    [InlineData("People")]
    [InlineData("Seats")]
    [InlineData("Roles")]
    [InlineData("GrantsOfRole")]
    [InlineData("Skus")]
    public async Task A_listing_that_breaks_off_changes_nothing(string call)
    {
        var vendor = Vendor();
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        var before = await bench.DigestAsync();
        vendor.Seats.RemoveRange(0, 5);
        vendor.People.RemoveAt(3);
        vendor.Break(call, afterRows: 1);

        await Assert.ThrowsAsync<VendorException>(() => bench.DirectoryAsync());
        Assert.Equal(before, await bench.DigestAsync());
        await using var db = bench.Database.Open();
        Assert.Contains(
            "broke off",
            (await db.ImportRuns.OrderByDescending(r => r.StartedAt).FirstAsync(r => r.Status == RunStatus.Failed)).Failure,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_circle_of_managers_is_cut_and_reported()
    {
        var vendor = Vendor();
        vendor.People[0] = vendor.People[0] with { ManagerId = "p01" };
        vendor.People[5] = vendor.People[5] with { ManagerId = "p05" };
        vendor.People[6] = vendor.People[6] with { ManagerId = "nobody" };
        await using var bench = await IngestBench.CreateAsync(vendor);
        var result = await bench.DirectoryAsync();

        Assert.Contains("3 people in a circular reporting line", result.Summary, StringComparison.Ordinal);
        Assert.Contains("1 person with an unknown manager", result.Summary, StringComparison.Ordinal);
        Assert.True((await PersonAsync(bench, "p01")).InCycle);
        Assert.Null((await PersonAsync(bench, "p06")).ManagerKey);
    }

    [Fact]
    public async Task A_move_renumbers_only_who_moved_and_who_is_below()
    {
        var vendor = Vendor();
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Dictionary<string, long> Positions() => bench.Database.Open().People.ToDictionary(p => p.VendorId, p => p.Position);
        var before = Positions();
        vendor.People[7] = vendor.People[7] with { ManagerId = "p11" };
        await bench.DirectoryAsync();
        var after = Positions();

        Assert.Equal(["p07"], after.Keys.Where(id => before[id] != after[id]));
    }

    [Fact]
    public async Task Groups_left_out_of_the_listing_are_read_by_group()
    {
        var vendor = Vendor();
        for (var i = 0; i < vendor.People.Count; i++)
        {
            vendor.People[i] = vendor.People[i] with { GroupIds = null };
        }

        vendor.Members.AddRange([("g1", "p02"), ("g1", "p03")]);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        await using var db = bench.Database.Open();
        Assert.Equal(2, await db.GroupMembers.CountAsync());
        Assert.True((await PersonAsync(bench, "p05")).GroupsKnown);
    }

    [Fact]
    public async Task Groups_that_nobody_tells_are_unknown_not_absent()
    {
        var vendor = Vendor();
        vendor.People[2] = vendor.People[2] with { GroupIds = null };
        vendor.Refuse("GroupMembers");
        await using var bench = await IngestBench.CreateAsync(vendor);
        var result = await bench.DirectoryAsync();

        Assert.False((await PersonAsync(bench, "p02")).GroupsKnown);
        Assert.True((await PersonAsync(bench, "p03")).GroupsKnown);
        Assert.Contains("groups are not available", result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Divisions")]
    [InlineData("Groups")]
    public async Task What_may_be_refused_is_left_unknown_and_the_rest_arrives(string call)
    {
        var vendor = Vendor();
        vendor.Refuse(call);
        await using var bench = await IngestBench.CreateAsync(vendor);
        Assert.Equal(RunStatus.Succeeded, (await bench.DirectoryAsync()).Run.Status);
        Assert.NotNull((await PersonAsync(bench, "p01")).DivisionKey);
    }

    [Fact]
    public async Task Absurd_fields_are_set_aside_and_counted()
    {
        var vendor = Vendor();
        vendor.People[1] = vendor.People[1] with
        {
            Name = "",
            Email = "no address",
            HiredOn = new DateOnly(1800, 1, 1),
            Title = new string('x', 5000),
            DivisionId = "d9",
            LastLoginAt = new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        vendor.People.Add(vendor.People[2] with { Name = "Twice" });
        vendor.People.Add(vendor.People[2] with { Id = new string('y', 100) });
        vendor.Seats.Add(new VendorSeat("stranger", ["cloudCX3"]));
        vendor.Seats[4] = new VendorSeat("p04", ["mysterySku", new string('z', 500)]);
        vendor.Grants.Add(new VendorGrant("r1", "stranger", SubjectKind.Person, ["d1"]));
        vendor.Grants.Add(new VendorGrant("r1", "client", SubjectKind.Other, ["d1"]));
        await using var bench = await IngestBench.CreateAsync(vendor);
        var result = await bench.DirectoryAsync();

        var person = await PersonAsync(bench, "p01");
        Assert.Equal("p01", person.Name);
        Assert.Null(person.Email);
        Assert.Null(person.HiredOn);
        Assert.Null(person.LastLoginAt);
        Assert.Equal(256, person.Title!.Length);
        Assert.NotNull(person.DivisionKey);
        Assert.Equal(["mysterySku 11-20.."], await SeatsAsync(bench, "p04"));
        foreach (
            var words in (string[])
                [
                    "1 person with an invalid email address",
                    "1 person with an invalid hire date",
                    "1 person in a division that is not listed",
                    "2 people listed twice or without an id",
                    "1 license of an unlisted person",
                    "1 license assigned but not defined",
                    "1 grant to an unknown person",
                ]
        )
        {
            Assert.Contains(words, result.Summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Aborted_at_any_transaction_and_run_again_it_ends_the_same()
    {
        await using var whole = await IngestBench.CreateAsync(Vendor());
        var before = whole.Aborts.Commits;
        await whole.DirectoryAsync();
        var expected = await whole.DigestAsync();
        var commits = whole.Aborts.Commits - before;

        await using var bench = await IngestBench.CreateAsync(Vendor());
        for (var kill = 0; kill < commits; kill++)
        {
            bench.Aborts.After(kill);
            try
            {
                await bench.DirectoryAsync();
            }
            catch (Exception)
            {
                // Runs need fewer transactions the more is stored; the last ones get through.
            }
        }

        bench.Aborts.Never();
        await bench.DirectoryAsync();
        Assert.Equal(expected, await bench.DigestAsync());
    }

    [Fact]
    public async Task Every_write_transaction_of_a_run_has_one_audit_entry_that_names_it()
    {
        await using var bench = await IngestBench.CreateAsync(Vendor());
        var result = await bench.DirectoryAsync();
        await using var db = bench.Database.Open();
        var entries = await db.Audit.Where(a => a.Subject == "run:" + result.Run.Id.Value).ToListAsync();

        Assert.Contains(entries, e => e.Detail.StartsWith("People +12: p00,p01", StringComparison.Ordinal));
        Assert.Contains(entries, e => e.Detail.StartsWith("Seats +12", StringComparison.Ordinal));
        Assert.All(entries, e => Assert.DoesNotContain("Person 1", e.Detail, StringComparison.Ordinal));
    }
}

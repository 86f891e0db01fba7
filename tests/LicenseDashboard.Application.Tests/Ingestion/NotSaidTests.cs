using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>What an answer leaves out, and what a read-back knows better.</summary>
public sealed class NotSaidTests
{
    private static readonly DateOnly Today = IngestBench.Today;
    private static readonly DateTime Login = Today.AddDays(-5).ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc);

    [Fact]
    public async Task Login_token_hire_date_billing_name_and_division_survive_an_answer_without_them()
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        vendor.People[1] = vendor.People[1] with { LastLoginAt = Login, LastTokenAt = Login.AddDays(1) };
        vendor.Billed.Add(new VendorBilled("person1@example.test", Login.AddDays(2)));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        var before = await PersonAsync(bench, "p01");
        vendor.People[1] = vendor.People[1] with
        {
            Name = "",
            LastLoginAt = null,
            LastTokenAt = null,
            HiredOn = null,
            DivisionId = null,
            DivisionName = null,
        };
        vendor.Billed[0] = new VendorBilled("person1@example.test", Login.AddDays(-9));
        await bench.DirectoryAsync();

        var after = await PersonAsync(bench, "p01");
        Assert.Equal((Login, Login.AddDays(1), Login.AddDays(2)), (after.LastLoginAt, after.LastTokenAt, after.LastBilledAt));
        Assert.Equal((new DateOnly(2020, 1, 2), "Person 1", before.DivisionKey), (after.HiredOn, after.Name, after.DivisionKey));
        Assert.NotNull(after.DivisionKey);
    }

    [Fact]
    public async Task Later_login_and_another_hire_date_are_news_and_an_earlier_login_is_not()
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        vendor.People[1] = vendor.People[1] with { LastLoginAt = Login, LastTokenAt = Login };
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.People[1] = vendor.People[1] with
        {
            LastLoginAt = Login.AddDays(1),
            LastTokenAt = Login.AddDays(-1),
            HiredOn = new DateOnly(2026, 11, 1),
        };
        await bench.DirectoryAsync();
        var person = await PersonAsync(bench, "p01");
        Assert.Equal((Login.AddDays(1), Login, new DateOnly(2026, 11, 1)), (person.LastLoginAt, person.LastTokenAt, person.HiredOn));
    }

    /// <summary>
    /// The vendor says "none" by leaving these out; kept, a manager of last year would still decide and a title still pin features.
    /// </summary>
    [Fact]
    public async Task Manager_title_department_mail_and_employee_number_that_are_left_out_are_gone()
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.People[1] = vendor.People[1] with { ManagerId = null, Title = null, Department = null, Email = null, EmployeeId = null };
        await bench.DirectoryAsync();
        var person = await PersonAsync(bench, "p01");
        Assert.Equal((null, null, null, null, null), (person.ManagerKey, person.Title, person.Department, person.Email, person.EmployeeId));
    }

    [Fact]
    public async Task Import_that_began_before_a_read_back_brings_neither_the_old_seat_nor_the_old_roles_back()
    {
        var vendor = SmallOrganization.Create(8, Today, historyDays: 0);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.Answering = call =>
        {
            if (call == "BillableUsage")
            {
                bench.Clock.Advance(TimeSpan.FromMinutes(1));
                ObserveAsync(bench, "p00", ["cloudCX1"], "r1").GetAwaiter().GetResult();
            }
        };
        await bench.DirectoryAsync();
        Assert.Equal(["cloudCX1 11-21..", "cloudCX3 11-20..11-21"], await SeatsAsync(bench, "p00"));
        Assert.Equal(["r1"], await RolesAsync(bench, "p00"));
        await using (var db = bench.Database.Open())
        {
            Assert.Single(await DirectoryImports.ChangedSinceAsync(db, 1, CancellationToken.None));
        }

        // The import of the next day knows what the vendor says by then.
        vendor.Answering = null;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DirectoryAsync();
        Assert.Equal(["cloudCX1 11-21..11-22", "cloudCX3 11-20..11-21", "cloudCX3 11-22.."], await SeatsAsync(bench, "p00"));
        Assert.Equal(["r2"], await RolesAsync(bench, "p00"));
        await using var later = bench.Database.Open();
        Assert.Empty(await DirectoryImports.ChangedSinceAsync(later, 1, CancellationToken.None));
    }

    [Fact]
    public async Task License_the_facts_do_not_know_yet_is_stored_with_the_read_back()
    {
        await using var bench = await IngestBench.CreateAsync(SmallOrganization.Create(8, Today, historyDays: 0));
        await bench.DirectoryAsync();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await ObserveAsync(bench, "p01", ["communicate"], "r1");
        Assert.Equal(["cloudCX1 11-20..11-22", "communicate 11-22.."], await SeatsAsync(bench, "p01"));
        await ObserveAsync(bench, "p01", [], "r1");
        Assert.Equal(["cloudCX1 11-20..11-22", "communicate 11-22..11-22"], await SeatsAsync(bench, "p01"));
        await ObserveAsync(bench, "p01", ["cloudCX1"], "r1");
        Assert.Equal(["cloudCX1 11-20..", "communicate 11-22..11-22"], await SeatsAsync(bench, "p01"));
    }

    private static async Task ObserveAsync(IngestBench bench, string person, string[] skus, string role)
    {
        var platform = await bench.Database.Open().Platforms.AsNoTracking().SingleAsync();
        var seen = new ObservedSeat(bench.Clock.GetUtcNow().UtcDateTime, skus, [new VendorGrant(role, person, SubjectKind.Person, ["d1"])]);
        var key = (await PersonAsync(bench, person)).Key;
        await using var db = bench.Database.Open();
        await seen.StoreAsync(db, platform, key, CancellationToken.None);
    }

    private static async Task<Person> PersonAsync(IngestBench bench, string id)
    {
        await using var db = bench.Database.Open();
        return await db.People.AsNoTracking().SingleAsync(p => p.VendorId == id);
    }

    private static async Task<List<string>> SeatsAsync(IngestBench bench, string person)
    {
        await using var db = bench.Database.Open();
        var rows = await (
            from s in db.Seats
            join p in db.People on s.PersonKey equals p.Key
            join k in db.Skus on s.SkuKey equals k.Key
            where p.VendorId == person
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

    private static async Task<List<string>> RolesAsync(IngestBench bench, string person)
    {
        await using var db = bench.Database.Open();
        return await (
            from g in db.PersonGrants
            join p in db.People on g.PersonKey equals p.Key
            join r in db.Roles on g.RoleKey equals r.Key
            where p.VendorId == person
            select r.VendorId
        ).ToListAsync();
    }
}

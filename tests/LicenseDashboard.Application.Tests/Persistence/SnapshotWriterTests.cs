using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Tests.Usage;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Persistence;

public sealed class SnapshotWriterTests
{
    private static readonly BulkTable<Person> People = new(key: p => new { p.PlatformKey, p.VendorId }, keep: p => p.Id);
    private static readonly BulkTable<PersonGrant> Grants = new(key: g => new
    {
        g.PersonKey,
        g.RoleKey,
        g.DivisionId,
    });

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Everything_a_person_has_comes_back_as_it_went_in(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var person = new Person
        {
            PlatformKey = 1,
            VendorId = "x'1",
            Name = "Zoë \"Z\" 李",
            Email = null,
            State = PersonState.Inactive,
            Title = "",
            DivisionKey = 4,
            HiredOn = new DateOnly(2024, 2, 29),
            GroupsKnown = true,
            LastLoginAt = new DateTime(2026, 11, 1, 12, 30, 15, 123, DateTimeKind.Utc),
            LastShiftOn = new DateOnly(2026, 12, 1),
            Position = long.MaxValue,
            PositionEnd = -1,
            InCycle = true,
        };
        await ReplaceAsync(database, [person]);
        await using var db = database.Open();
        var read = await db.People.AsNoTracking().SingleAsync();
        Assert.NotEqual(0, read.Key);
        Assert.Equal(
            (person.Id, person.VendorId, person.Name, person.Email, person.State, person.Title, person.DivisionKey, person.HiredOn),
            (read.Id, read.VendorId, read.Name, read.Email, read.State, read.Title, read.DivisionKey, read.HiredOn)
        );
        Assert.Equal(
            (
                person.GroupsKnown,
                person.LastLoginAt,
                person.LastTokenAt,
                person.LastShiftOn,
                person.Position,
                person.PositionEnd,
                person.InCycle
            ),
            (read.GroupsKnown, read.LastLoginAt, read.LastTokenAt, read.LastShiftOn, read.Position, read.PositionEnd, read.InCycle)
        );

        // What EF wrote and what bulk wrote must be found alike.
        Assert.Equal(
            1,
            await db.People.CountAsync(p =>
                p.Id == person.Id && p.LastLoginAt == person.LastLoginAt && p.HiredOn == person.HiredOn && p.State == PersonState.Inactive
            )
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_person_keeps_key_and_id_when_the_vendor_changes_them(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await ReplaceAsync(database, [A.Person("a"), A.Person("b"), A.Person("c")]);
        var before = await PeopleAsync(database);

        var changes = await ReplaceAsync(database, [A.Person("b", name: "New name"), A.Person("c"), A.Person("d")]);

        Assert.Equal(
            ["+ d", "~ b", "- a"],
            (string[])
                [
                    .. changes.Added.Select(p => "+ " + p.VendorId),
                    .. changes.Changed.Select(p => "~ " + p.VendorId),
                    .. changes.Removed.Select(p => "- " + p.VendorId),
                ]
        );
        var after = await PeopleAsync(database);
        Assert.Equal(["b", "c", "d"], after.Keys.Order());
        Assert.Equal((before["b"].Key, before["b"].Id, "New name"), (after["b"].Key, after["b"].Id, after["b"].Name));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_rows_again_open_no_transaction(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        PersonGrant[] grants =
        [
            new()
            {
                PersonKey = 1,
                RoleKey = 2,
                DivisionId = "*",
            },
            new()
            {
                PersonKey = 1,
                RoleKey = 3,
                DivisionId = "d",
            },
        ];
        var writer = database.Get<SnapshotWriter>();
        Assert.Equal(2, (await writer.ReplaceAsync(Grants, db => db.PersonGrants, grants, CancellationToken.None)).Count);
        var opened = false;
        var again = await writer.ReplaceAsync(
            Grants,
            db => db.PersonGrants,
            grants,
            CancellationToken.None,
            (_, _, _) => Task.FromResult(opened = true)
        );
        Assert.Equal((0, false), (again.Count, opened));
        Assert.Single(
            (await writer.ReplaceAsync(Grants, db => db.PersonGrants.Where(g => g.RoleKey == 3), [], CancellationToken.None)).Removed
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Lists_and_rows_with_a_null_in_the_middle_are_written(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var skus = new BulkTable<OfferedSku>(s => new { s.PlatformKey, s.VendorId });
        OfferedSku[] rows =
        [
            new()
            {
                PlatformKey = 1,
                VendorId = "cx1",
                Permissions = ["a:b:*", "c"],
            },
            new()
            {
                PlatformKey = 1,
                VendorId = "cx2",
                Comprises = ["cx1"],
            },
        ];
        await database.Get<SnapshotWriter>().UpsertAsync(skus, db => db.Skus, rows, CancellationToken.None);
        Assert.Equal(0, (await database.Get<SnapshotWriter>().UpsertAsync(skus, db => db.Skus, rows, CancellationToken.None)).Count);
        await using var db = database.Open();
        Assert.Equal(["a:b:*", "c"], (await db.Skus.SingleAsync(s => s.VendorId == "cx1")).Permissions);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_transaction_can_be_audited_and_fails_with_its_audit(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var rows = Enumerable.Range(0, 10_001).Select(n => A.Person("p" + n)).ToList();
        await database
            .Get<SnapshotWriter>()
            .ReplaceAsync(
                People,
                db => db.People,
                rows,
                CancellationToken.None,
                (db, part, ct) =>
                    db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                                Actor = "job:directory",
                                Action = "directory.ingested",
                                Subject = "run:1",
                                Detail = $"{part.Count}",
                            },
                        ],
                        ct
                    )
            );
        await using var db = database.Open();
        Assert.Equal(["10000", "1"], await db.Audit.OrderBy(e => e.Sequence).Select(e => e.Detail).ToListAsync());

        await Assert.ThrowsAsync<IOException>(() =>
            database
                .Get<SnapshotWriter>()
                .ReplaceAsync(People, some => some.People, [], CancellationToken.None, (_, _, _) => throw new IOException())
        );
        Assert.Equal(10_001, await db.People.CountAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite)]
    public async Task Shapes_of_facts_name_every_column_of_their_table(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await using var db = database.Open();
        foreach (var shape in FactShapes.All)
        {
            var table = db.Model.GetRelationalModel().Tables.Single(table => table.Name == shape.Table);
            Assert.Equal(table.Columns.Select(column => column.Name).Order(), shape.Columns.Select(column => column.Name).Order());
            Assert.Equal(table.PrimaryKey!.Columns.Select(column => column.Name), shape.Key.Select(column => column.Name));
            Assert.All(shape.Columns, column => Assert.Equal(table.FindColumn(column.Name)!.IsNullable, column.Nullable));
        }
    }

    private static Task<BulkChanges<Person>> ReplaceAsync(TestDatabase database, IReadOnlyCollection<Person> people) =>
        database
            .Get<SnapshotWriter>()
            .ReplaceAsync(People, db => db.People.Where(person => person.PlatformKey == 1), people, CancellationToken.None);

    private static async Task<Dictionary<string, Person>> PeopleAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.People.AsNoTracking().ToDictionaryAsync(person => person.VendorId);
    }

    private static async Task<TestDatabase> DatabaseAsync(DatabaseKind kind)
    {
        var database = await Facts.DatabaseAsync(kind);
        await using var db = database.Open();
        await db.People.ExecuteDeleteAsync();
        return database;
    }
}

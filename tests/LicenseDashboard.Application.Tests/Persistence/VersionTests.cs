using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Persistence;

public sealed class VersionTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public VersionTests()
    {
        _connection.Open();
        using var db = new Rows(_connection);
        db.Database.EnsureCreated();
        db.Add(
            new Row
            {
                Id = 1,
                Kind = "a",
                Evidence = 1,
            }
        );
        db.SaveChanges();
    }

    [Fact]
    public async Task A_change_that_people_decide_on_makes_a_version_and_refreshed_evidence_does_not()
    {
        await ChangeAsync(row => row.Evidence = 2);
        Assert.Equal(0, (await ReadAsync()).Version);
        await ChangeAsync(row => row.Kind = "b");
        Assert.Equal(1, (await ReadAsync()).Version);
        await ChangeAsync(row => (row.Kind, row.Evidence) = ("c", 3));
        Assert.Equal(2, (await ReadAsync()).Version);
    }

    [Fact]
    public async Task A_write_that_saw_an_older_version_fails()
    {
        await using var late = new Rows(_connection);
        var row = await late.Set<Row>().SingleAsync();
        await ChangeAsync(other => other.Kind = "b");
        row.Evidence = 9;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());
    }

    public void Dispose() => _connection.Dispose();

    private async Task ChangeAsync(Action<Row> change)
    {
        await using var db = new Rows(_connection);
        change(await db.Set<Row>().SingleAsync());
        await db.SaveChangesAsync();
    }

    private async Task<Row> ReadAsync()
    {
        await using var db = new Rows(_connection);
        return await db.Set<Row>().AsNoTracking().SingleAsync();
    }

    private sealed class Row : IVersioned
    {
        public int Id { get; init; }

        public string Kind { get; set; } = "";

        public int Evidence { get; set; }

        public int Version { get; private set; }

        IReadOnlyCollection<string> IVersioned.VersionedBy => [nameof(Kind)];
    }

    private sealed class Rows(SqliteConnection connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite(connection).AddInterceptors(new Versions());

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Row>();
            Versions.MarkTokens(modelBuilder);
        }
    }
}

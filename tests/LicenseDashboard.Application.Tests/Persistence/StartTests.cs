using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Persistence;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "data", "licensedashboard.db");

    [Fact]
    public async Task A_start_without_a_file_makes_one_with_a_write_ahead_log()
    {
        await using var services = Services();
        var start = services.GetRequiredService<DatabaseStart>();
        Assert.False(start.HasStarted);

        await start.RunAsync(CancellationToken.None);
        await start.RunAsync(CancellationToken.None);

        Assert.True(start.HasStarted);
        await using var db = Open(services);
        Assert.Equal("wal", Assert.Single(await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()));
        Assert.Empty(await db.Platforms.ToListAsync());
    }

    [Fact]
    public async Task A_start_after_a_killed_one_does_not_wait_for_its_lock_row()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        Run(
            "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); "
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')"
        );
        await using var services = Services();
        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        Assert.True(services.GetRequiredService<DatabaseStart>().HasStarted);
    }

    [Fact]
    public async Task Starts_at_the_same_time_all_succeed()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var services = Services(waitSeconds: 30);
                        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
                    })
                )
        );
        await using var services = Services();
        await using var db = Open(services);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_was()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        var bytes = Enumerable.Range(0, 5000).Select(n => (byte)n).ToArray();
        await File.WriteAllBytesAsync(DatabaseFile, bytes);

        var refused = await RefusedAsync();

        Assert.Contains($"{DatabaseFile} is not a SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(DatabaseFile));
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_and_left_as_it_was()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        Run("CREATE TABLE Songs (Id INTEGER)");
        var bytes = await File.ReadAllBytesAsync(DatabaseFile);

        Assert.Contains("another program", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(DatabaseFile));
    }

    [Fact]
    public async Task The_database_of_a_newer_version_is_refused()
    {
        await using (var services = Services())
        {
            await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        }

        Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0.0')");
        Assert.Contains("newer version", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_database_says_so()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        Run("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT NOT NULL PRIMARY KEY, \"ProductVersion\" TEXT NOT NULL)");
        using var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();

        Assert.Contains("locked by another program", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_another_one_holds_up_says_so()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        await using var other = new FileStream(DatabaseFile + ".migrate.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("Another start holds", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_says_so()
    {
        // A file where the folder should be: permissions don't stop an administrator, who may run the tests.
        await File.WriteAllTextAsync(Path.Combine(_folder, "data"), "");
        Assert.Contains("can't be written", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("Nonsense=1"), InlineData("Data Source=:memory:"), InlineData("Data Source=x;Mode=Memory")]
    public void A_connection_string_that_names_no_file_says_what_it_should_be(string connection)
    {
        using var services = Services(connection);
        var refused = Assert.Throws<StartRefusedException>(() => Open(services));
        Assert.Contains("Data Source=data/licensedashboard.db", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static LicenseDb Open(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContext();

    private async Task<StartRefusedException> RefusedAsync()
    {
        await using var services = Services();
        return await Assert.ThrowsAsync<StartRefusedException>(() =>
            services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None)
        );
    }

    private ServiceProvider Services(string? connection = null, int waitSeconds = 1) =>
        new ServiceCollection()
            .AddPersistence(
                new DatabaseOptions { ConnectionString = connection ?? $"Data Source={DatabaseFile}", StartWaitSeconds = waitSeconds }
            )
            .BuildServiceProvider();

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

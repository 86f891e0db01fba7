using LicenseDashboard.Application.Persistence;
using LicenseDashboard.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Testing;

/// <summary>
/// A real database of its own for one test: a SQLite file copied from one that was migrated once, or a fresh SQL Server database when
/// <c>LICENSEDASHBOARD_TEST_SQLSERVER</c> holds a connection string.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string SqlServerVariable = "LICENSEDASHBOARD_TEST_SQLSERVER";

    public const string KindVariable = "LICENSEDASHBOARD_TEST_DATABASE";

    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private TestDatabase(DatabaseKind kind, string connection, string folder, Action<IServiceCollection>? services)
    {
        (Kind, Connection, _folder) = (kind, connection, folder);
        _services = Build(kind, connection, services);
    }

    public DatabaseKind Kind { get; }

    public string Connection { get; }

    /// <summary>SQLite only.</summary>
    public string File => Path.Combine(_folder, "test.db");

    public IServiceProvider Services => _services;

    public IDbContextFactory<LicenseDb> Factory => Get<IDbContextFactory<LicenseDb>>();

    /// <summary>Every variant; the SQL Server ones skip with the reason when no server is named.</summary>
    public static TheoryData<DatabaseKind> Kinds { get; } = Row();

    /// <summary>
    /// What use-case tests run on: SQLite, or SQL Server in the second run that <c>test.sh</c> makes when a server is named.
    /// </summary>
    public static DatabaseKind UseCaseKind { get; } =
        Enum.TryParse<DatabaseKind>(Environment.GetEnvironmentVariable(KindVariable), out var kind) ? kind : DatabaseKind.Sqlite;

    public static Task<TestDatabase> CreateAsync() => CreateAsync(DatabaseKind.Sqlite);

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, Action<IServiceCollection>? services = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            System.IO.File.Copy(await Template.Value, Path.Combine(folder, "test.db"));
            return new TestDatabase(kind, "Data Source=" + Path.Combine(folder, "test.db"), folder, services);
        }

        var server =
            Environment.GetEnvironmentVariable(SqlServerVariable)
            ?? throw new InvalidOperationException($"{SqlServerVariable} is not set; use TestDatabase.Kinds, which skips these.");
        var named = new SqlConnectionStringBuilder(server) { InitialCatalog = $"LicenseDashboard_{Guid.CreateVersion7():N}" };
        var made = new TestDatabase(kind, named.ConnectionString, folder, services);
        await made.Get<DatabaseStart>().RunAsync(CancellationToken.None);
        return made;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public LicenseDb Open() => Factory.CreateDbContext();

    /// <summary>The services of one more instance of the program on the same database.</summary>
    public ServiceProvider AnotherInstance(Action<IServiceCollection>? services = null) => Build(Kind, Connection, services);

    public async ValueTask DisposeAsync()
    {
        if (Kind == DatabaseKind.SqlServer)
        {
            await using var db = Open();
            await db.Database.EnsureDeletedAsync();
        }
        else
        {
            using var connection = new SqliteConnection(Connection);
            SqliteConnection.ClearPool(connection);
        }

        await _services.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static TheoryData<DatabaseKind> Row()
    {
        var server = new TheoryDataRow<DatabaseKind>(DatabaseKind.SqlServer);
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SqlServerVariable)))
        {
            server.Skip = $"{SqlServerVariable} holds no connection string.";
        }

        return [new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite), server];
    }

    private static ServiceProvider Build(DatabaseKind kind, string connection, Action<IServiceCollection>? more)
    {
        var database = new DatabaseOptions
        {
            Provider = kind,
            ConnectionString = connection,
            StartWaitSeconds = 1,
            MigrateOnStart = true,
        };
        var services = new ServiceCollection();
        services.AddPersistence(database).AddSqlServer(database);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("licensedashboard-template-").FullName, "template.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        // Pooled connections would keep the log beside the file, and a copy would lack what stands there.
        await using var services = Build(DatabaseKind.Sqlite, $"Data Source={file};Pooling=False", null);
        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        return file;
    }
}

using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>The embedded default: one file with lock files beside it.</summary>
internal sealed class SqliteProvider : ILicenseDbProvider, IDisposable
{
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(30);

    private readonly DatabaseOptions _options;
    private readonly TimeProvider _time;
    private readonly InstanceSlot _slot;
    private readonly string _connection;

    public SqliteProvider(DatabaseOptions options, string contentRoot, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var parts = Parse(options.ConnectionString);
        DatabaseFile = parts.DataSource = Path.GetFullPath(parts.DataSource, contentRoot);
        _connection = parts.ConnectionString;
        _slot = new InstanceSlot(DatabaseFile, time);
        Gate = new WriteGate(() => _slot.OthersExist() ? TimeSpan.FromMilliseconds(5) : TimeSpan.Zero);
    }

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public IWriteGate Gate { get; }

    public string DatabaseFile { get; }

    public string SpillFolder => Path.GetDirectoryName(DatabaseFile)!;

    public void Configure(DbContextOptionsBuilder options) =>
        options
            .UseSqlite(_connection, sqlite => sqlite.MaxBatchSize(_options.MaxBatchSize))
            .ReplaceService<IMigrationsSqlGenerator, ClusteredTablesGenerator>()
            .AddInterceptors(new SqliteConnections());

    public async Task PrepareAsync(LicenseDb db, bool migrate, CancellationToken ct)
    {
        // SQLite's asynchronous calls block; without spare threads, readers would wait behind blocked writers.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(64, workers), Math.Max(64, ports));
        await SqliteStart.RunAsync(db, DatabaseFile, migrate, TimeSpan.FromSeconds(_options.StartWaitSeconds), _time, ct);
        _slot.Hold();
    }

    public async Task<IDbContextTransaction> BeginWriteAsync(LicenseDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var begun = connection.BeginTransaction(deferred: true);
            try
            {
                await SqliteConnections.TakeWriteLockAsync(connection, WritePatience, _time, ct);
                return new OwningTransaction(db, (await db.Database.UseTransactionAsync(begun, ct))!, begun);
            }
            catch
            {
                await begun.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }

    public IBulkWriter OpenBulk(LicenseDb db) => new SqliteBulkWriter(db, this);

    public ILeadership Lead(string name) => new FileLeadership(Path.Combine(Path.GetDirectoryName(DatabaseFile)!, name + ".lock"));

    public void Dispose() => _slot.Dispose();

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        SqliteConnectionStringBuilder parts;
        try
        {
            parts = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new StartRefusedException(
                $"ConnectionStrings:LicenseDashboard is malformed: {fault.Message} For SQLite it looks like "
                    + $"\"{DatabaseOptions.DefaultConnection}\".",
                fault
            );
        }

        return
            parts.DataSource is "" or ":memory:"
            || parts.Mode == SqliteOpenMode.Memory
            || parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? throw new StartRefusedException(
                $"ConnectionStrings:LicenseDashboard must name a file, such as \"{DatabaseOptions.DefaultConnection}\"."
            )
            : parts;
    }
}

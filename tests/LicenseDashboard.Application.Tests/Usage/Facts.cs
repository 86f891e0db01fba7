using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Usage;

/// <summary>What the fact tests share: a database whose bulk transactions can be made to fail, and facts as comparable text.</summary>
internal static class Facts
{
    public const int Platform = 1;
    public const int StreamKey = 7;
    public const int Division = 3;
    public const int People = 12;

    public static readonly DateOnly Monday = new(2026, 11, 2);

    public static FactRange Range(DateOnly from, DateOnly to) =>
        new(Platform, StreamKey, from, to) { CoveredThrough = to, Divisions = [Division] };

    public static UsageDay Use(DateOnly day, int person, int feature, int count = 1, int seconds = 60) =>
        new()
        {
            Day = FactDay.Of(day),
            PersonKey = person,
            FeatureKey = feature,
            Count = count,
            Seconds = seconds,
        };

    public static async IAsyncEnumerable<T> Rows<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    public static async Task<TestDatabase> DatabaseAsync(DatabaseKind kind, BreakingProvider? breaking = null)
    {
        var database = await TestDatabase.CreateAsync(
            kind,
            breaking is null
                ? null
                : services =>
                {
                    services.AddSingleton<ILicenseDbProvider>(all => breaking.Over(all.GetRequiredKeyedService<ILicenseDbProvider>(kind)));
                }
        );
        await using var db = database.Open();
        db.Platforms.Add(A.Platform());
        await db.SaveChangesAsync();
        db.People.AddRange(Enumerable.Range(1, People).Select(n => A.Person("p" + n)));
        await db.SaveChangesAsync();
        return database;
    }

    public static async Task<List<string>> UsageAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db
            .UsageDays.OrderBy(d => d.Day)
            .ThenBy(d => d.PersonKey)
            .ThenBy(d => d.FeatureKey)
            .Select(d => $"{d.Day} {d.PersonKey} {d.FeatureKey} {d.Count} {d.Seconds}")
            .ToListAsync();
    }

    public static async Task<List<string>> PresenceAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db
            .PresenceSessions.OrderBy(s => s.PersonKey)
            .ThenBy(s => s.Start)
            .Select(s => $"{s.PersonKey} {s.Start} {s.End} {s.IdleTail}")
            .ToListAsync();
    }

    public static async Task<List<string>> CoverageAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Coverage.OrderBy(c => c.Day).Select(c => $"{c.StreamKey} {c.Day} {c.DivisionKey}").ToListAsync();
    }

    public static async Task<RollupReport> ProofAsync(TestDatabase database, bool repair = false) =>
        (await database.Get<RebuildRollups>().RunAsync(A.Administrator, repair, CancellationToken.None)).Value;
}

/// <summary>Breaks off in the middle of the n-th bulk transaction from now, as a kill does.</summary>
internal sealed class BreakingProvider
{
    public int TransactionsLeft { get; set; } = int.MaxValue;

    public ILicenseDbProvider Over(ILicenseDbProvider real) => new Provider(this, real);

    private sealed class Provider(BreakingProvider owner, ILicenseDbProvider real) : ILicenseDbProvider
    {
        public DatabaseKind Kind => real.Kind;

        public IWriteGate Gate => real.Gate;

        public string SpillFolder => real.SpillFolder;

        public void Configure(DbContextOptionsBuilder options) => real.Configure(options);

        public Task PrepareAsync(LicenseDb db, bool migrate, CancellationToken ct) => real.PrepareAsync(db, migrate, ct);

        public Task<IDbContextTransaction> BeginWriteAsync(LicenseDb db, CancellationToken ct) => real.BeginWriteAsync(db, ct);

        public ILeadership Lead(string name) => real.Lead(name);

        public IBulkWriter OpenBulk(LicenseDb db) => new Writer(owner, real.OpenBulk(db));
    }

    private sealed class Writer(BreakingProvider owner, IBulkWriter real) : IBulkWriter
    {
        public Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct) =>
            real.InTransactionAsync(
                async token =>
                {
                    await work(token);
                    if (owner.TransactionsLeft-- <= 0)
                    {
                        throw new BrokenOffException();
                    }
                },
                ct
            );

        public ValueTask UpsertAsync(BulkShape shape, ReadOnlyMemory<long> cells, CancellationToken ct) =>
            real.UpsertAsync(shape, cells, ct);

        public ValueTask UpsertAsync(BulkShape shape, IReadOnlyList<object?[]> rows, CancellationToken ct) =>
            real.UpsertAsync(shape, rows, ct);

        public ValueTask DeleteAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct) => real.DeleteAsync(shape, keys, ct);

        public ValueTask DeleteAsync(BulkShape shape, IReadOnlyList<object?[]> keys, CancellationToken ct) =>
            real.DeleteAsync(shape, keys, ct);

        public ValueTask<List<long>> FindAsync(BulkShape shape, ReadOnlyMemory<long> keys, CancellationToken ct) =>
            real.FindAsync(shape, keys, ct);

        public ValueTask<List<long>> ScanAsync(BulkShape shape, string condition, CancellationToken ct, params long[] arguments) =>
            real.ScanAsync(shape, condition, ct, arguments);

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}

internal sealed class BrokenOffException : Exception;

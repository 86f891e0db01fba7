using System.Diagnostics;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// Five million usage facts with their rollup through the same use case as an ingest, a month a call, against one prepared INSERT of the
/// driver into the same table: sorted, 50,000 a transaction, no rollup.
/// </summary>
internal sealed class BulkWriteBenchmark : IBenchmark
{
    private const int People = 10_000;
    private const int Days = 250;
    private const int Month = 31;
    private const int FloorTransaction = 50_000;
    private static readonly DateOnly First = new(2026, 1, 1);

    private double _bytes;

    public string Name => "bulk-write";

    public string Unit => "facts/s";

    public string Goal => "≥ 1.00 of the floor, ≤ 20 bytes a fact";

    public Task PrepareAsync() => Task.CompletedTask;

    public async Task<double?> FloorAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        var watch = Stopwatch.StartNew();
        var count = 0;
        await using (var connection = new SqliteConnection(database.Connection))
        {
            await connection.OpenAsync();
            await using var normal = new SqliteCommand("PRAGMA synchronous=NORMAL", connection);
            await normal.ExecuteNonQueryAsync();
            await using var insert = new SqliteCommand(
                "INSERT INTO UsageDays (Day, PersonKey, FeatureKey, Count, Seconds) VALUES ($d, $p, $f, $c, $s)",
                connection
            );
            SqliteParameter[] cells =
            [
                .. ((string[])["$d", "$p", "$f", "$c", "$s"]).Select(name => insert.Parameters.Add(name, SqliteType.Integer)),
            ];
            SqliteTransaction? transaction = null;
            foreach (var fact in Facts(0, Days))
            {
                if (count++ % FloorTransaction == 0)
                {
                    transaction?.Commit();
                    transaction?.Dispose();
                    insert.Transaction = transaction = connection.BeginTransaction();
                    insert.Prepare();
                }

                (cells[0].Value, cells[1].Value, cells[2].Value, cells[3].Value, cells[4].Value) = (
                    fact.Day,
                    fact.PersonKey,
                    fact.FeatureKey,
                    fact.Count,
                    fact.Seconds
                );
                insert.ExecuteNonQuery();
            }

            transaction?.Commit();
            transaction?.Dispose();
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    public async Task<double> RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        var writer = database.Get<UsageWriter>();
        var watch = Stopwatch.StartNew();
        long written = 0;
        for (var day = 0; day < Days; day += Month)
        {
            var days = Math.Min(Month, Days - day);
            var range = new FactRange(1, 1, First.AddDays(day), First.AddDays(day + days - 1))
            {
                CoveredThrough = First.AddDays(Days),
                Divisions = [1],
            };
            written += (await writer.ReplaceAsync(range, [1, 2], Stream(Facts(day, days)), CancellationToken.None)).Written;
        }

        var rate = written / watch.Elapsed.TotalSeconds;
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        _bytes = (double)new FileInfo(database.File).Length / written;
        return rate;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (figure >= floor && _bytes <= 20, FormattableString.Invariant($"{_bytes:0.0} bytes a fact"));

    private static async IAsyncEnumerable<UsageDay> Stream(IEnumerable<UsageDay> facts)
    {
        await Task.CompletedTask;
        foreach (var fact in facts)
        {
            yield return fact;
        }
    }

    private static IEnumerable<UsageDay> Facts(int fromDay, int days)
    {
        for (var day = fromDay; day < fromDay + days; day++)
        {
            for (var person = 1; person <= People; person++)
            {
                for (var feature = 1; feature <= 2; feature++)
                {
                    var mixed = unchecked(((day * 73856093) ^ (person * 19349663) ^ (feature * 83492791)) & 0x7fffffff);
                    yield return new UsageDay
                    {
                        Day = FactDay.Of(First.AddDays(day)),
                        PersonKey = person,
                        FeatureKey = feature,
                        Count = 1 + (mixed % 40),
                        Seconds = mixed % 14400,
                    };
                }
            }
        }
    }
}

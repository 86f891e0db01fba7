using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// 50,000 people from rollups to written recommendations, against one bare read of the same rollup rows through the driver: a first night,
/// and one on which nothing changed, which must write no row.
/// </summary>
internal sealed class EvaluateBenchmark(bool unchanged) : IBenchmark, IDisposable
{
    private const int People = 50_000;

    private AdviceWorld? _world;
    private int _findings;
    private long _written = -1;

    public string Name => unchanged ? "evaluate-unchanged" : "evaluate";

    public string Unit => "ms";

    public string Goal => unchanged ? "≤ 3.50 × a bare read, 0 rows written" : "≤ 5.00 × a bare read";

    public async Task PrepareAsync()
    {
        _world = await AdviceWorld.CreateAsync(People);
        if (unchanged)
        {
            await _world.EvaluateAsync();
        }
        else
        {
            await (await AdviceWorld.CreateAsync(1_000)).EvaluateAsync();
        }
    }

    public async Task<double?> FloorAsync()
    {
        await using var connection = new SqliteConnection(_world!.Database.Connection);
        await connection.OpenAsync();
        var watch = Stopwatch.StartNew();
        foreach (
            var sql in (string[])
                [
                    "SELECT Key, VendorId, Name, Email, State, Title, DivisionKey, ManagerKey, HiredOn, GroupsKnown, "
                        + "LastLoginAt, LastTokenAt, InManagementUnit, LastShiftOn, Position FROM People",
                    "SELECT PersonKey, SkuKey, HeldFrom FROM Seats WHERE HeldTo IS NULL",
                    "SELECT PersonKey, RoleKey, DivisionId FROM PersonGrants",
                    "SELECT PersonKey, FeatureKey, FirstUsedOn, LastUsedOn FROM FeatureUses",
                    "SELECT PersonKey, LastDay, Recent, Earlier, FirstPresentOn, LastOnQueueOn FROM PersonDays",
                ]
        )
        {
            await using var command = new SqliteCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var cells = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(cells);
            }
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    public async Task<double> RunAsync()
    {
        await using var db = _world!.Database.Open();
        if (!unchanged)
        {
            await db.RecommendationEvidence.ExecuteDeleteAsync();
            await db.Recommendations.ExecuteDeleteAsync();
            await db.PersonVerdicts.ExecuteDeleteAsync();
            await db.InferAnswers.ExecuteDeleteAsync();

            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        GC.Collect();
        var watch = Stopwatch.StartNew();
        var report = await _world.EvaluateAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        (_findings, _written) = (report.Findings, report.Raised.Written);
        return took;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (unchanged ? figure <= 3.5 * floor && _written == 0 : figure <= 5 * floor, $"{_findings:N0} findings, {_written:N0} rows written");

    public void Dispose() => _world?.Dispose();
}

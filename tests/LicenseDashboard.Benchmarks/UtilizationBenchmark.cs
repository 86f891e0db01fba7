using System.Diagnostics;
using System.Globalization;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// Everything that the Utilization page asks for, with 13 months of levels of ten divisions and seven SKUs, against a bare read of the
/// three days whose curves it shows. Each look is at another day, so that none is in memory.
/// </summary>
internal sealed class UtilizationBenchmark : IBenchmark, IDisposable
{
    private const int People = 10_000;
    private const int Months = 13;
    private const int Looks = 40;
    private const int Limit = 50;

    private readonly List<double> _times = [];
    private LiveWorld? _world;
    private DateOnly _today;

    public string Name => "utilization";

    public string Unit => "ms";

    public string Goal => $"p95 ≤ {Limit} ms";

    public async Task PrepareAsync()
    {
        _today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        _world = await LiveWorld.CreateAsync(People);
        await _world.FillLevelsAsync(Months);
        await LookAsync(_today);
    }

    public async Task<double?> FloorAsync()
    {
        await using var connection = new SqliteConnection(_world!.Database.Connection);
        await connection.OpenAsync();
        List<double> times = [];
        for (var look = 0; look < Looks; look++)
        {
            var day = FactDay.Of(DayOf(look));
            var watch = Stopwatch.StartNew();
            await using var command = new SqliteCommand(
                "SELECT Packed FROM UtilizationLevels WHERE PlatformKey = 1 AND Day IN (@a, @b, @c)",
                connection
            );
            command.Parameters.AddWithValue("@a", day);
            command.Parameters.AddWithValue("@b", day - 1);
            command.Parameters.AddWithValue("@c", day - 7);
            await using var reader = await command.ExecuteReaderAsync();
            while (reader.Read())
            {
                _ = reader.GetFieldValue<byte[]>(0);
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(Looks * 95 / 100);
    }

    public async Task<double> RunAsync()
    {
        List<double> times = [];
        for (var look = 0; look < Looks; look++)
        {
            var watch = Stopwatch.StartNew();
            await LookAsync(DayOf(look));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        _times.AddRange(times);
        return times.Order().ElementAt(Looks * 95 / 100);
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= Limit,
            string.Create(CultureInfo.InvariantCulture, $"median of {_times.Count} {_times.Order().ElementAt(_times.Count / 2):N1} ms")
        );

    public void Dispose() => _world?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private DateOnly DayOf(int look) => _today.AddDays(-8 * (look + 1));

    private async Task LookAsync(DateOnly day)
    {
        var utilization = _world!.Utilization;
        await utilization.NowAsync(A.Auditor, new UtilizationQuery { GroupBy = UtilizationGroup.Manager }, CancellationToken.None);
        await utilization.CurveAsync(A.Auditor, new CurveQuery { Day = day, Sku = "cloudCX3" }, CancellationToken.None);
        await utilization.PeopleAsync(A.Auditor, new LivePeopleQuery(), Page.First, CancellationToken.None);
        await utilization.AlertsAsync(A.Auditor, new AlertQuery(), Page.First, CancellationToken.None);
    }
}

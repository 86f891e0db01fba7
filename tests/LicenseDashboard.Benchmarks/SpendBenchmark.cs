using System.Diagnostics;
using System.Globalization;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// What the Spend page reads, with 36 months of 50,000 people: the months grouped in each way, as a whole and below managers of all levels,
/// the forecast, the causes and the chargeback. The floor is a bare read of a rollup.
/// </summary>
internal sealed class SpendBenchmark : IBenchmark, IDisposable
{
    private const int Looks = 60;
    private const int Limit = 150;
    private const string OnDemand = "people";

    private readonly Dictionary<string, List<double>> _times = [];
    private SpendWorld? _world;

    public string Name => "spend";

    public string Unit => "ms";

    public string Goal => $"p95 ≤ {Limit} ms";

    public async Task PrepareAsync()
    {
        _world = await SpendWorld.CreateAsync();
        foreach (var look in Enumerable.Range(0, Looks))
        {
            await LookAsync(look);
        }

        _times.Clear();
    }

    public async Task<double?> FloorAsync()
    {
        await using var connection = new SqliteConnection(_world!.Database.Connection);
        await connection.OpenAsync();
        List<double> times = [];
        for (var look = 0; look < Looks; look++)
        {
            var watch = Stopwatch.StartNew();
            await using var command = new SqliteCommand(
                "SELECT Month, Sku, Department, Micros FROM DepartmentCosts WHERE PlatformKey = 1 AND Month > @from",
                connection
            );
            command.Parameters.AddWithValue("@from", SpendWorld.Last - SpendWorld.Months);
            await using var reader = await command.ExecuteReaderAsync();
            while (reader.Read())
            {
                _ = reader.GetInt64(3);
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(Looks * 95 / 100);
    }

    /// <summary>The slowest kind of read that a page waits for; a list of people is read on demand and reported apart.</summary>
    public async Task<double> RunAsync()
    {
        var before = _times.ToDictionary(read => read.Key, read => read.Value.Count);
        for (var look = 0; look < Looks; look++)
        {
            await LookAsync(look);
        }

        return _times.Where(read => read.Key != OnDemand).Max(read => P95([.. read.Value.Skip(before.GetValueOrDefault(read.Key))]));
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= Limit,
            string.Join(
                ", ",
                _times.Select(read =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{read.Key} {read.Value.Order().ElementAt(read.Value.Count * 95 / 100):N0}"
                    )
                )
            )
        );

    public void Dispose() => _world?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static double P95(IReadOnlyList<double> times) => times.Order().ElementAt(times.Count * 95 / 100);

    private async Task LookAsync(int look)
    {
        var (all, month) = (SpendWorld.Last - SpendWorld.Months + 1, SpendWorld.Last - (look % (SpendWorld.Months - 1)));
        var manager = "p" + (look % 4 == 0 ? 1 : 1 + (look * 37 % 2000)).ToString(CultureInfo.InvariantCulture);
        await TimeAsync("sku", () => MonthsAsync(new SpendQuery { From = all }));
        await TimeAsync("department", () => MonthsAsync(new SpendQuery { From = all, GroupBy = SpendGroup.Department }));
        await TimeAsync("manager", () => MonthsAsync(new SpendQuery { From = all, GroupBy = SpendGroup.Manager }));
        await TimeAsync(
            "below",
            () =>
                MonthsAsync(
                    new SpendQuery
                    {
                        From = all,
                        Manager = manager,
                        GroupBy = look % 2 == 0 ? SpendGroup.Sku : SpendGroup.Manager,
                    }
                )
        );
        await TimeAsync("forecast", () => Get<SpendForecast>().RunAsync(A.Auditor, null, CancellationToken.None));
        await TimeAsync("causes", () => Get<SpendCauses>().RunAsync(A.Auditor, "genesys", month, CancellationToken.None));
        await TimeAsync("chargeback", () => ChargedAsync(new ChargebackQuery("genesys", month, SpendGroup.Department, null, Page.First)));
        await TimeAsync(OnDemand, () => ChargedAsync(new ChargebackQuery("genesys", month, SpendGroup.Manager, manager, Page.First)));
    }

    private async Task TimeAsync(string name, Func<Task> read)
    {
        var watch = Stopwatch.StartNew();
        await read();
        _times.TryAdd(name, []);
        _times[name].Add(watch.Elapsed.TotalMilliseconds);
    }

    private async Task MonthsAsync(SpendQuery query) => await Get<SpendByMonth>().RunAsync(A.Auditor, query, CancellationToken.None);

    private async Task ChargedAsync(ChargebackQuery query) => await Get<Chargeback>().RunAsync(A.Auditor, query, CancellationToken.None);

    private T Get<T>()
        where T : notnull => _world!.Database.Get<T>();
}

using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// What the side panel asks: 365 days of one person by feature, with coverage, through the use case; people at random over the whole key
/// range: 95th percentile. And the plans of its queries: none may scan facts, coverage or people.
/// </summary>
internal sealed partial class SidePanelBenchmark(long facts) : IBenchmark, IDisposable
{
    private const int Days = 365;
    private const int Features = 7;
    private const int Asked = 200;
    private static readonly string[] _large = ["UsageDays", "Coverage", "People"];
    private static readonly Viewer _everyone = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    private AdviceWorld? _world;
    private string _scans = "";

    public string Name => "side-panel";

    public string Unit => "ms";

    public string Goal => "p95 ≤ 60 ms, no scan in the plan";

    private int People => (int)(facts / (Days * Features));

    public async Task PrepareAsync()
    {
        _world = await AdviceWorld.CreateAsync(People);
        await using var db = _world.Database.Open();
        var first = FactDay.Of(AdviceWorld.Today) - Days + 1;
        for (var day = first; day < first + Days; day++)
        {
            await db.Database.ExecuteSqlRawAsync(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {0} - 1) "
                    + "INSERT INTO UsageDays (Day, PersonKey, FeatureKey, Count, Seconds) SELECT {1}, i / {2} + 1, i % {2} + 1, "
                    + "i * 7919 % 40 + 1, i * 104729 % 14400 FROM n",
                People * Features,
                day,
                Features
            );
        }

        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        _scans = await ScansAsync(db);
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        var usage = _world!.Database.Get<PersonUsage>();
        var random = new Random(11);
        var times = new List<double>();
        for (var n = 0; n < Asked; n++)
        {
            var person = random.Next(1, People + 1);
            var watch = Stopwatch.StartNew();
            var days = await usage.RunAsync(_everyone, person, Days, CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (days!.Points.Count != Days * Features)
            {
                throw new InvalidOperationException($"Person {person} has {days.Points.Count} facts.");
            }
        }

        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= 60 && _scans.Length == 0,
            FormattableString.Invariant($"{(long)People * Days * Features:N0} facts; ")
                + (_scans.Length == 0 ? "every large table is searched by its key" : "scans " + _scans)
        );

    public void Dispose() => _world?.Dispose();

    /// <summary>The large tables that a query of the use case would read from end to end.</summary>
    private async Task<string> ScansAsync(LicenseDb db)
    {
        using var heard = new Heard();
        await _world!.Database.Get<PersonUsage>().RunAsync(_everyone, 1, Days, CancellationToken.None);
        if (!heard.Commands.Exists(command => command.Sql.Contains("UsageDays", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException("The query of the facts was not heard, so its plan can't be checked.");
        }

        var scans = new SortedSet<string>(StringComparer.Ordinal);
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        foreach (var (sql, parameters) in heard.Commands)
        {
            var tables = Tables().Matches(sql).ToLookup(match => match.Groups[2].Value, match => match.Groups[1].Value);
            await using var explain = connection.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = explain.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                explain.Parameters.Add(parameter);
            }

            await using var plan = await explain.ExecuteReaderAsync();
            while (await plan.ReadAsync())
            {
                if (Scan().Match(plan.GetString(3)) is { Success: true } scan)
                {
                    scans.UnionWith(tables[scan.Groups[1].Value].Where(_large.Contains));
                }
            }
        }

        return string.Join(", ", scans);
    }

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Tables();

    [GeneratedRegex("^SCAN (\\w+)")]
    private static partial Regex Scan();

    /// <summary>Hears the commands that EF sends.</summary>
    private sealed class Heard : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];

        public Heard() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public List<(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)> Commands { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: var command })
            {
                Commands.Add(
                    (
                        command.CommandText,
                        [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]
                    )
                );
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _subscriptions.ForEach(each => each.Dispose());
    }
}

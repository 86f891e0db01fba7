using System.Diagnostics;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// Approvals beside a running write of usage facts in the same process, against the same approvals alone: 95th percentile; the writer must
/// keep its rate.
/// </summary>
internal sealed class ApproveBenchmark : IBenchmark, IDisposable
{
    private const int Approvals = 100;
    private const int People = 10_000;
    private static readonly Viewer _script = new("ci", "token:ci", ViewerRoles.ApiDecide, []);

    private AdviceWorld? _world;
    private Queue<(RecommendationId Id, int Version)> _rows = new();
    private double _kept = double.NaN;

    public string Name => "approve-beside-ingest";

    public string Unit => "ms";

    public string Goal => "p95 ≤ 100 ms, the ingest keeps ≥ 0.70 of its rate";

    public async Task PrepareAsync()
    {
        _world = await AdviceWorld.CreateAsync(People);
        await _world.EvaluateAsync();
        await using var db = _world.Database.Open();
        _rows = new((await db.Recommendations.Select(r => new { r.Id, r.Version }).ToListAsync()).Select(r => (r.Id, r.Version)));
    }

    public async Task<double?> FloorAsync() => await ApproveAsync(CancellationToken.None);

    public async Task<double> RunAsync()
    {
        var alone = await WriteAsync(TimeSpan.FromSeconds(4), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(TimeSpan.FromMinutes(2), stop.Token));
        var p95 = await ApproveAsync(CancellationToken.None);
        await stop.CancelAsync();
        _kept = await writing / alone;
        return p95;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (figure <= 100 && _kept >= 0.7, FormattableString.Invariant($"the ingest kept {_kept:0.00} of its rate"));

    public void Dispose() => _world?.Dispose();

    private async Task<double> ApproveAsync(CancellationToken ct)
    {
        var approve = _world!.Database.Get<ApproveRecommendation>();
        var times = new List<double>();
        for (var n = 0; n < Approvals; n++)
        {
            var (id, version) = _rows.Dequeue();
            var watch = Stopwatch.StartNew();
            var outcome = await approve.RunAsync(_script, id, version, null, ct);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (outcome.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Message);
            }

            // A person decides at best every few seconds; a tenth of that is a busy team.
            await Task.Delay(40, ct);
        }

        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    /// <summary>Facts a second over whole days, until told to stop.</summary>
    private async Task<double> WriteAsync(TimeSpan atMost, CancellationToken stop)
    {
        var writer = _world!.Database.Get<UsageWriter>();
        var watch = Stopwatch.StartNew();
        long facts = 0;
        for (var day = 0; watch.Elapsed < atMost && !stop.IsCancellationRequested; day++)
        {
            var on = AdviceWorld.Today.AddDays(-400 - Random.Shared.Next(3000));
            var range = new FactRange(1, 1, on, on) { CoveredThrough = on, Divisions = [0] };
            facts += (await writer.ReplaceAsync(range, [1, 2], FactsAsync(on, day), CancellationToken.None)).Written;
        }

        return facts / watch.Elapsed.TotalSeconds;
    }

    private static async IAsyncEnumerable<UsageDay> FactsAsync(DateOnly day, int salt)
    {
        await Task.CompletedTask;
        for (var person = 1; person <= People; person++)
        {
            for (var feature = 1; feature <= 2; feature++)
            {
                yield return new UsageDay
                {
                    Day = FactDay.Of(day),
                    PersonKey = person,
                    FeatureKey = feature,
                    Count = 1 + ((person + salt) % 40),
                    Seconds = person % 14400,
                };
            }
        }
    }
}

using System.Diagnostics;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// The Downgrades page and its totals in the database layer, over every sort and a set of filters, as an administrator and as managers see
/// it: 95th percentile.
/// </summary>
internal sealed class PageBenchmark(int live) : IBenchmark, IDisposable
{
    private static readonly Viewer _everyone = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    private AdviceWorld? _world;
    private string _slowest = "";

    public string Name => live == 20_000 ? "page-and-totals" : $"page-and-totals-{live}";

    public string Unit => "ms";

    public string Goal => $"p95 ≤ {Limit} ms";

    private int Limit => live == 20_000 ? 50 : 75;

    public async Task PrepareAsync()
    {
        var people = live * 5 / 2;
        _world = await AdviceWorld.CreateAsync(people);
        await _world.EvaluateAsync();
        await using var db = _world.Database.Open();

        // Three decided or withdrawn rows for each live one, as some years leave them.
        var columns = string.Join(
            ", ",
            db.Model.FindEntityType(typeof(Recommendation))!
                .GetProperties()
                .Select(p => $"\"{p.GetColumnName()}\"")
                .Where(c => c is not "\"Id\"" and not "\"Status\"")
        );
        foreach (var (status, mark) in new[] { ("Rejected", 1), ("Withdrawn", 2), ("Done", 3) })
        {
            // The first digit of a version 7 id is 0 for a long time to come.
            var copy =
                $"INSERT INTO Recommendations (Id, Status, {columns}) SELECT '{mark}' || substr(Id, 2), '{status}', {columns} "
                + "FROM Recommendations WHERE Status = 'Open'";
            await db.Database.ExecuteSqlRawAsync(copy);
        }

        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        var list = _world!.Database.Get<RecommendationList>();
        var manager = new Viewer("Maria", "persona:maria", ViewerRoles.OperationsManager, [new ReportingScope(1, 1, 0, live / 2 * 1000)]);
        var times = new List<(double Ms, string What)>();
        foreach (var viewer in (Viewer[])[_everyone, manager])
        {
            foreach (var filter in Filters())
            {
                foreach (var number in (int[])[1, 40])
                {
                    var watch = Stopwatch.StartNew();
                    await list.RunAsync(viewer, filter, new Page(number, 50), CancellationToken.None);
                    await list.TotalsAsync(viewer, filter, CancellationToken.None);
                    times.Add(
                        (
                            watch.Elapsed.TotalMilliseconds,
                            $"{filter.Sort} {string.Join(',', filter.Lanes)} {filter.Text} {string.Join(',', filter.Statuses)} "
                                + $"page {number}"
                        )
                    );
                }
            }
        }

        var sorted = times.OrderBy(time => time.Ms).ToList();
        _slowest = FormattableString.Invariant($"slowest {sorted[^1].Ms:0} ms: {sorted[^1].What}");
        return sorted[(int)(sorted.Count * 0.95)].Ms;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) => (figure <= Limit, _slowest);

    public void Dispose() => _world?.Dispose();

    private static IEnumerable<RecommendationFilter> Filters()
    {
        var open = new RecommendationFilter { Statuses = [RecommendationStatus.Open] };
        foreach (var sort in RecommendationSort.Fields.SelectMany(field => (string[])[field, "-" + field]))
        {
            yield return open with
            {
                Sort = sort,
            };
            yield return open with
            {
                Sort = sort,
                Lanes = [Lane.Ready],
            };
        }

        yield return open with
        {
            Text = "person 01",
        };
        yield return open with
        {
            Text = "nobody at all",
        };
        yield return open with
        {
            Tiers = ["cloudCX3"],
            Kinds = [RecommendationKind.Downgrade],
        };
        yield return open with
        {
            Lanes = [Lane.Review, Lane.Protected],
        };
        yield return new RecommendationFilter { Statuses = [RecommendationStatus.Rejected, RecommendationStatus.Done] };
    }
}

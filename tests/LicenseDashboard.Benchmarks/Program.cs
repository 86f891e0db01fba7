using System.Globalization;

namespace LicenseDashboard.Benchmarks;

internal static class Program
{
    private const int Rounds = 3;

    /// <summary>Facts of the side panel's row when nothing else is said: fifty million take some minutes to write.</summary>
    private const long FewFacts = 5_000_000;
    private const long LeastFacts = 100_000;

    private static IReadOnlyList<Func<IBenchmark>> Rows(long facts) =>
        [
            () => new BulkWriteBenchmark(),
            () => new EvaluateBenchmark(unchanged: false),
            () => new EvaluateBenchmark(unchanged: true),
            () => new PageBenchmark(20_000),
            () => new PageBenchmark(50_000),
            () => new ApproveBenchmark(),
            () => new ScimBenchmark(),
            () => new FirstPaintBenchmark(),
            () => new CircuitBenchmark(),
            () => new SocketBenchmark(),
            () => new TickBenchmark(),
            () => new PanelBenchmark(),
            () => new LiveBenchmark(),
            () => new UtilizationBenchmark(),
            () => new SpendBenchmark(),
            () => new PricingBenchmark(concurrent: false),
            () => new PricingBenchmark(concurrent: true),
            () => new SidePanelBenchmark(facts),
        ];

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1));
        var (only, facts) = (options.GetValueOrDefault("--only"), FewFacts);
        if (
            options.Keys.Except(["--only", "--facts"]).Any()
            || (options.TryGetValue("--only", out var name) && name is null)
            || (
                options.TryGetValue("--facts", out var many)
                && (!long.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out facts) || facts < LeastFacts)
            )
        )
        {
            await Console.Error.WriteLineAsync(
                "Usage: LicenseDashboard.Benchmarks [--only NAME] [--facts N]    N: facts of the side panel's row, "
                    + $"{LeastFacts:N0} or more, {FewFacts:N0} when left out"
            );
            return 2;
        }

        var all = Rows(facts);
        var chosen = all.Select(make => make()).Where(row => only is null || row.Name == only).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync(
                $"No benchmark is called {only}. There are: {string.Join(", ", all.Select(make => make().Name))}."
            );
            return 2;
        }

        var passed = true;
        Console.WriteLine("| row | figure | floor | ratio | goal | note | result |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var row in chosen)
        {
            passed &= await RunAsync(row);
        }

        return passed ? 0 : 1;
    }

    private static async Task<bool> RunAsync(IBenchmark row)
    {
        await row.PrepareAsync();
        var (figures, floors) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            if (await row.FloorAsync() is { } floor)
            {
                floors.Add(floor);
            }

            figures.Add(await row.RunAsync());
        }

        var (figure, median) = (Median(figures), floors.Count == 0 ? (double?)null : Median(floors));
        var (reached, note) = row.Judge(figure, median);
        Console.WriteLine(
            $"| {row.Name} | {figure:N0} {row.Unit} | {(median is { } m ? $"{m:N0} {row.Unit}" : "—")} | "
                + $"{(median is { } f ? (figure / f).ToString("0.00", CultureInfo.InvariantCulture) : "—")} | {row.Goal} | {note} | "
                + $"{(reached ? "pass" : "fail")} |"
        );
        (row as IDisposable)?.Dispose();
        return reached;
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
}

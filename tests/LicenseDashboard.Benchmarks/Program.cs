using System.Globalization;

namespace LicenseDashboard.Benchmarks;

internal static class Program
{
    private const int Rounds = 3;

    private static readonly IReadOnlyList<Func<IBenchmark>> All = [
        () => new BulkWriteBenchmark(),
        () => new EvaluateBenchmark(unchanged: false),
        () => new EvaluateBenchmark(unchanged: true),
        () => new PageBenchmark(20_000),
        () => new PageBenchmark(50_000),
        () => new ApproveBenchmark(),
    ];

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var only = args is ["--only", var name] ? name : null;
        if (args.Length > 0 && only is null)
        {
            await Console.Error.WriteLineAsync("Usage: LicenseDashboard.Benchmarks [--only NAME]");
            return 2;
        }

        var chosen = All.Select(make => make()).Where(row => only is null || row.Name == only).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"No benchmark is called {only}. There are: {string.Join(", ", All.Select(make => make().Name))}.");
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
            $"| {row.Name} | {figure:N0} {row.Unit} | {(median is { } m ? $"{m:N0} {row.Unit}" : "—")} | {(median is { } f ? (figure / f).ToString("0.00", CultureInfo.InvariantCulture) : "—")} | {row.Goal} | {note} | {(reached ? "pass" : "fail")} |");
        (row as IDisposable)?.Dispose();
        return reached;
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
}

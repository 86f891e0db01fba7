using System.Globalization;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// Memory that one browser on Downgrades with fifty rows keeps in the program: what the heap holds after a collection with many of them
/// open, less what it holds with one.
/// </summary>
internal sealed class CircuitBenchmark : IBenchmark, IDisposable
{
    private const int Browsers = 12;
    private const int Limit = 1024;

    private BrowserProgram? _program;
    private IPage? _first;

    public string Name => "circuit";

    public string Unit => "KiB";

    public string Goal => $"≤ {Limit:N0} KiB a browser";

    public async Task PrepareAsync()
    {
        _program = await BrowserProgram.StartAsync();
        _first = await _program.OpenAsync(); // Brings what every later browser shares.
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        var before = Heap();
        List<IPage> open = [];
        for (var browser = 0; browser < Browsers; browser++)
        {
            open.Add(await _program!.OpenAsync());
        }

        var held = Heap() - before;
        foreach (var page in open)
        {
            await page.Context.CloseAsync();
        }

        GC.KeepAlive(_first);
        return held / 1024.0 / Browsers;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (figure <= Limit, string.Create(CultureInfo.InvariantCulture, $"{Browsers} browsers with 50 rows each"));

    public void Dispose() => _program?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

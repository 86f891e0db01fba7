using System.Globalization;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// What an open Utilization page is sent when presence moves: the most bytes on the wire within one second, of a minute of a demo whose
/// people move thirty times as fast as real ones.
/// </summary>
internal sealed class TickBenchmark : IBenchmark, IDisposable
{
    private const int Seconds = 60;
    private const int Limit = 5 * 1024;

    private readonly List<long> _ticks = [];
    private BrowserProgram? _program;

    public string Name => "tick";

    public string Unit => "bytes";

    public string Goal => $"≤ {Limit:N0} bytes";

    public async Task PrepareAsync()
    {
        _program = await BrowserProgram.StartAsync(("Demo:LiveSpeed", "30"));
        await _program.OpenAsync("utilization");
        await Task.Delay(TimeSpan.FromSeconds(10)); // The page and its charts are there.
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        List<long> ticks = [];
        for (var second = 0; second < Seconds; second++)
        {
            var before = _program!.Sent;
            await Task.Delay(TimeSpan.FromSeconds(1));
            ticks.Add(_program.Sent - before);
        }

        _ticks.AddRange(ticks.Where(sent => sent > 0));
        return ticks.Max();
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= Limit && _ticks.Count > 0,
            string.Create(CultureInfo.InvariantCulture, $"{_ticks.Count} ticks, on average {_ticks.DefaultIfEmpty().Average():N0} bytes")
        );

    public void Dispose() => _program?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

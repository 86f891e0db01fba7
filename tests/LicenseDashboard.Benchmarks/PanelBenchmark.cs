using System.Globalization;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>How long the panel of a row takes from the key to its plan on screen, in a browser on the real program.</summary>
internal sealed class PanelBenchmark : IBenchmark, IDisposable
{
    private const int Rows = 10;
    private const int Limit = 150;

    /// <summary>From the click until the heading of the plan is drawn, by the browser's clock.</summary>
    private const string Opening = """
        row => new Promise(done => {
            const start = performance.now();
            const watch = new MutationObserver(() => {
                if (document.querySelector('[data-panel][aria-busy=false]')) {
                    watch.disconnect();
                    requestAnimationFrame(() => done(performance.now() - start));
                }
            });
            watch.observe(document.body, { childList: true, subtree: true, attributes: true });
            row.querySelector('[data-key=Enter]').click();
        })
        """;

    private readonly List<double> _times = [];
    private BrowserProgram? _program;
    private IPage? _page;

    public string Name => "panel";

    public string Unit => "ms";

    public string Goal => $"median ≤ {Limit} ms";

    public async Task PrepareAsync()
    {
        _program = await BrowserProgram.StartAsync();
        _page = await _program.OpenAsync();
        await RunAsync(); // The first panel after a start is compiled on its way.
        _times.Clear();
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        List<double> times = [];
        for (var row = 0; row < Rows; row++)
        {
            times.Add(await _page!.Locator("tr[data-row]").Nth(row).EvaluateAsync<double>(Opening));
            await _page.Locator("[data-panel] [data-close]").ClickAsync();
            await _page.Locator("[data-panel]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        _times.AddRange(times);
        return times.Order().ElementAt(Rows / 2);
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (figure <= Limit, string.Create(CultureInfo.InvariantCulture, $"worst of {_times.Count} {_times.Max():N0} ms"));

    public void Dispose() => _program?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

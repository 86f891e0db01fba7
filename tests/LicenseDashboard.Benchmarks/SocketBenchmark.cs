using System.Globalization;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// What comes over the socket of a browser on Downgrades with fifty rows, in bytes on the wire: for a decision by key, and for the next
/// page.
/// </summary>
internal sealed class SocketBenchmark : IBenchmark, IDisposable
{
    private const int DecisionLimit = 10 * 1024;
    private const int PageLimit = 60 * 1024;

    /// <summary>So long a silence means that an answer is whole.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(700);

    private readonly List<double> _pages = [];
    private BrowserProgram? _program;
    private IPage? _page;

    public string Name => "socket";

    public string Unit => "bytes";

    public string Goal => "a decision ≤ 10 KiB, the next page ≤ 60 KiB";

    public async Task PrepareAsync()
    {
        _program = await BrowserProgram.StartAsync();
        _page = await _program.OpenAsync();
        await QuietAsync();
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    /// <summary>A decision; and a page, which is noted.</summary>
    public async Task<double> RunAsync()
    {
        await _page!.Keyboard.PressAsync("ArrowDown");
        var before = _program!.Sent;
        await _page.Keyboard.PressAsync("a");
        await _page.Locator("tr.folded").First.WaitForAsync();
        await QuietAsync();
        var decision = _program!.Sent - before;

        before = _program!.Sent;
        var first = await _page.Locator("tr[data-row]").First.GetAttributeAsync("data-row");
        await _page.Keyboard.PressAsync("PageDown");
        await _page.Locator($"tr[data-row='{first}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await QuietAsync();
        _pages.Add(_program!.Sent - before);
        await _page.Keyboard.PressAsync("PageUp");
        await _page.Locator("[data-page=previous]:disabled").WaitForAsync();
        await QuietAsync();
        return decision;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= DecisionLimit && _pages.Max() <= PageLimit,
            string.Create(CultureInfo.InvariantCulture, $"largest next page {_pages.Max() / 1024:N0} KiB")
        );

    public void Dispose() => _program?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task QuietAsync()
    {
        long before;
        do
        {
            before = _program!.Sent;
            await Task.Delay(_quiet);
        } while (before != _program!.Sent);
    }
}

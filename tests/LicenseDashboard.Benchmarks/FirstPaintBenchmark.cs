using System.Globalization;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// How soon a person who opens Downgrades for the first time sees something: the browser's own first contentful paint, from the start of
/// the navigation, of the real program in a process of its own. Every visit has a new browser context: no cache, no cookie, no connection.
/// The program has answered before, since no one's day begins with a starting program. The floor is the same page as bytes: what the
/// program answered once, with its style sheets, fonts and images as they came over the wire, served from memory without the scripts, to
/// the same browser in turn. It has the same size and the same pixels to paint, so what is above it is the program's: reading and drawing
/// the list, and the scripts that load beside it.
/// </summary>
internal sealed class FirstPaintBenchmark : IBenchmark, IDisposable
{
    private const int VisitsInARound = 5;
    private const int Limit = 450;
    private const double MostTimesFloor = 1.7;
    private const int MostKibibytes = 350;
    private const string Place = "/downgrades";

    private const string FirstPaint = """
        new Promise(done => new PerformanceObserver(list => {
            const paint = list.getEntriesByName('first-contentful-paint')[0];
            if (paint) done(paint.startTime);
        }).observe({ type: 'paint', buffered: true }))
        """;

    private readonly List<double> _times = [];
    private readonly List<double> _floors = [];
    private ChildProgram? _program;
    private StaticCopy? _copy;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Name => "first-paint";

    public string Unit => "ms";

    public string Goal => $"median ≤ {Limit:N0} ms and ≤ {MostTimesFloor} × the floor, ≤ {MostKibibytes} KiB";

    public async Task PrepareAsync()
    {
        _program = await ChildProgram.StartAsync(4, "read", ("/api/v1/recommendations?pageSize=1", "total"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium" }
        );
        _copy = await StaticCopy.OfAsync(new Uri(_program.Address, Place));
    }

    public async Task<double?> FloorAsync() => await VisitsAsync(_copy!.Address, _floors);

    public Task<double> RunAsync() => VisitsAsync(new Uri(_program!.Address, Place), _times);

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= Limit && figure <= floor * MostTimesFloor && _copy!.Bytes <= MostKibibytes * 1024,
            string.Create(
                CultureInfo.InvariantCulture,
                $"worst of {_times.Count} cold visits {_times.Max():N0} ms, of the floor {_floors.Max():N0} ms; "
                    + $"{_copy!.Bytes / 1024.0:N0} KiB"
            )
        );

    public void Dispose()
    {
        _playwright?.Dispose();
        _copy?.Dispose();
        _program?.Dispose();
    }

    /// <summary>A round of visits. Returns their median.</summary>
    private async Task<double> VisitsAsync(Uri address, List<double> all)
    {
        List<double> times = [];
        for (var visit = 0; visit < VisitsInARound; visit++)
        {
            await using var context = await _browser!.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = 1440, Height = 900 },
                    Locale = "en-US",
                }
            );
            var page = await context.NewPageAsync();
            var answer = await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Load });
            if (answer is not { Ok: true })
            {
                throw new InvalidOperationException($"{address} answered {answer?.Status}.");
            }

            times.Add(await page.EvaluateAsync<double>(FirstPaint));
        }

        all.AddRange(times);
        return times.Order().ElementAt(VisitsInARound / 2);
    }
}

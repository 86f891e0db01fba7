using System.Diagnostics;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// What the live feed costs the vendor and us: requests a minute for 10,000 people, and processor time with five changes a second, both
/// over one minute in real time.
/// </summary>
internal sealed class LiveBenchmark : IBenchmark, IDisposable
{
    private const int People = 10_000;
    private const int Budget = 300;
    private const int MostRequests = 30;
    private const double MostProcessor = 3;
    private const double MostBytes = 100;

    private LiveWorld? _world;
    private List<string> _ids = [];
    private double _processor;
    private double _bytes;

    public string Name => "live";

    public string Unit => "requests/min";

    public string Goal =>
        $"≤ {MostRequests} of the vendor's {Budget}, ≤ {MostProcessor:N0} % of a core, " + $"≤ {MostBytes:N0} bytes a person";

    public async Task PrepareAsync()
    {
        _world = await LiveWorld.CreateAsync(People);
        await using (var db = _world.Database.Open())
        {
            _ids = await db.People.Select(person => person.VendorId).ToListAsync();
        }

        await MemoryAsync(); // Brings what every later reading shares.
        _bytes = await MemoryAsync() / (double)People;
        await _world.StartAsync();
        while (
            (await _world.Utilization.NowAsync(A.Auditor, new(), CancellationToken.None)).Value
                is { Totals.SignedIn: null }
                    or { Unknown: > 0 }
        )
        {
            await Task.Delay(100);
        }
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        using var process = Process.GetCurrentProcess();
        var (requests, processor, watch) = (_world!.Vendor.Requests, process.TotalProcessorTime, Stopwatch.StartNew());
        for (var change = 0; watch.Elapsed < TimeSpan.FromMinutes(1); change++)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            _world.Vendor.Push(new VendorActivity(_ids[change * 37 % People], "AVAILABLE", now, "OFF_QUEUE", now));
            await Task.Delay(200);
        }

        process.Refresh();
        _processor = 100 * (process.TotalProcessorTime - processor) / watch.Elapsed;
        return (_world.Vendor.Requests - requests) / watch.Elapsed.TotalMinutes;
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= MostRequests && _processor <= MostProcessor && _bytes <= MostBytes,
            $"{figure / Budget:P0} of the budget; {_processor:N1} % of a core; the feed holds {_bytes:N0} bytes a person"
        );

    public void Dispose()
    {
        _world?.StopAsync().GetAwaiter().GetResult();
        _world?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>What the heap holds more with the feed's roster and memory of everyone.</summary>
    private async Task<long> MemoryAsync()
    {
        await using var db = _world!.Database.Open();
        var platform = await db.Platforms.SingleAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var memory = await ReadAsync(platform);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(memory);
        return held;
    }

    /// <summary>Apart from the caller, whose frame would keep the lists that it is read from.</summary>
    private async Task<LiveMemory> ReadAsync(Platform platform)
    {
        var roster = await _world!.Database.Get<LoadRoster>().RunAsync(platform, CancellationToken.None);
        return new LiveMemory(roster, await _world.Database.Get<FeedStore>().VendorIdsAsync(roster, CancellationToken.None));
    }
}

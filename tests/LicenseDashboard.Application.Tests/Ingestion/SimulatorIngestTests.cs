using System.Diagnostics;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>The whole way: simulator, HTTP, connector, ingest, database.</summary>
public sealed class SimulatorIngestTests(ITestOutputHelper output)
{
    private static readonly SimulatorOptions Quick = SimulatorFixture.Quick with
    {
        Agents = 40,
        HistoryDays = 60,
        Clock = new FixedClock(),
    };

    private static async Task<SortedDictionary<string, string>> DigestAsync(SimulatorOptions options)
    {
        await using var vendor = await SimulatedVendor.StartAsync(options);
        await using var bench = await IngestBench.CreateAsync(vendor, timeZone: "UTC");
        Assert.Equal(RunStatus.Succeeded, (await bench.DirectoryAsync()).Run.Status);
        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        return await bench.DigestAsync();
    }

    /// <summary>
    /// Everything but shifts fits into the 270 requests of one minute. The published shifts of eleven weeks, of people who are in no
    /// management unit, are asked once and never again: they take what is above.
    /// </summary>
    [Fact]
    public async Task The_first_table_of_a_thousand_agents_needs_at_most_two_minutes_of_the_budget()
    {
        var clock = Stopwatch.StartNew();
        await using var vendor = await SimulatedVendor.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 1000,
                HistoryDays = 130,
                JobMs = 200,
            },
            TimeProvider.System
        );
        await using var bench = await IngestBench.CreateAsync(vendor, timeZone: "UTC");
        output.WriteLine($"simulator {clock.ElapsedMilliseconds} ms");
        var cpu = Environment.CpuUsage.TotalTime;
        clock.Restart();
        var directory = await bench.DirectoryAsync();
        output.WriteLine($"directory {clock.ElapsedMilliseconds} ms, {directory.Run.Requests} requests: {directory.Summary}");
        clock.Restart();
        var usage = await bench.UsageAsync();
        output.WriteLine($"usage {clock.ElapsedMilliseconds} ms, {usage.Run.Requests} requests, {usage.Run.Rows} rows: {usage.Summary}");
        output.WriteLine($"processor time of both, simulator included: {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:0} ms");

        Assert.Equal(RunStatus.Succeeded, usage.Run.Status);
        Assert.InRange(directory.Run.Requests + usage.Run.Requests, 1, 400);
    }

    [Fact]
    public async Task Faults_on_the_wire_change_no_fact()
    {
        var expected = await DigestAsync(Quick);
        FaultOption Fault(FaultKind kind) => new(kind, 0.2, 7);
        FaultOption[][] all =
        [
            [Fault(FaultKind.Errors)],
            [Fault(FaultKind.RateLimit)],
            [Fault(FaultKind.DropConnection)],
            [Fault(FaultKind.Errors), Fault(FaultKind.RateLimit), Fault(FaultKind.DropConnection)],
        ];
        foreach (var faults in all)
        {
            Assert.Equal(expected, await DigestAsync(Quick with { Faults = faults }));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>
/// SIGKILL at random moments of start and ingest; three by default, as many as <c>LICENSEDASHBOARD_TEST_KILLS</c> says otherwise.
/// </summary>
public sealed class KilledIngestTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-kills-").FullName;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    [Fact]
    public async Task Killed_at_random_moments_the_last_start_ends_with_the_same_facts()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("LICENSEDASHBOARD_TEST_KILLS") ?? "3", CultureInfo.InvariantCulture);
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 40,
                HistoryDays = 140,
                Clock = new FixedClock(),
                LicenseDelayMs = 0,
            }
        );
        var vendor = simulator.Host.BaseAddress.ToString();
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync("whole", vendor, killAfter: null));
        var took = whole.Elapsed;
        var expected = await DigestAsync("whole");
        output.WriteLine($"undisturbed: {took.TotalMilliseconds:0} ms");

        // Seeded by the number, so that a failure can be repeated as far as a machine's pace allows.
        var random = new Random(kills);
        for (var kill = 0; kill < kills; kill++)
        {
            var after = took * (0.05 + (0.9 * random.NextDouble()));
            output.WriteLine($"kill {kill + 1} after {after.TotalMilliseconds:0} ms: exit {await RunAsync("killed", vendor, after)}");
        }

        Assert.Equal(0, await RunAsync("killed", vendor, killAfter: null));
        Assert.Equal(expected, await DigestAsync("killed"));
        Assert.True(expected["UsageDays"].Length > 5 && !expected["UsageDays"].StartsWith("0 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_programs_on_one_database_run_each_due_run_once()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 40,
                HistoryDays = 140,
                Clock = new FixedClock(),
                LicenseDelayMs = 0,
            }
        );
        var vendor = simulator.Host.BaseAddress.ToString();
        Assert.Equal(0, await RunAsync("one", vendor, killAfter: null));
        var exits = await Task.WhenAll(RunAsync("two", vendor, killAfter: null), RunAsync("two", vendor, killAfter: null));
        Assert.Equal([0, 0], exits);
        Assert.Equal(await DigestAsync("one"), await DigestAsync("two"));
        await using var db = Open("two");
        var ended = await db.Audit.Where(entry => entry.Action == "job.ended").Select(entry => entry.Subject).ToListAsync();
        Assert.Equal((await db.JobRuns.Select(run => "run:" + run.Id.Value).ToListAsync()).Order(), ended.Order());
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name, "test.db");

    private async Task<int> RunAsync(string name, string vendor, TimeSpan? killAfter)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        var now = new FixedClock().GetUtcNow() + _clock.Elapsed;
        using var child = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(KilledIngestTests).Assembly.Location, .. IngestChild.Arguments(File(name), vendor, now)]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, complained) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (killAfter is { } after)
            {
                await Task.WhenAny(child.WaitForExitAsync(patience.Token), Task.Delay(after, patience.Token));
            }
            else
            {
                await child.WaitForExitAsync(patience.Token);
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }

        if (killAfter is null)
        {
            output.WriteLine(await said + await complained);
        }

        return child.ExitCode;
    }

    private async Task<SortedDictionary<string, string>> DigestAsync(string name)
    {
        await using var db = Open(name);
        return await FactDigest.OfAsync(db);
    }

    private LicenseDb Open(string name) =>
        new(new DbContextOptionsBuilder<LicenseDb>().UseSqlite($"Data Source={File(name)};Pooling=False").Options);
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Web.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>
/// From the provider's word to the vendor, through everything that ships, while the first import of 1,000 people uses its share of the
/// vendor's budget.
/// </summary>
public sealed class LatencyTests(ITestOutputHelper output)
{
    private const string Secret = "scim-secret-of-24-characters";

    /// <summary>What the product promises on a machine that it has to itself.</summary>
    private static readonly TimeSpan _promise = TimeSpan.FromSeconds(5);

    /// <summary>How many times slower a machine that runs everything at once may be.</summary>
    private const int Headroom = 6;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Deactivation_reaches_the_vendor_within_seconds_while_an_import_runs()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("licensedashboard-latency-");
        try
        {
            await using var program = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            {
                builder.UseEnvironment("Development");
                builder.UseSetting(
                    "ConnectionStrings:LicenseDashboard",
                    $"Data Source={Path.Combine(data.FullName, "licensedashboard.db")}"
                );
                builder.UseSetting("Demo:Agents", "1000");
                builder.UseSetting("Demo:HistoryDays", "60");
                builder.UseSetting("Api:Tokens:0:Name", "entra");
                builder.UseSetting("Api:Tokens:0:Secret", Secret);
                builder.UseSetting("Api:Tokens:0:Scopes", "scim");
            });
            using var http = program.CreateClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
            using var given = new CancellationTokenSource(_patience);
            var users = await UsersAsync(http, given.Token);
            var vendor = program.Services.GetRequiredService<DemoSimulator>().Vendor;
            var times = new List<TimeSpan>();
            foreach (var user in users)
            {
                var before = vendor.Journal.Count;
                var watch = Stopwatch.StartNew();
                using var body = new StringContent(
                    ScimProgram.Patch("""{"op":"Replace","path":"active","value":"False"}"""),
                    Encoding.UTF8,
                    "application/scim+json"
                );
                using var answer = await http.PatchAsync(new Uri("/scim/v2/Users/" + user, UriKind.Relative), body, given.Token);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                while (vendor.Journal.Count == before)
                {
                    await Task.Delay(10, given.Token);
                }

                times.Add(watch.Elapsed);
            }

            output.WriteLine(
                "From PATCH to the vendor, ms: "
                    + string.Join(", ", times.Select(time => time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture)))
            );
            await WriteTrailAsync(program.Services, given.Token);
            Assert.All(times, time => Assert.InRange(time, TimeSpan.Zero, _promise * Headroom));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>Where the time went, should it be too long.</summary>
    private async Task WriteTrailAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync(ct);
        foreach (
            var entry in await db
                .Audit.Where(a =>
                    a.Action.StartsWith("identity.changed") || a.Action.StartsWith("leaver.") || a.Action.StartsWith("remediation.")
                )
                .OrderBy(a => a.Sequence)
                .ToListAsync(ct)
        )
        {
            output.WriteLine($"{entry.At:HH:mm:ss.fff} {entry.Action} {entry.To}");
        }
    }

    /// <summary>Three people, as soon as the seats are known: the import of usage has just begun then.</summary>
    private static async Task<List<string>> UsersAsync(HttpClient http, CancellationToken ct)
    {
        while (true)
        {
            var list = JsonSerializer.Deserialize<JsonElement>(
                await http.GetStringAsync(new Uri("/scim/v2/Users?startIndex=101&count=3&attributes=id", UriKind.Relative), ct)
            );
            if (ScimProgram.Total(list) > 0)
            {
                return [.. list.GetProperty("Resources").EnumerateArray().Select(user => user.GetProperty("id").GetString()!)];
            }

            await Task.Delay(50, ct);
        }
    }
}

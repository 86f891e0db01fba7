using System.Text.Json.Nodes;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Scenarios;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Two managers, two instances and a running job at the same people at once, against the vendor's API over HTTP.</summary>
public class RaceTests
{
    private const int People = 4;

    [Fact]
    public async Task One_wins_the_others_are_told_and_each_seat_is_freed_by_exactly_one_write()
    {
        await using var vendor = await SimulatedVendor.StartAsync(SimulatorFixture.Quick with { ScenarioJson = Organization() });
        await using var bench = await ReclamationBench.CreateAsync(
            People,
            more: services => services.AddSingleton<IVendorConnectors>(vendor)
        );
        await using var another = bench.Database.AnotherInstance(services =>
            AdviceBench.Services(services, bench.Clock, bench.Vendor, more => more.AddSingleton<IVendorConnectors>(vendor))
        );
        await DueAsync(bench);

        var second = new Viewer("Second", "persona:second", ViewerRoles.OperationsManager, [new ReportingScope(1, 999, 1000, 1_000_000)]);
        var rows = new List<Recommendation>();
        for (var n = 0; n < People; n++)
        {
            rows.Add(await bench.RowAsync(n));
        }

        var job = Task.Run(() => bench.DayAsync(another));
        var answers = await Task.WhenAll(
            rows.SelectMany(row =>
                new[]
                {
                    Task.Run(() =>
                        bench.Get<ApproveRecommendation>().RunAsync(bench.Manager, row.Id, row.Version, null, CancellationToken.None)
                    ),
                    Task.Run(() =>
                        another
                            .GetRequiredService<RejectRecommendation>()
                            .RunAsync(second, row.Id, row.Version, "Comes back after the project.", null, CancellationToken.None)
                    ),
                }
            )
        );
        var byPolicy = (await job).Taken.Taken;
        Assert.Equal(People, byPolicy + answers.Count(answer => answer.Refusal is null));
        Assert.All(
            answers.Where(answer => answer.Refusal is not null),
            answer => Assert.True(answer.Refusal is { Code: "stale" or "wrong-state" }, answer.Refusal?.Code)
        );

        await bench.DayAsync();
        await WorkAsync(bench, another);
        await using var db = bench.Database.Open();
        foreach (var row in await db.Recommendations.AsNoTracking().OrderBy(r => r.PersonKey).ToListAsync())
        {
            var writes = vendor.Host.Journal.Where(entry => entry.Subject == row.VendorId).Select(entry => entry.Change).ToList();
            Assert.True(row.Status is RecommendationStatus.Rejected or RecommendationStatus.Done, $"{row.Status}");
            Assert.Equal(row.Status == RecommendationStatus.Rejected ? "" : "remove, state, log-out", string.Join(", ", writes));
        }
    }

    [Fact]
    public async Task Seat_is_given_back_exactly_through_the_vendors_api()
    {
        await using var vendor = await SimulatedVendor.StartAsync(SimulatorFixture.Quick with { ScenarioJson = Organization() });
        await using var bench = await ReclamationBench.CreateAsync(1, more: services => services.AddSingleton<IVendorConnectors>(vendor));
        await DueAsync(bench);
        var before = await GrantsAsync(vendor);
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
        Assert.Empty(await GrantsAsync(vendor));
        Assert.Null(
            (
                await bench.Get<RestoreReclamation>().RunAsync(bench.Manager, (await bench.RowAsync(0)).Id, null, CancellationToken.None)
            ).Refusal
        );
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Core.Remediation.RemediationStatus.Restored, (await bench.ItemAsync(0)).Status);
        Assert.Equal(before, await GrantsAsync(vendor));
    }

    /// <summary>Automatic, its cycle shown, every row due today and open.</summary>
    private static async Task DueAsync(AdviceBench bench)
    {
        await using (var db = bench.Database.Open())
        {
            (await db.Skus.SingleAsync(sku => sku.VendorId == "cloudCX3")).Prerequisites = ["collaboratePro"];
            await db.SaveChangesAsync();
        }

        await bench.PolicyAsync(
            ReclamationTerms.Default with
            {
                Mode = ReclamationMode.Automatic,
                Action = SeatAction.Both,
                EndSessions = true,
            }
        );
        for (var n = 0; n < People; n++)
        {
            await bench.SeenAsync(n, 90);
        }

        await bench.DayAsync();
        await bench.DaysAsync(8);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.CoverAsync();
    }

    private static async Task WorkAsync(AdviceBench bench, ServiceProvider another)
    {
        RemediationWorker[] workers = [bench.Get<RemediationWorker>(), another.GetRequiredService<RemediationWorker>()];
        for (var round = 0; round < 40; round++)
        {
            await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RoundAsync(CancellationToken.None))));
            bench.Clock.Advance(TimeSpan.FromSeconds(3));
        }
    }

    private static async Task<List<string>> GrantsAsync(SimulatedVendor vendor)
    {
        var grants = await vendor.For("genesys").Estate.GrantsOfSubjectAsync("p0", RequestPriority.Remediation, CancellationToken.None);
        return
        [
            .. grants.SelectMany(grant => grant.DivisionIds.Select(division => $"{grant.RoleId}@{division}")).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The roles and licenses of the golden organization, with people who hold CX 3 and were never seen.</summary>
    private static string Organization()
    {
        using var golden = Scenario.OpenGolden();
        var scenario = JsonNode.Parse(golden)!.AsObject();
        scenario["people"] = new JsonArray([
            .. Enumerable
                .Range(0, People)
                .Select(n => new JsonObject
                {
                    ["id"] = $"p{n}",
                    ["name"] = $"Person {n:000}",
                    ["title"] = "Agent",
                    ["roles"] = new JsonArray("r01-employee", "r02-omni-cx3"),
                }),
        ]);
        return scenario.ToJsonString();
    }
}

using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>
/// What a first visitor finds, from end to end. Seed and day are drawn at random each time and printed; <c>LICENSEDASHBOARD_MIX_SEED</c>
/// repeats a run.
/// </summary>
public class MixTests(ITestOutputHelper output)
{
    private const int Fewest = 5;

    [Fact]
    public async Task Every_kind_and_lane_of_a_thousand_agents_with_audited_views_has_at_least_five_rows()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LICENSEDASHBOARD_MIX_SEED"), out var given)
            ? given
            : Random.Shared.Next(100_000);
        var today = new DateOnly(2026, 11, 20).AddDays(seed % 365);
        output.WriteLine($"seed {seed}, today {today:yyyy-MM-dd}");
        await using var pipeline = await SimulatedPipeline.CreateAsync(
            SimulatorFixture.Quick with
            {
                Agents = 1000,
                Seed = seed,
                Today = today,
                Clock = new FixedClock(),
            },
            new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero)
        );
        await pipeline.ImportAsync();
        await pipeline.EvaluateAsync();
        await using var db = pipeline.Database.Open();
        var counts = await db
            .Recommendations.GroupBy(r => new { r.Kind, r.Lane })
            .Select(g => new
            {
                g.Key.Kind,
                g.Key.Lane,
                Count = g.Count(),
            })
            .ToDictionaryAsync(g => (g.Kind, g.Lane), g => g.Count);
        output.WriteLine(
            string.Join(", ", counts.OrderBy(c => c.Key.Kind).ThenBy(c => c.Key.Lane).Select(c => $"{c.Key.Kind} {c.Key.Lane} {c.Value}"))
        );
        RecommendationKind[] kinds = [RecommendationKind.Downgrade, RecommendationKind.RemoveAddOn, RecommendationKind.ReportingOnly];
        Assert.All(
            kinds,
            kind =>
                Assert.All(
                    Enum.GetValues<Lane>(),
                    lane =>
                    {
                        var count = counts.GetValueOrDefault((kind, lane));
                        Assert.True(
                            kind == RecommendationKind.ReportingOnly && lane != Lane.Review
                                ? count == 0 || lane == Lane.Protected
                                : count >= Fewest,
                            $"{kind} {lane}: {count} rows, seed {seed}, {today:yyyy-MM-dd}"
                        );
                    }
                )
        );
    }
}

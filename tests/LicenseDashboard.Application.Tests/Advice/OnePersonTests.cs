using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Advice;

public class OnePersonTests
{
    [Fact]
    public async Task Verdict_on_one_person_is_that_of_the_whole_run_and_reading_it_writes_nothing()
    {
        await using var pipeline = await SimulatedPipeline.CreateAsync(
            SimulatorFixture.Quick with
            {
                Agents = 80,
                HistoryDays = 60,
                Clock = new FixedClock(),
            },
            new FixedClock().GetUtcNow()
        );
        await pipeline.ImportAsync();
        await pipeline.EvaluateAsync();
        await using var db = pipeline.Database.Open();
        var platform = await db.Platforms.SingleAsync(TestContext.Current.CancellationToken);
        var rows = await db.Recommendations.AsNoTracking().ToDictionaryAsync(r => r.PersonKey, TestContext.Current.CancellationToken);
        var stored = await db.PersonVerdicts.AsNoTracking().ToDictionaryAsync(v => v.PersonKey, TestContext.Current.CancellationToken);
        var before = await SizesAsync(pipeline);
        foreach (var (person, verdict) in stored)
        {
            var one = await pipeline.Database.Get<EvaluatePlatform>().OneAsync(platform, person, TestContext.Current.CancellationToken);
            Assert.Equal(
                (verdict.Life, verdict.NoFinding, verdict.DataNotes),
                (one!.Life, (one as NoFinding)?.Reason, string.Join("; ", one.DataNotes))
            );
            Assert.Equal(rows.GetValueOrDefault(person)?.EvidenceHash, (one as Finding)?.EvidenceHash);
        }

        Assert.Contains(stored.Values, verdict => verdict.NoFinding is null);
        Assert.Equal(before, await SizesAsync(pipeline));
    }

    private static async Task<(int, int, int, long)> SizesAsync(SimulatedPipeline pipeline)
    {
        await using var db = pipeline.Database.Open();
        return (
            await db.InferAnswers.CountAsync(),
            await db.PersonVerdicts.CountAsync(),
            await db.Recommendations.CountAsync(),
            await db.Audit.MaxAsync(e => e.Sequence)
        );
    }
}

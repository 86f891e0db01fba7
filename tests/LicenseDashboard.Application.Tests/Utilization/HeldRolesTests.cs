using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public class HeldRolesTests
{
    [Fact]
    public async Task Under_a_concurrent_contract_an_evaluation_asks_for_the_license_of_everyones_roles()
    {
        await using var pipeline = await SimulatedPipeline.CreateAsync(
            SimulatorFixture.Quick with
            {
                Agents = 40,
                HistoryDays = 40,
                Clock = new FixedClock(),
            },
            new FixedClock().GetUtcNow()
        );
        await pipeline.ImportAsync();
        await pipeline.EvaluateAsync();
        var platform = await PlatformAsync(pipeline);
        var contract = await ContractAsync(pipeline, platform);
        Assert.Contains(false, await KnownAsync(pipeline, platform, contract));

        await pipeline.EvaluateAsync();
        Assert.DoesNotContain(false, await KnownAsync(pipeline, platform, contract));
    }

    private static async Task<Platform> PlatformAsync(SimulatedPipeline pipeline)
    {
        await using var db = pipeline.Database.Open();
        return await db.Platforms.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<AgreedLine>> ContractAsync(SimulatedPipeline pipeline, Platform platform)
    {
        var terms = A.Terms(A.Line("cloudCX2", 10, LineBasis.Concurrent, price: 115));
        await using var db = pipeline.Database.Open();
        db.Contracts.Add(A.Contract(terms, platform.Key));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return AgreedLine.On([terms], new DateOnly(2026, 1, 1));
    }

    /// <summary>Of each active person whose groups are known.</summary>
    private static async Task<List<bool>> KnownAsync(SimulatedPipeline pipeline, Platform platform, IReadOnlyList<AgreedLine> agreed)
    {
        await using var db = pipeline.Database.Open();
        var holders = await LicenseHolders.ReadAsync(db, Catalogue.Default, platform, agreed, TestContext.Current.CancellationToken);
        var people = await db
            .People.Where(person => person.State == PersonState.Active && person.GroupsKnown)
            .Select(person => person.Key)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. people.Select(person => holders.Licenses[holders.Of(person)].Known)];
    }
}

using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Contracts;

public class EnsureContractsTests
{
    private static readonly ConfiguredContract Agreed = new(
        "genesys",
        new DateOnly(2026, 4, 1),
        new DateOnly(2027, 4, 1),
        60,
        "USD",
        OverUse.Hard,
        Assumed: false,
        [new("cloudCX3", LineBasis.Named, 5, 3, 139.50m, 160), new("cloudCX1", LineBasis.Concurrent, 2, 0, 75, 75)]
    );

    [Fact]
    public async Task Contract_is_stored_once_changed_with_its_configuration_and_removed_with_it()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await RunAsync(bench, Agreed);
        await RunAsync(bench, Agreed);
        await RunAsync(bench, Agreed with { Lines = [Agreed.Lines[0] with { UnitPrice = 120 }] });
        await using (var db = bench.Database.Open())
        {
            var contract = await db.Contracts.Include(c => c.Lines).SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                (1, OverUse.Hard, 120_000_000L, 160_000_000L),
                (
                    contract.PlatformKey,
                    contract.OverUse,
                    contract.Lines.Single().UnitPriceMicros,
                    contract.Lines.Single().OveragePriceMicros
                )
            );
        }

        await RunAsync(bench);
        await using var after = bench.Database.Open();
        Assert.False(await after.Contracts.AnyAsync(TestContext.Current.CancellationToken));
        var audit = await after.Audit.OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["contract.added", "contract.changed", "contract.removed"], audit.Select(e => e.Action));
        Assert.Equal("2026-04-01 to 2027-04-01, 60 days' notice, hard, USD", audit[0].To);
        Assert.Equal(
            "cloudCX1 concurrent 2 (minimum 0) at 75, overage 75; cloudCX3 named 5 (minimum 3) at 139.5, overage 160",
            audit[0].Detail
        );
    }

    [Fact]
    public async Task Entitlements_set_committed_beside_assigned_and_say_nothing_where_no_line_does()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 7);
        Assert.Equal(
            new Entitlement("genesys", "cloudCX3", 7, null, null, null, null, false),
            Assert.Single(await EntitlementsAsync(bench))
        );
        await RunAsync(bench, Agreed);
        Assert.Equal(
            [
                new("genesys", "cloudCX1", 0, LineBasis.Concurrent, 2, null, OverUse.Hard, false),
                new("genesys", "cloudCX3", 7, LineBasis.Named, 5, -2, OverUse.Hard, false),
            ],
            await EntitlementsAsync(bench)
        );
        Assert.Empty(await bench.Get<Entitlements>().RunAsync(bench.Manager, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Contract_of_a_term_that_has_not_begun_entitles_to_nothing_yet()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await RunAsync(bench, Agreed with { StartsOn = bench.Today.AddDays(1), RenewalOn = bench.Today.AddYears(1) });
        Assert.Null(Assert.Single(await EntitlementsAsync(bench)).Committed);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(5, (await EntitlementsAsync(bench)).Single(e => e.Sku == "cloudCX3").Committed);
    }

    private static Task RunAsync(AdviceBench bench, params ConfiguredContract[] configured) =>
        new EnsureContracts(configured, bench.Database.Factory, bench.Clock).RunAsync(TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<Entitlement>> EntitlementsAsync(AdviceBench bench) =>
        bench.Get<Entitlements>().RunAsync(bench.Administrator, "genesys", TestContext.Current.CancellationToken);
}

using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
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
    public async Task Configuration_gives_the_first_version_and_nothing_later()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await RunAsync(bench, Agreed);
        await RunAsync(bench, Agreed);
        await RunAsync(bench, Agreed with { Lines = [Agreed.Lines[0] with { UnitPrice = 120 }] });
        await RunAsync(bench);
        await using var db = bench.Database.Open();
        var contract = await db.Contracts.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            (1, 1, OverUse.Hard, 139_500_000L, 160_000_000L),
            (
                contract.PlatformKey,
                contract.Version,
                contract.Terms.OverUse,
                contract.Terms.Lines[1].PriceMicros,
                contract.Terms.Lines[1].OverageMicros!.Value
            )
        );
        var audit = Assert.Single(await db.Audit.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ("contract.added", "2026-04-01 to 2027-03-31, 60 days' notice, renews for 12 months, hard, USD"),
            (audit.Action, audit.To)
        );
        Assert.Equal(
            "cloudCX1 concurrent 2 (minimum 0) at 75, overage 75; cloudCX3 named 5 (minimum 3) at 139.5, overage 160",
            audit.Detail
        );
        Assert.Single(await db.ContractVersions.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_demo_assumed_gives_way_until_a_person_saved_it()
    {
        await using var bench = await AdviceBench.CreateAsync();
        var assumed = Agreed with { Assumed = true, Id = "demo" };
        await RunAsync(bench, assumed);
        await RunAsync(bench, assumed with { NoticeDays = 30 });
        Assert.Equal(("demo", 30, true), await OnlyAsync(bench));
        await RunAsync(bench, Agreed);
        Assert.Equal(("contract", 60, false), await OnlyAsync(bench));
        await RunAsync(bench, assumed);
        Assert.Equal(("contract", 60, false), await OnlyAsync(bench));
    }

    [Fact]
    public async Task Removed_contract_does_not_come_back_from_configuration()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await RunAsync(bench, Agreed);
        var removed = await new RemoveContract(bench.Database.Factory, bench.Clock).RunAsync(
            bench.Administrator,
            "genesys",
            "contract",
            1,
            TestContext.Current.CancellationToken
        );
        Assert.Null(removed.Refusal);
        await RunAsync(bench, Agreed);
        await using var db = bench.Database.Open();
        Assert.False(await db.Contracts.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Later_differences_are_named_by_field_and_warned_of_once_each_without_prices()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await RunAsync(bench, Agreed);
        var heard = new HeardLog();
        Assert.Empty((await DifferencesAsync(bench, heard, Agreed)).Value);
        var later = Agreed with { NoticeDays = 30, Lines = [Agreed.Lines[0] with { UnitPrice = 120 }] };
        var found = Assert.Single((await DifferencesAsync(bench, heard, later)).Value);
        Assert.Equal(["Notice", "Line CX 1 (cloudCX1)", "Line CX 3 (cloudCX3)"], found.Differences.Select(field => field.What));
        Assert.Equal(("60 days' notice", "30 days' notice"), (found.Differences[0].Stored!, found.Differences[0].Configured!));
        var warned = Assert.Single(heard.Lines);
        Assert.Contains("Notice, Line CX 1 (cloudCX1), Line CX 3 (cloudCX3)", warned, StringComparison.Ordinal);
        Assert.DoesNotContain("120", warned, StringComparison.Ordinal);
        Assert.Equal("forbidden", (await ReadAsync(bench, later)).Refusal?.Code);
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

    private static async Task<(string, int?, bool)> OnlyAsync(AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var contract = await db.Contracts.SingleAsync(TestContext.Current.CancellationToken);
        return (contract.Id, contract.Terms.NoticeDays, contract.Assumed);
    }

    private static async Task<Core.Shared.Outcome<IReadOnlyList<ConfiguredDifference>>> DifferencesAsync(
        AdviceBench bench,
        HeardLog heard,
        ConfiguredContract configured
    )
    {
        var differences = new ConfiguredDifferences([configured], bench.Database.Factory, heard);
        await differences.WarnAsync(TestContext.Current.CancellationToken);
        return await differences.RunAsync(bench.Administrator, "genesys", TestContext.Current.CancellationToken);
    }

    private static Task<Core.Shared.Outcome<IReadOnlyList<ConfiguredDifference>>> ReadAsync(
        AdviceBench bench,
        ConfiguredContract configured
    ) =>
        new ConfiguredDifferences([configured], bench.Database.Factory, new HeardLog()).RunAsync(
            bench.Manager,
            null,
            TestContext.Current.CancellationToken
        );

    private static Task<IReadOnlyList<Entitlement>> EntitlementsAsync(AdviceBench bench) =>
        bench.Get<Entitlements>().RunAsync(bench.Administrator, "genesys", TestContext.Current.CancellationToken);

    private sealed class HeardLog : ILogger<ConfiguredDifferences>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}

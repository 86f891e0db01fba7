using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Contracts;

public sealed class SaveContractTests : IAsyncLifetime
{
    private readonly ContractBench _bench = new();

    public ValueTask InitializeAsync() => _bench.InitializeAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Versions_keep_who_changed_what_and_stay_when_the_contract_is_removed()
    {
        Assert.Equal(1, (await SaveAsync(null, ContractBench.Draft())).Value);
        Assert.Equal(2, (await SaveAsync(1, ContractBench.Draft(price: 60))).Value);
        Assert.Equal(2, (await SaveAsync(2, ContractBench.Draft(price: 60))).Value);
        Assert.Null((await _bench.Remove.RunAsync(_bench.FinOps, "genesys", "main", 2, Ct)).Refusal);
        var history = (await _bench.History.RunAsync(_bench.Auditor, "genesys", "main", Ct)).Value;
        Assert.Equal([3, 2, 1], history.Select(version => version.Version));
        Assert.All(history, version => Assert.Equal("Fin Ops", version.By));
        Assert.Null(history[0].Terms);
        Assert.Equal(
            ("Line CX 1 (cloudCX1)", "named 10 (minimum 0) at 75", "named 10 (minimum 0) at 60"),
            Assert.Single(history[1].Changes) switch
            {
                var change => (change.What, change.Before, change.After),
            }
        );
        Assert.Equal(["contract.added", "contract.changed", "contract.removed"], await _bench.AuditAsync());
        Assert.Equal(4, (await SaveAsync(null, ContractBench.Draft())).Value);
        Assert.Equal("stale", (await SaveAsync(1, ContractBench.Draft(price: 5))).Refusal?.Code);
    }

    [Fact]
    public async Task Version_that_someone_else_replaced_is_refused()
    {
        await SaveAsync(null, ContractBench.Draft());
        await SaveAsync(1, ContractBench.Draft(price: 60));
        Assert.Equal("stale", (await SaveAsync(1, ContractBench.Draft(price: 70))).Refusal?.Code);
        Assert.Equal("stale", (await SaveAsync(null, ContractBench.Draft(price: 70))).Refusal?.Code);
        Assert.Equal("stale", (await _bench.Remove.RunAsync(_bench.FinOps, "genesys", "main", 1, Ct)).Refusal?.Code);
        Assert.Equal("not-found", (await SaveAsync(1, ContractBench.Draft("other"))).Refusal?.Code);
        Assert.Equal(60_000_000, (await ListAsync()).Single().Terms.Lines[0].PriceMicros);
    }

    [Fact]
    public async Task Of_two_at_the_same_time_with_one_sku_one_is_refused()
    {
        var saved = await Task.WhenAll(
            SaveAsync(null, ContractBench.Draft("a")),
            SaveAsync(null, ContractBench.Draft("b")),
            SaveAsync(null, ContractBench.Draft("c"))
        );
        Assert.Equal(2, saved.Count(outcome => outcome.Refusal?.Field == "lines[0].sku"));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Refused_contract_leaves_nothing_behind()
    {
        var refused = await SaveAsync(null, ContractBench.Draft(price: -1));
        Assert.Equal(("invalid", "lines[0].price"), (refused.Refusal!.Code, refused.Refusal.Fields!.Single().Field));
        await using var db = _bench.Database.Open();
        Assert.Equal(
            (0, 0, 0),
            (await db.Contracts.CountAsync(Ct), await db.ContractVersions.CountAsync(Ct), await db.Audit.CountAsync(Ct))
        );
    }

    [Theory]
    [
        InlineData(ViewerRoles.FinOps, true, true),
        InlineData(ViewerRoles.Administrator, true, true),
        InlineData(ViewerRoles.Auditor, true, false)
    ]
    [InlineData(ViewerRoles.OperationsManager, false, false), InlineData(ViewerRoles.ApiRead | ViewerRoles.ApiOperate, false, false)]
    [InlineData(ViewerRoles.ApiFinance, true, false), InlineData(ViewerRoles.ApiFinanceWrite, true, true)]
    public async Task Who_may_read_and_who_may_edit(ViewerRoles roles, bool reads, bool edits)
    {
        var viewer = new Viewer("Someone", "persona:someone", roles, []);
        await SaveAsync(null, ContractBench.Draft("kept", sku: "cloudCX2"));
        Assert.Equal(reads, (await _bench.List.RunAsync(viewer, null, Ct)).Refusal is null);
        Assert.Equal(reads, (await _bench.History.RunAsync(viewer, "genesys", "kept", Ct)).Refusal is null);
        Assert.Equal(reads, (await _bench.Products.RunAsync(viewer, "genesys", Ct)).Refusal is null);
        Assert.Equal(edits, (await _bench.Save.RunAsync(viewer, "genesys", null, ContractBench.Draft(), Ct)).Refusal is null);
        Assert.Equal(edits, (await _bench.Map.RunAsync(viewer, "genesys", "P", "cloudCX1", Ct)).Refusal is null);
        Assert.Equal(
            edits,
            (await _bench.Import.RunAsync(viewer, "genesys", ContractBench.File("x"), null, Ct)).Refusal?.Code != "forbidden"
        );
        Assert.Equal(edits, (await _bench.Remove.RunAsync(viewer, "genesys", "kept", 1, Ct)).Refusal is null);
    }

    [Fact]
    public async Task Catalogue_shows_contract_prices_only_to_those_who_see_money()
    {
        await SaveAsync(null, ContractBench.Draft(price: 60));
        var catalogue = new CatalogueInForce(_bench.Database.Factory, Catalogue.Default, _bench.Clock);
        var shown = await catalogue.RunAsync(_bench.Auditor, "genesys", Ct);
        Assert.Equal((true, 60m), (shown.WithContract, shown.Catalogue.Price("cloudCX1")!.Value.Amount));
        var read = await catalogue.RunAsync(new Viewer("t", "token:t", ViewerRoles.ApiRead, []), "genesys", Ct);
        Assert.Equal((false, 75m), (read.WithContract, read.Catalogue.Price("cloudCX1")!.Value.Amount));
    }

    [Fact]
    public async Task Products_are_seeded_once_and_mapped_with_an_audit_entry()
    {
        var ensure = new EnsureInvoiceProducts(_bench.Database.Factory, Catalogue.Default);
        await ensure.RunAsync(Ct);
        await _bench.Map.RunAsync(_bench.FinOps, "genesys", "CX 1", null, Ct);
        await ensure.RunAsync(Ct);
        var products = await ProductsAsync();
        Assert.Equal("cloudCX1", products["cloudCX1"]);
        Assert.Equal("gc1WEMupgrade", products["gc1WEMupgrade"]);
        Assert.DoesNotContain("CX 1", products.Keys);
        Assert.Equal(("gcSTAupgrade", false), (products["STA"], products.ContainsKey("WEM"))); // Two licenses are called WEM.
        Assert.Equal(
            "Genesys Cloud CX 1",
            (await _bench.Map.RunAsync(_bench.FinOps, "genesys", " Genesys Cloud CX 1 ", "genesysCloudCX1", Ct)).Value
        );
        Assert.Equal(
            "Genesys Cloud CX 1",
            (await _bench.Map.RunAsync(_bench.FinOps, "genesys", "GENESYS CLOUD CX 1", "cloudCX2", Ct)).Value
        );
        Assert.Equal("cloudCX2", (await ProductsAsync())["Genesys Cloud CX 1"]);
        Assert.Equal(3, (await _bench.AuditAsync()).Count);
        var wrong = await _bench.Map.RunAsync(_bench.FinOps, "genesys", "", "x", Ct);
        Assert.Equal(["product", "sku"], wrong.Refusal!.Fields!.Select(problem => problem.Field));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<Outcome<int>> SaveAsync(int? version, ContractDraft draft) =>
        _bench.Save.RunAsync(_bench.FinOps, "genesys", version, draft, Ct);

    private async Task<IReadOnlyList<ContractRow>> ListAsync() => (await _bench.List.RunAsync(_bench.FinOps, null, Ct)).Value;

    private async Task<Dictionary<string, string>> ProductsAsync() =>
        (await _bench.Products.RunAsync(_bench.Auditor, "genesys", Ct)).Value.ToDictionary(row => row.Product, row => row.Sku);
}

using System.Text.Json.Nodes;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Contracts;

public class CatalogueTests
{
    private static string Embedded()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("LicenseDashboard.Core.Contracts.catalogue.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [Fact]
    public void Catalogue_written_is_the_whole_file() =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(Embedded()), JsonNode.Parse(CatalogueJson.Write(Catalogue.Default))),
            CatalogueJson.Write(Catalogue.Default)
        );

    [Fact]
    public void Both_spellings_of_a_tier_are_one_sku_with_one_price_and_one_name()
    {
        Assert.Equal(Money.Of(115, "USD"), Catalogue.Default.Price("genesysCloudCX2"));
        Assert.Equal("CX 2", SkuWords.Name("genesysCloudCX2"));
        var other = CatalogueJson.Read(Embedded().Replace("cloudCX2", "genesysCloudCX2", StringComparison.Ordinal)).Value;
        Assert.Equal(Catalogue.Default.Skus.Select(sku => sku.Id), other.Skus.Select(sku => sku.Id));
        Assert.Equal(["cloudCX2"], other.Find("gc2WEMupgrade")!.Prerequisites);
    }

    [Fact]
    public void Default_has_no_contradiction() => Assert.Empty(CatalogueCheck.Validate(Catalogue.Default));

    [Fact]
    public void Contracted_price_comes_before_list_price()
    {
        var catalogue = CatalogueJson.Replace(Catalogue.Default, """{"contractPrices": {"cloudCX3": 140.5}}""").Value;
        Assert.Equal(Money.Of(140.5m, "USD"), catalogue.Price("cloudCX3"));
        Assert.Equal(Money.Of(155, "USD"), catalogue.ListPrice("cloudCX3"));
        Assert.Equal(Money.Of(75, "USD"), catalogue.Price("cloudCX1"));
        Assert.Null(catalogue.Price("cxCloudSF"));
        Assert.True(catalogue.IsContracted("cloudCX3"));
    }

    [Theory, InlineData(-1, 75), InlineData(0, 60), InlineData(4_000, 60)]
    public void Contract_in_force_gives_the_price_of_its_named_lines(int daysSinceStart, decimal price)
    {
        var contract = A.Terms(
            A.Line("cloudCX1", 10, price: 60),
            A.Line("cloudCX2", 10, LineBasis.Concurrent, 2),
            A.Line("cloudCX3", 10, LineBasis.Hourly, 2)
        );
        var catalogue = Catalogue.Default.Under([contract], contract.First.AddDays(daysSinceStart));
        Assert.Equal((price, 75m), (catalogue.Price("cloudCX1")!.Value.Amount, catalogue.ListPrice("cloudCX1")!.Value.Amount));
        Assert.Equal((115m, 155m), (catalogue.Price("cloudCX2")!.Value.Amount, catalogue.Price("cloudCX3")!.Value.Amount));
        Assert.Equal((daysSinceStart >= 0, false), (catalogue.IsContracted("cloudCX1"), catalogue.IsContracted("cloudCX3")));
    }

    [Fact]
    public void Prices_of_all_contracts_count_but_not_those_in_another_currency()
    {
        var catalogue = Catalogue.Default.Under(
            [A.Terms(A.Line("cloudCX1", 1, price: 60)), A.Terms(A.Line("cloudCX2", 1, price: 90)) with { Id = "b", Currency = "EUR" }],
            new DateOnly(2026, 1, 1)
        );
        Assert.Equal((60m, 115m), (catalogue.Price("cloudCX1")!.Value.Amount, catalogue.Price("cloudCX2")!.Value.Amount));
    }

    [Theory, InlineData(14, 60), InlineData(15, 50)]
    public void Price_changes_with_the_first_billing_month_that_begins_on_its_day_or_later(int day, decimal price)
    {
        var line = A.Line("cloudCX1", 1, price: 60) with { Changes = [new LineChange(new(2026, 5, 16)) { PriceMicros = 50_000_000 }] };
        var contract = A.Terms(line) with { First = new DateOnly(2026, 1, 15) };
        Assert.Equal(price, Catalogue.Default.Under([contract], new DateOnly(2026, 6, day)).Price("cloudCX1")!.Value.Amount);
    }

    [Theory]
    [InlineData("""{"contractPrices": {"nope": 1}}""", "'nope'")]
    [InlineData("""{"contractPrices": {"cloudCX3": -1}}""", "cloudCX3")]
    [InlineData("""{"currency": "usd"}""", "currency")]
    [InlineData("""{"skus": []}""", "no base")]
    [InlineData("""{"skus": [{"id": "a", "kind": "base", "rank": 1, "price": -1, "features": []}]}""", "price")]
    [InlineData("""{"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": ["flying"]}]}""", "'flying'")]
    [InlineData("""{"skus": [{"id": "a", "kind": "base", "price": 1, "features": []}]}""", "rank")]
    [InlineData(
        """
            {"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": []}, {"id": "a", "kind": "base",
             "rank": 2, "price": 1, "features": []}]}
            """,
        "twice"
    )]
    [InlineData(
        """
            {"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": []}, {"id": "b", "kind": "base",
             "rank": 1, "price": 1, "features": []}]}
            """,
        "rank 1"
    )]
    [InlineData(
        """
            {"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": []}, {"id": "b", "kind": "addOn",
             "price": 1, "features": [], "prerequisites": ["c"]}]}
            """,
        "'c'"
    )]
    [InlineData(
        """
            {"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": []}, {"id": "b", "kind": "addOn",
             "price": 1, "features": []}]}
            """,
        "prerequisite"
    )]
    [InlineData("""{"harmlessPermissions": ["ui:*"]}""", "'ui:*'")]
    [InlineData("""{"guardPermission": "authorization:*:add"}""", "guardPermission")]
    [InlineData("""{"swaps": {"A": ["a"]}}""", "itself")]
    [InlineData("""{"swaps": {"A": []}}""", "'A'")]
    [InlineData("""{"pins": [{"features": ["flying"], "role": "R"}]}""", "'flying'")]
    [InlineData("""{"pins": [{"features": ["voice"]}]}""", "pin")]
    [InlineData("""{"readsOnlyWords": "Reports only"}""", "{n}")]
    [InlineData("""{"nothingDroppedWords": "Nothing"}""", "{target}")]
    [InlineData("""{"colour": "red"}""", "colour")]
    [InlineData("""{"qualityReceived": "maybe"}""", "qualityReceived")]
    [InlineData("""{"pins": null}""", "pins")]
    [InlineData("""{"skus": [null]}""", "skus[0]")]
    [InlineData("""{"pins": """, "read")]
    public void Contradiction_is_refused_by_name(string replaced, string named)
    {
        var refusal = CatalogueJson.Replace(Catalogue.Default, replaced).Refusal;
        Assert.Equal("invalid", refusal?.Code);
        Assert.Contains(named, refusal!.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(6, false), InlineData(7, true), InlineData(365, true), InlineData(366, false)]
    public void Lookback_is_7_to_365_days(int days, bool valid)
    {
        var features = Catalogue.Default.Features.Select((f, i) => i == 0 ? f with { Lookback = days } : f).ToList();
        Assert.Equal(valid, CatalogueCheck.Validate(Catalogue.Default with { Features = features }).Count == 0);
    }

    [Fact]
    public void Feature_words_and_patterns_are_checked()
    {
        FeatureDefinition[] features =
        [
            .. Catalogue.Default.Features.Select(f =>
                f.Key == "voice" ? f with { Words = "No calls", Permissions = ["conversation:call"], Media = [] } : f
            ),
        ];
        Assert.Equal(3, CatalogueCheck.Validate(Catalogue.Default with { Features = features }).Count);
    }

    [Fact]
    public void All_contradictions_come_at_once() =>
        Assert.Contains(
            "currency",
            CatalogueJson.Replace(Catalogue.Default, """{"skus": [], "currency": "x"}""").Refusal!.Message,
            StringComparison.Ordinal
        );

    [Theory]
    [
        InlineData("cloudCX3", "CX 3"),
        InlineData("gc1WEMupgrade", "WEM"),
        InlineData("gcSTAupgrade", "STA"),
        InlineData("communicate", "Communicate"),
        InlineData("cxCloudSF", "cxCloudSF")
    ]
    public void Sku_has_a_name_for_people(string id, string name) => Assert.Equal(name, SkuWords.Name(id));

    [Fact]
    public void Set_of_skus_is_joined_with_plus() => Assert.Equal("CX 1 + WEM", SkuWords.Names(["cloudCX1", "gc1WEMupgrade"]));

    [Theory]
    [
        InlineData("WorkforceManagement", "Schedule", "View", true),
        InlineData("WorkforceManagement", "TimeOff", "Update", false),
        InlineData("Routing", "Schedule", "View", false)
    ]
    public void Audit_counts_by_service_entity_and_action(string service, string entity, string action, bool counts) =>
        Assert.Equal(counts, Catalogue.Default.Feature("workforce-planning")!.CountsAudit(service, entity, action));
}

using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Web.Tests.Contracts;

public sealed class ContractSettingsTests : IDisposable
{
    private static readonly string[] Whole =
    [
        "Contract__StartsOn=2026-04-01",
        "Contract__RenewalOn=2027-04-01",
        "Contract__NoticeDays=60",
        "Contract__Currency=USD",
        "Contract__OverUse=hard",
        "Contract__Lines__0__Sku=cloudCX3",
        "Contract__Lines__0__Basis=named",
        "Contract__Lines__0__Committed=400",
        "Contract__Lines__0__Minimum=300",
        "Contract__Lines__0__UnitPrice=139.50",
        "Contract__Lines__0__OveragePrice=160",
    ];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Contract_is_read_as_it_is_written()
    {
        var contract = Assert.Single(Read(Whole).Contracts);
        Assert.Equal(
            ("genesys", new DateOnly(2026, 4, 1), new DateOnly(2027, 4, 1), 60, "USD", OverUse.Hard, false),
            (
                contract.Platform,
                contract.StartsOn,
                contract.RenewalOn,
                contract.NoticeDays,
                contract.Currency,
                contract.OverUse,
                contract.Assumed
            )
        );
        Assert.Equal(new ConfiguredLine("cloudCX3", LineBasis.Named, 400, 300, 139.50m, 160), Assert.Single(contract.Lines));
    }

    [Fact]
    public void Hard_contract_needs_no_overage_price_and_takes_defaults()
    {
        var contract = Assert.Single(Read(Without("Currency", "Minimum", "NoticeDays", "OveragePrice")).Contracts);
        Assert.Equal(
            (0, "USD", 0, 139.50m),
            (contract.NoticeDays, contract.Currency, contract.Lines[0].Minimum, contract.Lines[0].OveragePrice)
        );
    }

    [Fact]
    public void Demo_assumes_a_soft_contract_unless_one_is_configured_or_it_is_switched_off()
    {
        var assumed = Assert.Single(Read().Contracts);
        Assert.True(assumed is { Assumed: true, OverUse: OverUse.Soft, Platform: "genesys" } && assumed.Lines.Count == 7);
        Assert.False(Assert.Single(Read(Whole).Contracts).Assumed);
        Assert.Empty(Read("Demo__Contract=false").Contracts);
        Assert.DoesNotContain(
            Assert.Single(Read("Demo__Profile=single-tier").Contracts).Lines,
            line => line.Sku is "cloudCX1" or "cloudCX3"
        );
    }

    [Fact]
    public void Further_platform_has_a_contract_of_its_own()
    {
        string[] platform =
        [
            "Key=emea",
            "ApiBaseUrl=http://127.0.0.1:1",
            "LoginBaseUrl=http://127.0.0.1:1",
            "ClientId=id",
            "ClientSecret=s",
        ];
        var contracts = Read([.. platform.Concat(Whole).Select(setting => "Platforms__1__" + setting)]).Contracts;
        Assert.Equal(["genesys", "emea"], contracts.Select(contract => contract.Platform));
        Assert.Equal([true, false], contracts.Select(contract => contract.Assumed));
    }

    [Theory]
    [InlineData("Contract__StartsOn=soon", "Contract__StartsOn is 'soon'")]
    [InlineData("Contract__StartsOn=2027-04-01", "Contract__RenewalOn is 2027-04-01, not after StartsOn")]
    [InlineData("Contract__NoticeDays=-1", "Contract__NoticeDays")]
    [InlineData("Contract__Currency=EUR", "Contract__Currency is 'EUR', but the catalog's prices are in USD")]
    [InlineData("Contract__OverUse=maybe", "Contract__OverUse is 'maybe', which is not one of Soft, Hard")]
    [InlineData("Contract__Lines__0__Sku=cloudCX9", "Contract__Lines__0__Sku is 'cloudCX9'")]
    [InlineData("Contract__Lines__0__Basis=yearly", "Contract__Lines__0__Basis is 'yearly', which is not one of Named, Concurrent, Hourly")]
    [InlineData("Contract__Lines__0__Committed=-5", "Contract__Lines__0__Committed is -5")]
    [InlineData("Contract__Lines__0__Committed=4.5", "Contract__Lines__0__Committed is '4.5', which is not a whole number")]
    [InlineData("Contract__Lines__0__Minimum=401", "Contract__Lines__0__Minimum is 401")]
    [InlineData("Contract__Lines__0__UnitPrice=-1", "Contract__Lines__0__UnitPrice is -1")]
    [InlineData("Contract__Lines__0__UnitPrice=cheap", "Contract__Lines__0__UnitPrice is 'cheap', which is not a number such as 92.50")]
    [InlineData("Contract__Lines__1__Sku=cloudCX3", "Contract__Lines__0__Sku and Contract__Lines__1__Sku are both 'cloudCX3'")]
    [InlineData("Contract__Lines__1__Sku=cloudCX1", "Contract__Lines__1__UnitPrice is missing")]
    public void Malformed_contract_names_key_and_fix(string setting, string said) =>
        Assert.Contains(said, Refusal([.. Whole, setting]), StringComparison.Ordinal);

    [Theory]
    [InlineData("StartsOn")]
    [InlineData("RenewalOn")]
    [InlineData("OverUse")]
    [InlineData("Sku")]
    [InlineData("Basis")]
    [InlineData("Committed")]
    [InlineData("UnitPrice")]
    public void Missing_part_of_a_contract_is_named(string missing) =>
        Assert.Contains($"{missing} is missing.", Refusal(Without(missing)), StringComparison.Ordinal);

    [Fact]
    public void Contract_without_lines_is_refused() =>
        Assert.Contains(
            "Contract__Lines is empty.",
            Refusal([.. Whole.Where(setting => !setting.Contains("Lines", StringComparison.Ordinal))]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Soft_contract_needs_the_overage_price() =>
        Assert.Contains(
            "Contract__Lines__0__OveragePrice is missing.",
            Refusal([.. Without("OveragePrice"), "Contract__OverUse=soft"]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_mistake_of_a_contract_comes_at_once() =>
        Assert.Contains(
            "3 settings need attention",
            Refusal([.. Whole, "Contract__Currency=EUR", "Contract__Lines__0__Sku=nope", "Contract__Lines__0__UnitPrice=-1"]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Changed_price_and_window_take_effect()
    {
        var settings = Read("Catalogue__Prices__cloudCX3=149.50", "Catalogue__Lookbacks__digital=90", "Catalogue__Prices__gcSTAupgrade=30");
        Assert.Equal((149.50m, 90), (settings.Catalogue.Find("cloudCX3")!.Price, settings.Catalogue.Feature("digital")!.Lookback));
        Assert.False(settings.Catalogue.Find("gcSTAupgrade")!.AssumedPrice);
        Assert.Equal(115, settings.Catalogue.Find("cloudCX2")!.Price);
    }

    [Fact]
    public void File_replaces_keys_of_the_built_in_catalogue()
    {
        var file = Path.Combine(_folder, "ours.json");
        File.WriteAllText(file, """{"pins": [{"features": ["quality"], "title": "Coach"}], "reportingRole": "Readers"}""");
        var catalogue = Read("Catalogue__File=" + file, "Catalogue__Prices__cloudCX1=70").Catalogue;
        Assert.Equal(
            ("Readers", "Coach", 70m, 7),
            (catalogue.ReportingRole, catalogue.Pins[0].Title, catalogue.Find("cloudCX1")!.Price, catalogue.Skus.Count)
        );
    }

    [Theory]
    [InlineData("""{"skus": [{"id": "a", "kind": "base", "rank": 1, "price": 1, "features": ["flying"]}]}""", "'flying'")]
    [InlineData("""{"colour": "red"}""", "colour")]
    [InlineData("""{"skus": """, "can't be read")]
    public void Contradicting_file_refuses_the_start_and_names_the_setting(string json, string said)
    {
        var file = Path.Combine(_folder, "ours.json");
        File.WriteAllText(file, json);
        var message = Refusal(["Catalogue__File=" + file]);
        Assert.Contains("Catalogue__File is", message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Catalogue__File=/nowhere/ours.json", "Catalogue__File is '/nowhere/ours.json', which can't be read")]
    [InlineData("Catalogue__Prices__cloudCX9=1", "Catalogue__Prices__cloudCX9: the catalog has no SKU")]
    [InlineData("Catalogue__Prices__cloudCX3=dear", "Catalogue__Prices__cloudCX3 is 'dear'")]
    [InlineData("Catalogue__Prices__cloudCX3=99999999", "price must be")]
    [InlineData("Catalogue__Lookbacks__flying=60", "Catalogue__Lookbacks__flying: the catalog has no feature")]
    [InlineData("Catalogue__Lookbacks__voice=3", "looks back 3 days")]
    [InlineData("Catalogue__Lookbacks__voice=long", "Catalogue__Lookbacks__voice is 'long'")]
    [InlineData("Catalogue__Skus__0__Id=x", "Catalogue__Skus is no setting")]
    public void Malformed_catalogue_setting_is_named(string setting, string said) =>
        Assert.Contains(said, Refusal([setting]), StringComparison.Ordinal);

    private static string[] Without(params string[] names) =>
        [.. Whole.Where(setting => !names.Any(name => setting.Contains("__" + name + "=", StringComparison.Ordinal)))];

    private static HostSettings Read(params string[] settings) =>
        HostSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings
                        .Select(each => each.Split('=', 2))
                        .ToLookup(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1])
                        .Select(same => KeyValuePair.Create(same.Key, same.Last()))
                )
                .Build(),
            new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = Repository.Root }
        );

    private static string Refusal(string[] settings) => Assert.Throws<StartRefusedException>(() => Read(settings)).Message;
}

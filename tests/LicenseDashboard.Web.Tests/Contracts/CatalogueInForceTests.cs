using System.Net.Http.Headers;
using System.Text.Json;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Contracts;

public sealed class CatalogueInForceTests : IAsyncLifetime
{
    private const string Secret = "catalogue-secret-of-24-characters";
    private readonly WebProgram _program = new();
    private readonly string _file = Path.GetTempFileName();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task Configured_catalogue_and_contract_are_what_the_program_works_with()
    {
        await File.WriteAllTextAsync(_file, """{"reportingRole": "Readers"}""", TestContext.Current.CancellationToken);
        Dictionary<string, string> settings = new()
        {
            ["Catalogue:File"] = _file,
            ["Catalogue:Prices:cloudCX3"] = "149.5",
            ["Catalogue:Lookbacks:digital"] = "75",
            ["Contract:StartsOn"] = "2020-01-01",
            ["Contract:RenewalOn"] = "2030-01-01",
            ["Contract:OverUse"] = "hard",
            ["Contract:Lines:0:Sku"] = "cloudCX3",
            ["Contract:Lines:0:Basis"] = "named",
            ["Contract:Lines:0:Committed"] = "40",
            ["Contract:Lines:0:UnitPrice"] = "120",
            ["Api:Tokens:0:Name"] = "t",
            ["Api:Tokens:0:Secret"] = Secret,
            ["Api:Tokens:0:Scopes"] = "read",
        };
        await using var configured = _program.WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        });
        using var http = configured.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        var text = await http.GetStringAsync(new Uri("api/v1/catalogue", UriKind.Relative), TestContext.Current.CancellationToken);
        var catalogue = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("Readers", catalogue.GetProperty("reportingRole").GetString());
        Assert.Equal(
            149.5m,
            catalogue
                .GetProperty("skus")
                .EnumerateArray()
                .Single(sku => sku.GetProperty("id").GetString() == "cloudCX3")
                .GetProperty("price")
                .GetDecimal()
        );
        Assert.Equal(
            75,
            catalogue
                .GetProperty("features")
                .EnumerateArray()
                .Single(feature => feature.GetProperty("key").GetString() == "digital")
                .GetProperty("lookback")
                .GetInt32()
        );

        await using var db = await configured
            .Services.GetRequiredService<IDbContextFactory<Application.Persistence.LicenseDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var contract = (await db.Contracts.SingleAsync(TestContext.Current.CancellationToken)).Terms;
        Assert.Equal(
            (OverUse.Hard, 40, 120_000_000L),
            (contract.OverUse, contract.Lines.Single().Committed, contract.Lines.Single().PriceMicros)
        );

        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri("settings/configuration", UriKind.Relative))
        {
            Headers = { { "Cookie", "persona=administrator" } },
        };
        using var shown = await http.SendAsync(page, TestContext.Current.CancellationToken);
        var html = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Contract__OverUse", html, StringComparison.Ordinal);
        Assert.Contains("cloudCX3, named, 40 committed, minimum 0, 120 each, 120 beyond", html, StringComparison.Ordinal);
    }
}

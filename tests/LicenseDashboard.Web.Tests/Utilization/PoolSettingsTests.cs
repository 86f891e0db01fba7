using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Web.Tests.Utilization;

public class PoolSettingsTests
{
    private static readonly Dictionary<string, string?> _pool = new()
    {
        ["Utilization:Pools:0:Sku"] = "genesysCloudCX3",
        ["Utilization:Pools:0:Division"] = "Berlin",
        ["Utilization:Pools:0:Licenses"] = "40",
    };

    [Fact]
    public void Pool_is_read_with_the_SKU_as_the_catalog_writes_it()
    {
        var pool = Assert.Single(Read().Utilization.ToOptions().Pools);
        Assert.Equal(("cloudCX3", "Berlin", 40), (pool.Sku, pool.Division, pool.Seats));
    }

    [Theory]
    [InlineData("Sku", "cloudCX9", "Utilization__Pools__0__Sku is 'cloudCX9', which the catalog doesn't know. Use one of communicate,")]
    [InlineData("Platform", "emea", "Utilization__Pools__0__Platform is 'emea', which isn't configured. Use one of genesys, or leave it")]
    public void Pool_that_would_limit_nothing_is_refused_with_what_to_do(string name, string value, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<StartRefusedException>(() => Read(KeyValuePair.Create($"Utilization:Pools:0:{name}", (string?)value))).Message,
            StringComparison.Ordinal
        );

    private static HostSettings Read(params KeyValuePair<string, string?>[] more) =>
        HostSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(_pool).AddInMemoryCollection(more).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = Repository.Root }
        );
}

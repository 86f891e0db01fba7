using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using Xunit;

namespace LicenseDashboard.Core.Tests.Invoices;

public sealed class ProductBookTests
{
    [Theory]
    [InlineData("cloudCX2", "cloudCX2")]
    [InlineData("Genesys Cloud CX 2", "cloudCX2")]
    [InlineData("GENESYS CLOUD CX2 - Overage", "cloudCX2")]
    [InlineData("Genesys Cloud CX 1 WEM Upgrade", "gc1WEMupgrade")]
    [InlineData("Genesys Cloud STA Upgrade", "gcSTAupgrade")]
    [InlineData("Communicate", "communicate")]
    [InlineData("WEM", null)]
    [InlineData("Premium Care", null)]
    [InlineData("", null)]
    public void Product_is_found_by_ids_and_names_of_the_catalogue(string product, string? sku) =>
        Assert.Equal(sku, new ProductBook(Catalogue.Default, []).Find(product));

    [Theory]
    [InlineData("gc1WEMupgrade", "WEM for CX 1")]
    [InlineData("gc2WEMupgrade", "WEM for CX 2")]
    [InlineData("gcSTAupgrade", "STA")]
    [InlineData("cloudCX2", "CX 2")]
    public void Add_ons_of_one_name_are_told_apart_by_their_tier(string sku, string name) => Assert.Equal(name, SkuWords.FullName(sku));

    [Fact]
    public void Mapping_has_the_last_word()
    {
        var book = new ProductBook(
            Catalogue.Default,
            [
                new InvoiceProduct
                {
                    PlatformKey = 1,
                    Product = "Genesys Cloud CX 2",
                    Sku = "cloudCX3",
                },
                new InvoiceProduct
                {
                    PlatformKey = 1,
                    Product = "WEM",
                    Sku = "gc1WEMupgrade",
                },
            ]
        );
        Assert.Equal("cloudCX3", book.Find("Genesys Cloud CX 2 Overage"));
        Assert.Equal("gc1WEMupgrade", book.Find("wem"));
        Assert.Equal("cloudCX1", book.Find("GC-UNKNOWN", "Genesys Cloud CX 1"));
    }

    [Theory]
    [InlineData("CX 1 Overage", true)]
    [InlineData("CX 1 over-use", true)]
    [InlineData("CX 1 Coverage", false)]
    public void Overage_is_a_word_of_its_own(string product, bool isOverage) => Assert.Equal(isOverage, ProductBook.IsOverage(product));
}

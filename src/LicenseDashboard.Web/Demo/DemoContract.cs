using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Web.Demo;

/// <summary>
/// The contract that the demo assumes for its simulated organization: about as many of each license as are assigned, and far more CX 1,
/// which people of higher tiers would need, at list prices, with over-use billed. A configured contract replaces it.
/// </summary>
internal static class DemoContract
{
    /// <summary>The same in every year and profile, so that a later start changes it rather than adds another.</summary>
    private const string Id = "demo";

    private const int FirstMonth = 4;

    /// <summary>A renewal can go down to one in so many of the committed seats.</summary>
    private const int MinimumPart = 8;

    /// <summary>Seats per hundred agents.</summary>
    private static readonly Dictionary<string, int> Named = new()
    {
        ["communicate"] = 5,
        ["cloudCX1"] = 66,
        ["cloudCX2"] = 37,
        ["cloudCX3"] = 38,
        ["gc1WEMupgrade"] = 20,
        ["gc2WEMupgrade"] = 8,
        ["gcSTAupgrade"] = 3,
    };

    private static readonly Dictionary<string, int> SingleTier = new()
    {
        ["communicate"] = 5,
        ["cloudCX2"] = 105,
        ["gc2WEMupgrade"] = 60,
        ["gcSTAupgrade"] = 8,
    };

    /// <param name="today">The term is the one from April to April that contains it.</param>
    public static ConfiguredContract Of(string platform, DemoSettings demo, Catalogue catalogue, DateOnly today)
    {
        var share = demo.Profile == DemoSettings.SingleTier ? SingleTier : Named;
        var start = new DateOnly(today.Month < FirstMonth ? today.Year - 1 : today.Year, FirstMonth, 1);
        return new ConfiguredContract(
            platform,
            start,
            start.AddYears(1),
            NoticeDays: 90,
            catalogue.Currency,
            OverUse.Soft,
            Assumed: true,
            [
                .. catalogue
                    .Skus.Where(sku => share.ContainsKey(sku.Id))
                    .Select(sku =>
                    {
                        var seats = (demo.Agents * share[sku.Id] + 99) / 100;
                        return new ConfiguredLine(sku.Id, LineBasis.Named, seats, seats / MinimumPart, sku.Price, sku.Price);
                    }),
            ]
        )
        {
            Id = Id,
        };
    }
}

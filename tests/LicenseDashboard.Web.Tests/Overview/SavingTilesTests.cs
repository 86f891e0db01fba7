using Bunit;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Overview;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Overview;

public sealed class SavingTilesTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_total_and_each_count_opens_its_rows_on_the_chosen_platform()
    {
        _bench.Services.GetRequiredService<NavigationManager>().NavigateTo("?platform=emea");
        var links = Show(
                new SavingTotal(SavingStage.Potential, 7, Money.Of(560, "USD")),
                new SavingTotal(SavingStage.Unused, 3, Money.Of(310, "USD")),
                new SavingTotal(SavingStage.Approved, 1, Money.Of(80, "USD")),
                new SavingTotal(SavingStage.Verified, 2, Money.Of(120, "USD"))
            )
            .FindAll("a")
            .Select(link => $"{link.TextContent.Trim()} {link.GetAttribute("href")}");
        Assert.Equal(
            [
                "$560 downgrades?platform=emea",
                "5 ready downgrades?platform=emea",
                "2 to review downgrades?tab=review&platform=emea",
                "$310 reclamation?platform=emea",
                "$80 downgrades?tab=decided&status=approved&platform=emea",
                "1 approved change downgrades?tab=decided&status=approved&platform=emea",
                "$120 remediations?status=verified&kind=right-sizing&platform=emea",
                "2 downgrades remediations?status=verified&kind=right-sizing&platform=emea",
            ],
            links
        );
    }

    [Fact]
    public void Nothing_saved_yet_is_zero_and_what_no_invoice_has_shown_is_not_known()
    {
        var tiles = Show();
        Assert.Equal(3, tiles.FindAll("strong").Count(amount => amount.TextContent.StartsWith("$0", StringComparison.Ordinal)));
        Assert.Contains("Not known", tiles.Find("#tile-realized").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No downgrades confirmed", tiles.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Realized_is_what_the_newest_bill_shows()
    {
        var tiles = _bench.Render<SavingTiles>(set =>
            set.Add(each => each.Savings, [])
                .Add(each => each.Realized, [new RealizedTotal("genesys", new DateOnly(2026, 10, 1), 3, Money.Of(240, "USD"))])
                .Add(each => each.Open, new TierFinding(5, 2))
        );
        var tile = tiles.Find("#tile-realized").ParentElement!;
        Assert.Equal("$240 in cash", tile.QuerySelector("strong")!.TextContent);
        Assert.Contains("3 changes seen in the", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("October bill", tile.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<SavingTiles> Show(params SavingTotal[] savings) =>
        _bench.Render<SavingTiles>(set => set.Add(each => each.Savings, savings).Add(each => each.Open, new TierFinding(5, 2)));
}

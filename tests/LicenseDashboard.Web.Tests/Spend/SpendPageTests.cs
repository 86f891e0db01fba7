using Bunit;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Spend;
using LicenseDashboard.Web.Ui.Charts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Spend;

/// <summary>The page with its real use cases on kept bills.</summary>
public sealed class SpendPageTests : IAsyncDisposable
{
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Managers_are_told_that_spend_is_not_for_them()
    {
        var page = await ShowAsync(ViewerRoles.OperationsManager);
        Assert.Contains("Not for your role", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("$", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_contract_the_page_leads_to_contracts()
    {
        var page = await ShowAsync(ViewerRoles.FinOps, fill: _ => Task.CompletedTask);
        Assert.Equal("contracts", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Without_bills_the_page_says_when_they_come()
    {
        var page = await ShowAsync(
            ViewerRoles.FinOps,
            fill: async db =>
            {
                await db.FillBillsAsync();
                db.BilledMonths.RemoveRange(db.BilledMonths);
                await db.SaveChangesAsync();
            }
        );
        Assert.Contains("No bills yet", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_forecast_and_commitment_are_told_in_words_and_numbers()
    {
        var page = await ShowAsync(ViewerRoles.Auditor);
        Assert.Equal(["$1,955", "$2,080", "$1,830", "Not set"], page.FindAll(".tile strong").Select(tile => tile.TextContent));
        Assert.StartsWith(
            "October 2026 cost $2,080. The forecast through March 2027 is $",
            page.Find("figcaption").TextContent,
            StringComparison.Ordinal
        );
        var chart = page.FindComponents<Chart>()[0].Instance;
        Assert.Equal(11, chart.Categories.Count);
        Assert.Equal(["CX 3", "WEM for CX 1", "Forecast", "Forecast, low", "Forecast, high"], chart.Series.Select(series => series.Name));
        Assert.Equal("spend?month=2026-10#chargeback", chart.Links[5]);
        Assert.Null(chart.Links[^1]);
        Assert.Contains(chart.Series[2].Values, value => value is null);
    }

    [Fact]
    public async Task Commitment_and_overage_take_the_place_of_the_groups()
    {
        var page = await ShowAsync(ViewerRoles.FinOps, "spend?split=commitment&to=2026-10");
        Assert.Equal(["Commitment", "Overage"], page.FindComponents<Chart>()[0].Instance.Series.Select(series => series.Name));
    }

    [Fact]
    public async Task Causes_stand_as_chart_and_table()
    {
        var page = await ShowAsync(ViewerRoles.FinOps);
        var causes = page.FindComponent<CausesCard>();
        Assert.Equal(["Sep 2026", "People in", "Oct 2026"], causes.FindComponent<Chart>().Instance.Categories);
        Assert.Contains("+$250", causes.FindAll("tbody")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chargeback_leads_from_departments_to_people()
    {
        var page = await ShowAsync(ViewerRoles.FinOps, "spend?month=2026-10");
        var table = page.FindComponent<ChargebackTable>();
        Assert.Equal("spend?month=2026-10&within=Sales#chargeback", table.FindAll("tbody th a")[1].GetAttribute("href"));
        Assert.Contains("commitments that no one uses", table.Find(".rest").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chargeback_by_manager_shows_the_way_back_and_the_people()
    {
        var page = await ShowAsync(ViewerRoles.FinOps, "spend?month=2026-10&by=manager&within=b");
        Assert.Equal(["All", "Anna"], page.FindAll(".path a").Select(link => link.TextContent));
        Assert.Equal("Ben", page.Find(".path b").TextContent);
        Assert.Contains("1–25 of 90", page.Find(".pager").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_is_set_in_a_dialog_and_its_alert_is_shown()
    {
        var page = await ShowAsync(ViewerRoles.FinOps);
        await page.Find(".page-head button.primary").ClickAsync(new());
        var dialog = page.FindComponent<AmountDialog>();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Amount is missing", dialog.Markup, StringComparison.Ordinal);
        await dialog.FindAll("input")[1].ChangeAsync(new ChangeEventArgs { Value = "13000" });
        await dialog.Find("form").SubmitAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("Over", page.Find("#tile-budget").ParentElement!.TextContent, StringComparison.Ordinal)
        );
        Assert.Contains(page.FindComponents<Chart>()[0].Instance.Series, series => series is { Name: "Budget, a twelfth", Line: true });
        Assert.Contains("Budget 2026 saved.", _bench!.Said);
    }

    [Fact]
    public async Task Auditors_set_nothing()
    {
        var page = await ShowAsync(ViewerRoles.Auditor);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("budget", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("spend?from=x", "from 'x'")]
    [InlineData("spend?from=2026-11&to=2026-10", "from '2026-11'")]
    [InlineData("spend?groupBy=color", "groupBy 'color'")]
    [InlineData("spend?page=0", "page '0'")]
    public async Task What_of_an_address_is_not_understood_is_named(string address, string named)
    {
        var page = await ShowAsync(ViewerRoles.FinOps, address);
        Assert.Contains(named, page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ViewerRoles.FinOps, true)]
    [InlineData(ViewerRoles.OperationsManager, false)]
    public async Task Card_of_the_overview_shows_money_to_those_who_see_it(ViewerRoles role, bool sees)
    {
        await ShowAsync(role);
        var card = _bench!.Context.Render<SpendCard>();
        Assert.Equal(sees, card.Markup.Contains("$2,080", StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<SpendPage>> ShowAsync(
        ViewerRoles role,
        string address = "spend",
        Func<Application.Persistence.LicenseDb, Task>? fill = null
    )
    {
        _bench = await PageBench.OpenAsync(services =>
            services.AddSingleton(Catalogue.Default).AddSpend().AddSingleton(new PlatformKeys(["genesys"])).AddSpendPages()
        );
        await using (var db = _bench.Database.Open())
        {
            if (fill is null)
            {
                await db.FillBillsAsync();
                await db.FillPeopleAsync();
            }
            else
            {
                await fill(db);
            }
        }

        return _bench.Show<SpendPage>(role, address);
    }
}

using AngleSharp.Dom;
using Bunit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.People;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.People;

/// <summary>The page with its real use cases on a database of its own.</summary>
public sealed class PeoplePageTests : IAsyncDisposable
{
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task List_is_sorted_by_a_click_on_a_head_and_the_address_holds_the_order()
    {
        await OpenAsync(3);
        var page = Show("people");
        Assert.Equal(["Agent 001", "Agent 002", "Agent 003"], Names(page));
        Assert.Equal("ascending", Head(page, "Name").GetAttribute("aria-sort"));
        Assert.Equal("none", Head(page, "Manager").GetAttribute("aria-sort"));
        Assert.False(Head(page, "Last 30 days").HasAttribute("aria-sort"));

        await Head(page, "Name").QuerySelector("button")!.ClickAsync(new());
        Assert.EndsWith("/people?sort=-name", Address, StringComparison.Ordinal);
        page = Show("people?sort=-name");
        Assert.Equal(["Agent 003", "Agent 002", "Agent 001"], Names(page));
        Assert.Equal("descending", Head(page, "Name").GetAttribute("aria-sort"));

        Assert.Equal(["Agent 003", "Agent 001", "Agent 002"], Names(Show("people?sort=-division")));
        Assert.Equal(["Agent 001", "Agent 003", "Agent 002"], Names(Show("people?sort=manager")));
        Assert.Equal(["Agent 001", "Agent 002", "Agent 003"], Names(Show("people?sort=-held")));
    }

    [Fact]
    public async Task Order_that_does_not_exist_is_named_and_the_list_keeps_its_own()
    {
        await OpenAsync(2);
        var page = Show("people?sort=shoe-size");
        Assert.Contains("sort 'shoe-size'", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Agent 001", "Agent 002"], Names(page));
    }

    [Fact]
    public async Task Column_is_hidden_and_shown_again_and_the_view_is_reset()
    {
        await OpenAsync(2);
        var popovers = _bench!.Context.Popovers();
        var page = Show("people");
        await page.Find(".list-menu button").ClickAsync(new());
        IElement Item(string text) =>
            popovers.FindAll("[role^=menuitem]").First(item => item.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));
        Assert.Equal("true", Item("Division").GetAttribute("aria-checked"));
        Assert.DoesNotContain(popovers.FindAll("[role=menuitemcheckbox]"), item => item.TextContent.Trim() == "Name");

        await Item("Division").ClickAsync(new());
        Assert.Equal("false", Item("Division").GetAttribute("aria-checked"));
        Assert.DoesNotContain("Division", Heads(page));
        await Item("Compact").ClickAsync(new());
        Assert.Contains("compact", page.Find(".grid").ClassList);
        Assert.Equal("hide-division", Kept.Text.Split('.')[1]);

        await Item("Reset view").ClickAsync(new());
        Assert.Contains("Division", Heads(page));
        Assert.DoesNotContain("compact", page.Find(".grid").ClassList);
        Assert.True(Kept.IsStandard);
    }

    [Fact]
    public async Task Column_changes_places_with_its_neighbor_and_the_order_is_kept()
    {
        await OpenAsync(2);
        var popovers = _bench!.Context.Popovers();
        var page = Show("people");
        await page.Find(".list-menu button").ClickAsync(new());
        IElement Item(string text) => popovers.FindAll("[role^=menuitem]").First(item => item.TextContent.Trim() == text);
        await Item("Column order").ClickAsync(new());
        Assert.Equal("true", Item("Move Manager left").GetAttribute("aria-disabled"));
        Assert.DoesNotContain(popovers.FindAll("[role^=menuitem]"), item => item.TextContent.Trim() == "Move Name right");

        await Item("Move Manager right").ClickAsync(new());
        Assert.Equal(["Name", "Division", "Manager"], Heads(page).Take(3));
        Assert.Equal("false", Item("Move Manager left").GetAttribute("aria-disabled"));
        Assert.StartsWith("then-division.then-manager.", Kept.Text, StringComparison.Ordinal);
        Assert.Equal(["Name", "Division", "Manager"], Heads(Show("people")).Take(3));

        await Item("Move Manager left").ClickAsync(new());
        Assert.Equal(["Name", "Manager", "Division"], Heads(page).Take(3));
        Assert.True(Kept.IsStandard);
    }

    [Fact]
    public async Task Rows_of_a_page_are_chosen_and_what_was_at_the_top_stays_in_sight()
    {
        await OpenAsync(120);
        var popovers = _bench!.Context.Popovers();
        var page = Show("people?page=3");
        Assert.Equal("101–120 of 120", page.Find(".pager .range").TextContent);
        await page.Find(".rows-menu button").ClickAsync(new());
        await popovers
            .FindAll("[role=menuitemradio]")
            .First(item => item.TextContent.Contains("25 rows", StringComparison.Ordinal))
            .ClickAsync(new());
        Assert.EndsWith("page=5", Address, StringComparison.Ordinal);
        Assert.Equal("101–120 of 120", Show("people?page=5").Find(".pager .range").TextContent);
        Assert.Equal("rows-25", Kept.Text);
    }

    [Fact]
    public async Task Kept_view_is_there_from_the_first_frame()
    {
        await OpenAsync(120);
        _bench!
            .Context.Services.GetRequiredService<ListViews>()
            .Use(
                ListViews.Kept([
                    new("list-people", "rows-100.compact.hide-manager.wide-name"),
                    new("list-notices", "rows-9"),
                    new("theme", "dark"),
                ])
            );
        var page = Show("people");
        Assert.Equal(100, Names(page).Count);
        Assert.DoesNotContain("Manager", Heads(page));
        Assert.Contains("compact", page.Find(".grid").ClassList);
        Assert.Equal("wide", page.FindAll("col")[0].ClassName);
    }

    [Fact]
    public async Task Single_row_is_counted_as_one()
    {
        await OpenAsync(1);
        var page = Show("people");
        Assert.Equal("1 of 1", page.Find(".pager").TextContent.Trim());
        Assert.Empty(page.FindAll(".pager button"));
    }

    [Fact]
    public async Task Before_the_first_evaluation_nobody_is_said_to_need_no_downgrade()
    {
        await OpenAsync(2);
        _bench!.Database.Get<KnownImports>().BeforeTheFirstEvaluation();
        Assert.Equal(["Not evaluated yet", "No license"], Recommendations(Show("people")));
    }

    [Fact]
    public async Task After_an_evaluation_no_downgrade_is_a_finding()
    {
        await OpenAsync(2);
        Assert.Equal(["No downgrade found", "No license"], Recommendations(Show("people")));
    }

    /// <summary>The second and third report to two managers; the first holds a license, the third has a division.</summary>
    private async Task OpenAsync(int people)
    {
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton(Catalogue.Default)
                .AddSingleton<SeatHolders>()
                .AddSingleton<DivisionList>()
                .AddSingleton<ViewerReach>()
                .AddScoped<PeopleData>()
                .AddKnownImports()
        );
        await using var db = _bench.Database.Open();
        db.Divisions.Add(
            new Division
            {
                Key = 7,
                PlatformKey = 1,
                VendorId = "d7",
                Name = "Vienna",
            }
        );
        db.Skus.Add(
            new OfferedSku
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "cloudCX3",
                Defined = true,
            }
        );
        for (var n = 1; n <= people; n++)
        {
            db.People.Add(
                new Person
                {
                    Key = n,
                    PlatformKey = 1,
                    VendorId = $"p{n}",
                    Name = $"Agent {n:000}",
                    DivisionKey = n == 3 ? 7 : null,
                    ManagerKey = n switch
                    {
                        2 => 3,
                        3 => 1,
                        _ => null,
                    },
                }
            );
        }

        db.Seats.Add(
            new Seat
            {
                PersonKey = 1,
                SkuKey = 1,
                From = new DateOnly(2026, 1, 1),
            }
        );
        await db.SaveChangesAsync();
    }

    private ListView Kept => _bench!.Context.Services.GetRequiredService<ListViews>().Of(PeopleData.List);

    private string Address => _bench!.Context.Services.GetRequiredService<NavigationManager>().Uri;

    private IRenderedComponent<PeoplePage> Show(string address) => _bench!.Show<PeoplePage>(ViewerRoles.Administrator, address);

    private static List<string> Names(IRenderedComponent<PeoplePage> page) =>
        [.. page.FindAll("tbody th[scope=row]").Select(cell => cell.ChildNodes[0].TextContent.Trim())];

    private static IEnumerable<string> Recommendations(IRenderedComponent<PeoplePage> page) =>
        page.FindAll("tbody td[data-label=Recommendation]").Select(cell => cell.TextContent.Trim());

    private static IEnumerable<string> Heads(IRenderedComponent<PeoplePage> page) =>
        page.FindAll("thead th").Select(head => head.TextContent.Trim(' ', '↑', '↓', '\n'));

    private static IElement Head(IRenderedComponent<PeoplePage> page, string title) =>
        page.FindAll("thead th").First(head => head.TextContent.Trim().StartsWith(title, StringComparison.Ordinal));
}

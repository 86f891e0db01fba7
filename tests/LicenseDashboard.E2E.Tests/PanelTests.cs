using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The evidence beside the decision.</summary>
[Collection<OneProgram>]
public sealed class PanelTests(ProgramFixture program)
{
    [Fact]
    public async Task Panel_shows_use_by_feature_and_follows_the_keyboard()
    {
        await using var visit = await program.ListAsync();
        var keys = visit.Page.Keyboard;
        await visit.HearsKeysAsync();
        await keys.PressAsync("ArrowDown");
        var first = await visit.FocusedAsync();
        await keys.PressAsync("Enter");
        var chart = visit.Panel.GetByRole(AriaRole.Img, new() { NameString = "Voice: " });
        await Expect(chart).ToBeVisibleAsync();
        await Expect(chart)
            .ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("^Voice: .+ since [A-Z][a-z]{2} [0-9]+.*(covered)\\.$"));
        await Expect(visit.Panel.Locator("svg.bars")).ToHaveCountAsync(8);
        await Expect(visit.Panel.Locator("svg.bars rect.band").First).ToBeAttachedAsync();
        await Expect(visit.Panel.GetByText("Roles that require this license")).ToBeVisibleAsync();
        await Expect(visit.Row(first)).ToBeFocusedAsync();
        Assert.Contains("row=" + first, visit.Page.Url, StringComparison.OrdinalIgnoreCase);

        await keys.PressAsync("ArrowDown");
        var second = await visit.FocusedAsync();
        Assert.NotEqual(first, second);
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("row=" + second));
        await Expect(visit.Row(second)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("open"));
        await Expect(visit.Row(second)).ToBeFocusedAsync();

        await keys.PressAsync("ArrowRight");
        await Expect(visit.Panel.Locator("#panel-title")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await Expect(visit.Panel.Locator(":focus")).ToHaveCountAsync(1);
        await visit.Panel.GetByText("Show as table").ClickAsync();
        await Expect(visit.Panel.GetByRole(AriaRole.Columnheader, new() { Name = "Voice" })).ToBeVisibleAsync();
        await visit.PictureAsync("panel-table");
        await visit.AssertAccessibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Panel).ToHaveCountAsync(0);
        await Expect(visit.Row(second)).ToBeFocusedAsync();
        visit.AssertCalm();
    }

    /// <summary>A navigation of Blazor scrolls to the top, which would move the row that the keys act on out of sight.</summary>
    [Fact]
    public async Task Row_with_the_focus_stays_in_sight_while_the_panel_follows_the_keys()
    {
        await using var visit = await program.ListAsync();
        await visit.Page.SetViewportSizeAsync(1440, 900);
        var keys = visit.Page.Keyboard;
        await visit.HearsKeysAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        for (var step = 0; step < 12; step++)
        {
            await keys.PressAsync("ArrowDown");
            var id = await visit.FocusedAsync();
            await Expect(visit.Row(id)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("open"));
        }

        var last = visit.Row(await visit.FocusedAsync());
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await Expect(last).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeInViewportAsync(new() { Ratio = 1 });
        var before = await visit.Page.EvaluateAsync<int>("scrollY");
        Assert.True(before > 0, $"12 rows down the page has scrolled, not {before}");

        await keys.PressAsync("Escape");
        await Expect(visit.Panel).ToHaveCountAsync(0);
        await Expect(last).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal(before, await visit.Page.EvaluateAsync<int>("scrollY"));
        visit.AssertCalm();
    }

    [Fact]
    public async Task Click_anywhere_on_a_row_opens_its_panel()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await visit.Row(id).Locator("td.reason").ClickAsync();
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await Expect(visit.Row(id)).ToBeFocusedAsync();
        await visit.Row(id).Locator("td.num").ClickAsync();
        await Expect(visit.Panel).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Decision_beside_the_panel_leaves_every_column_where_it_was()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await visit.Row(id).Locator("[data-key=Enter]").ClickAsync();
        await Expect(visit.Panel.Locator("svg.bars").First).ToBeVisibleAsync();
        const string columns =
            "heads => heads.map(head => head.getBoundingClientRect()).map(box => `${Math.round(box.left)} ${Math.round(box.width)}`)";
        var before = await visit.Page.Locator("thead th:visible").EvaluateAllAsync<string[]>(columns);
        await visit.Row(id).Locator("[data-key=a]").ClickAsync();
        await Expect(visit.Row(id)).ToContainTextAsync("Approved");
        await visit.PictureAsync("panel-decided");
        Assert.Equal(before, await visit.Page.Locator("thead th:visible").EvaluateAllAsync<string[]>(columns));
        await visit.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visit.Row(id).Locator("[data-key=a]")).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Link_to_a_row_opens_its_panel_and_nothing_jumps()
    {
        await using var list = await program.ListAsync();
        var id = await list.FirstOpenAsync();
        await using var visit = await program.ListAsync($"?row={id}");
        await Expect(visit.Panel.Locator("svg.bars").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".rows[data-keys]")).ToBeVisibleAsync();
        var paint = await visit.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        TestContext.Current.TestOutputHelper?.WriteLine($"first paint after {paint:0} ms");
        await visit.AssertStillAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Link_to_a_row_that_is_gone_says_so_and_leaves_the_list()
    {
        await using var visit = await program.ListAsync($"?row={Guid.CreateVersion7()}");
        await Expect(visit.Panel).ToContainTextAsync("Recommendation not found");
        await Expect(visit.Rows.First).ToBeVisibleAsync();
        await visit.PictureAsync("row-gone");
        await visit.AssertAccessibleAsync();
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Close details" }).ClickAsync();
        await Expect(visit.Panel).ToHaveCountAsync(0);
        await visit.Page.GotoAsync("downgrades?row=nonsense&page=abc");
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("page 'abc'");
        visit.AssertCalm();
    }
}

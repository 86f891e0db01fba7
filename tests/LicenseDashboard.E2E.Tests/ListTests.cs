using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>How a list looks is each viewer's choice and is remembered by the browser.</summary>
[Collection<LookedAtProgram>]
public sealed class ListTests(ProgramFixture program)
{
    [Fact]
    public async Task Chosen_columns_rows_and_density_are_painted_at_once_in_a_new_page()
    {
        await program.FilledAsync();
        await using var visit = await (await program.VisitAsync("people")).ConnectedAsync();
        var page = visit.Page;
        var table = page.GetByRole(AriaRole.Table, new() { Name = "People" });
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Division" })).ToBeVisibleAsync();
        await visit.PictureAsync("people-list");

        // By keyboard alone, as nothing of it is only for the mouse.
        await page.GetByRole(AriaRole.Button, new() { Name = "View of People" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Division" })).ToBeVisibleAsync();
        await visit.PictureAsync("people-view-menu");
        await visit.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Division" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Division" })).ToHaveCountAsync(0);
        await GoToAsync(page, "Compact", "c");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".grid.compact")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "View of People" })).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "50 rows" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "100 rows" }).ClickAsync();
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(100);

        // Another page of the same browser: in its first answer, so that nothing moves when the connection stands.
        var answer = await page.Context.APIRequest.GetAsync("people");
        var html = await answer.TextAsync();
        Assert.DoesNotContain("data-label=\"Division\"", html, StringComparison.Ordinal);
        Assert.Contains("grid card compact", html, StringComparison.Ordinal);
        await page.GotoAsync("people");
        await visit.ConnectedAsync();
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(100);
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Division" })).ToHaveCountAsync(0);
        await visit.PictureAsync("people-compact");
        await visit.AssertStillAsync();
        await visit.AssertAccessibleAsync();
        visit.AssertCalm();
    }

    [Theory, InlineData(1440), InlineData(1024), InlineData(375)]
    public async Task Order_is_in_the_address_and_the_head_stays_in_sight(int width)
    {
        await program.FilledAsync();
        await using var visit = await (await program.VisitAsync("people", width: width)).ConnectedAsync();
        var table = visit.Page.GetByRole(AriaRole.Table, new() { Name = "People" });
        if (width > 720)
        {
            await table.GetByRole(AriaRole.Button, new() { Name = "Name" }).ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=-name$"));
            await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Name" })).ToHaveAttributeAsync("aria-sort", "descending");
            await visit.Page.Mouse.WheelAsync(0, 900);
            await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Manager" })).ToBeInViewportAsync();
        }

        await visit.PictureAsync($"people-{width}");
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        visit.AssertCalm();
    }

    /// <summary>Presses a letter until the choice that begins with it has the focus.</summary>
    private static async Task GoToAsync(IPage page, string choice, string letter)
    {
        var item = page.GetByRole(AriaRole.Menuitemradio, new() { Name = choice });
        for (var press = 0; press < 5 && !await item.EvaluateAsync<bool>("item => item === document.activeElement"); press++)
        {
            var before = await page.EvaluateHandleAsync("document.activeElement");
            await page.Keyboard.PressAsync(letter);
            await page.WaitForFunctionAsync("before => document.activeElement !== before", before);
        }

        await Expect(item).ToBeFocusedAsync();
    }
}

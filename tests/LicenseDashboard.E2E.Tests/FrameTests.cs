using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

[Collection<LookedAtProgram>]
public sealed class FrameTests(ProgramFixture program)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1024, 768)]
    [InlineData(375, 740)]
    public async Task Downgrades_page_is_accessible_and_calm_at_every_width(int width, int height)
    {
        await using var visit = await program.ListAsync(width: width, height: height);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Recommended License Downgrades");
        await visit.PicturesAsync($"page-downgrades-{width}");
        await visit.AssertAccessibleAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await visit.Rows.First.Locator("[data-key=Enter]").ClickAsync();
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await visit.PicturesAsync($"page-downgrades-panel-{width}");
        await visit.AssertAccessibleAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        visit.AssertCalm();
    }

    [Fact]
    public async Task Chosen_theme_and_folded_rail_are_painted_again_after_a_reload()
    {
        await using var visit = await program.ListAsync();
        await visit.Page.GetByTitle("Theme").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await visit.PictureAsync("theme-menu");
        await visit.AssertAccessibleAsync();
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark", Exact = true }).ClickAsync();
        await visit.Page.GetByTitle("Collapse menu").ClickAsync();
        await Expect(visit.Page.GetByTitle("Expand menu")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-rail", "folded");

        var answer = await visit.Page.ReloadAsync();
        var html = await answer!.TextAsync();
        Assert.Contains("data-theme=\"dark\" data-rail=\"folded\"", html, StringComparison.Ordinal);
        await visit.ConnectedAsync();
        await visit.PictureAsync("folded-dark");
        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(13, 16, 21)");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Persona_is_switched_from_the_top_bar_and_stays()
    {
        await using var visit = await program.ListAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Regina Hartmann" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await visit.PictureAsync("persona-menu");
        await visit.AssertAccessibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        // Where one has gone meanwhile is where the other persona begins.
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Regina Hartmann" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Fiona Osei" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Fiona Osei" })).ToBeVisibleAsync();
        Assert.EndsWith("/people", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Fiona Osei" })).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Unknown_address_gets_a_page_that_says_so()
    {
        await using var visit = await program.VisitAsync("nowhere");
        visit.ExpectedStatuses.Add(404);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Page not found");
        await visit.ConnectedAsync();
        await visit.PictureAsync("not-found");
        await visit.AssertAccessibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Skip_link_is_the_first_stop_and_leads_to_the_content()
    {
        await using var visit = await program.ListAsync();
        await visit.Page.EvaluateAsync("document.activeElement.blur()");
        await visit.Page.GetByText("Skip to content").FocusAsync();
        await visit.PictureAsync("skip-link");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#content")).ToBeFocusedAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Focus_goes_to_the_heading_when_what_had_it_is_drawn_away()
    {
        await using var visit = await program.VisitAsync("settings");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        // As a list does that is read again without the row.
        await visit
            .Page.Locator("main")
            .EvaluateAsync("main => { const row = document.createElement('button'); main.append(row); row.focus(); row.remove(); }");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        visit.AssertCalm();
    }
}

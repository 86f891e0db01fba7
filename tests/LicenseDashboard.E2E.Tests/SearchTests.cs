using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Ctrl K: pages, actions and people, by keyboard.</summary>
[Collection<LookedAtProgram>]
public sealed class SearchTests(ProgramFixture program)
{
    [Fact]
    public async Task Control_K_leads_to_a_page_a_person_and_a_theme_without_a_mouse()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("jobs", persona: "administrator");
        await visit.ConnectedAsync();
        var (keys, options) = (
            visit.Page.Keyboard,
            visit.Page.GetByRole(AriaRole.Listbox, new() { Name = "Results" }).GetByRole(AriaRole.Option)
        );
        await keys.PressAsync("Control+k");
        await Expect(options.First).ToHaveTextAsync("Overview");
        await Expect(options.Filter(new() { HasTextRegex = new Regex("^Leavers$") })).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.PicturesAsync("palette");
        await keys.TypeAsync("exem");
        await visit.PictureAsync("palette-typed");
        await Expect(options).ToHaveTextAsync(["Exemptions", "Exemptions ending soon"]);
        await keys.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/exemptions$"));
        await Expect(visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find a person, page, or action" })).ToHaveValueAsync("");
        // A new page takes the focus to its title; before that a key would go to the page that is left.
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Exemptions" })).ToBeFocusedAsync();

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("dark");
        await Expect(options.First).ToHaveTextAsync("Use the dark theme");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("run usage");
        await Expect(options).ToHaveTextAsync(["Run “Usage” now"]);
        await keys.PressAsync("Enter");
        await Expect(visit.Dialog.GetByRole(AriaRole.Heading, new() { Name = "Run “Usage” now?" })).ToBeVisibleAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/jobs$"));
        await visit.AssertAccessibleAsync();
        await visit.PicturesAsync("palette-run");
        await keys.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("new tag");
        await Expect(options).ToHaveTextAsync(["New tag"]);
        await keys.PressAsync("Enter");
        await Expect(visit.Dialog.GetByRole(AriaRole.Heading, new() { Name = "New tag" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("an");
        await Expect(options.Filter(new() { HasTextRegex = new Regex("reports to") }).First).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        visit.AssertCalm();
    }
}

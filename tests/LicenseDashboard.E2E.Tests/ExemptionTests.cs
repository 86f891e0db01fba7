using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>An administrator tags a person, and the row that waited for a decision is protected immediately.</summary>
[Collection<OneProgram>]
public sealed class ExemptionTests(ProgramFixture program)
{
    [Fact]
    public async Task Person_who_is_exempt_is_protected_on_downgrades_at_once()
    {
        await using var manager = await program.ListAsync();
        var row = await manager.FirstOpenAsync();
        var name = await manager.Row(row).Locator("button[data-key=Enter]").InnerTextAsync();

        await using var administrator = await program.VisitAsync("exemptions", persona: "administrator");
        await administrator.ConnectedAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Exempt people…" }).ClickAsync();
        await administrator.Dialog.GetByPlaceholder("Name or email").FillAsync(name);
        await administrator.Dialog.GetByRole(AriaRole.Option).First.ClickAsync();
        await Expect(administrator.Dialog.GetByRole(AriaRole.Group, new() { Name = "Chosen people" })).ToContainTextAsync(name);
        await administrator.Dialog.GetByLabel("Why").FillAsync("Needed for the winter peak");
        await administrator.Dialog.GetByRole(AriaRole.Button, new() { Name = "Exempt", Exact = true }).ClickAsync();
        await Expect(administrator.Dialog).ToHaveCountAsync(0);
        await Expect(administrator.Page.GetByRole(AriaRole.Rowheader, new() { Name = name })).ToBeVisibleAsync();
        await administrator.AssertAccessibleAsync();
        await administrator.PictureAsync("exemptions", whole: true);

        await manager.Page.GotoAsync($"downgrades?tab=protected&row={row}");
        await manager.ConnectedAsync();
        await Expect(manager.Row(row)).ToBeVisibleAsync();
        await Expect(manager.Row(row).GetByText("exempt: SEASONAL_BURST")).ToBeVisibleAsync();
        administrator.AssertCalm();
        manager.AssertCalm();
    }

    [Fact]
    public async Task Lists_and_calendars_of_a_dialog_are_used_by_keyboard_and_Escape_closes_them_first()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("exemptions", persona: "administrator");
        await visit.ConnectedAsync();
        var opener = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Exempt people…" });
        await opener.PressAsync("Enter");
        var people = visit.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "People" });
        await Expect(people).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("an");
        await Expect(visit.Dialog.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await visit.PictureAsync("dialog-people");
        await visit.AssertAccessibleAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var chosen = visit.Dialog.GetByRole(AriaRole.Group, new() { Name = "Chosen people" });
        await Expect(chosen.Locator(".mud-chip")).ToHaveCountAsync(1);
        await Expect(people).ToHaveValueAsync("");

        await visit.Page.Keyboard.TypeAsync("an");
        await Expect(visit.Dialog.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Expect(visit.Dialog).ToBeVisibleAsync();

        var last = visit.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "Last day" });
        await last.PressAsync("Enter");
        await Expect(visit.Page.Locator(".mud-picker-calendar").First).ToBeVisibleAsync();
        await visit.PictureAsync("dialog-calendar");
        await visit.AssertAccessibleAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(last).Not.ToHaveValueAsync("");
        await Expect(visit.Page.Locator(".mud-picker-calendar")).ToHaveCountAsync(0);
        await last.FillAsync("some day");
        await last.PressAsync("Tab");
        await Expect(visit.Dialog.GetByText("Write the date like Nov 20 or 2026-11-20.")).ToBeVisibleAsync();
        await Expect(last).ToHaveValueAsync("some day");
        await visit.AssertAccessibleAsync();

        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();

        // What opens on the page itself works as before.
        await visit.Page.GetByTitle("Theme").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "System" })).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Rule_is_picked_from_the_directory_and_shows_whom_it_matches()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("exemptions?view=rules", persona: "administrator", width: 375);
        await visit.ConnectedAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New rule…" }).ClickAsync();
        var department = visit.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Department" });
        await department.ClickAsync();
        var first = visit.Dialog.GetByRole(AriaRole.Option).First;
        var name = await first.InnerTextAsync();
        await first.ClickAsync();
        await Expect(department).ToHaveValueAsync(name);
        var people = visit.Dialog.GetByRole(AriaRole.List, new() { Name = "People it matches now" });
        await Expect(people.GetByRole(AriaRole.Listitem).First).ToContainTextAsync(name);
        await visit.PictureAsync("rule-matches");
        await visit.AssertAccessibleAsync();
        await department.FillAsync("zzz*");
        await Expect(visit.Dialog.GetByText("Matches no one now.")).ToBeVisibleAsync();
        await Expect(people).ToHaveCountAsync(0);

        await visit.Page.Keyboard.PressAsync("Escape");
        if (await visit.Dialog.CountAsync() > 0)
        {
            await visit.Page.Keyboard.PressAsync("Escape");
        }

        await Expect(visit.Dialog).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Theory, InlineData("auditor"), InlineData("finops"), InlineData("regional-head")]
    public async Task Reader_sees_the_page_and_changes_nothing(string persona)
    {
        await program.FilledAsync();
        await using var reader = await program.VisitAsync("exemptions?view=tags", persona: persona, width: 375);
        await reader.ConnectedAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Tags" })).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText("SEASONAL_BURST").First).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("main button", new() { HasText = "…" })).ToHaveCountAsync(0);
        await reader.AssertAccessibleAsync();
        reader.AssertCalm();
    }

    [Fact]
    public async Task Seasons_lie_on_a_calendar_of_the_year()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("exemptions", persona: "administrator");
        await visit.ConnectedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Season forecast" }).ClickAsync();
        var season = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SEASONAL_BURST" }).First;
        await Expect(season).ToContainTextAsync("Nov 1 to Jan 15, every year");
        foreach (var width in new[] { 1440, 1024, 375 })
        {
            await visit.UnrollAsync(width);
            await visit.PictureAsync($"season-{width}", whole: true);
            await visit.AssertAccessibleAsync();
            Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"wider than {width}");
        }

        visit.AssertCalm();
    }
}

using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>An administrator tags somebody, and the row that waited for a decision is protected at once.</summary>
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
        await administrator.Dialog.GetByPlaceholder("Name or mail").FillAsync(name);
        await administrator.Dialog.Locator(".hits button").First.ClickAsync();
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

    [Theory, InlineData("auditor"), InlineData("finops"), InlineData("regional-head")]
    public async Task Reader_sees_the_page_and_changes_nothing(string persona)
    {
        await program.FilledAsync();
        await using var reader = await program.VisitAsync("exemptions", persona: persona, width: 375);
        await reader.ConnectedAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Tags" })).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText("SEASONAL_BURST").First).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("main button", new() { HasText = "…" })).ToHaveCountAsync(0);
        await reader.AssertAccessibleAsync();
        reader.AssertCalm();
    }
}

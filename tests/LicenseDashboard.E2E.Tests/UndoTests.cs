using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The way back from a decision, by one key.</summary>
[Collection<OneProgram>]
public sealed class UndoTests(ProgramFixture program)
{
    [Fact]
    public async Task U_takes_back_the_last_decision_from_the_row_that_has_the_focus_by_then()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var decided = await visit.FocusedAsync();
        await visit.Page.Keyboard.PressAsync("a");
        var dock = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Last decision" });
        await Expect(dock).ToContainTextAsync("approved");
        Assert.NotEqual(decided, await visit.FocusedAsync());
        await visit.PictureAsync("last-decision");
        await visit.Page.Keyboard.PressAsync("u");
        await Expect(visit.Row(decided).Locator("[data-key=a]")).ToBeVisibleAsync();
        await Expect(dock).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Many_decided_at_once_leave_the_list_and_come_back_together()
    {
        await using var visit = await program.ListAsync("?tab=ready");
        await visit.HearsKeysAsync();
        var open = await visit.CountAsync("Ready");
        var ids = new List<Guid>();
        for (var at = 0; at < 4; at++)
        {
            ids.Add(await visit.FirstOpenAsync(at));
            await visit.Row(ids[at]).GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await visit
            .Page.GetByRole(AriaRole.Region, new() { Name = "Selected rows" })
            .GetByRole(AriaRole.Button, new() { Name = "Approve" })
            .ClickAsync();
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        var dock = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Last decision" });
        await Expect(dock).ToContainTextAsync("4 approved");
        foreach (var id in ids)
        {
            await Expect(visit.Row(id)).ToHaveCountAsync(0);
        }

        await visit.PictureAsync("many-decided");
        await visit.AssertAccessibleAsync();
        await dock.GetByRole(AriaRole.Button, new() { Name = "Undo all" }).ClickAsync();
        foreach (var id in ids)
        {
            await Expect(visit.Row(id).Locator("[data-key=a]")).ToBeVisibleAsync();
        }

        Assert.Equal(open, await visit.CountAsync("Ready"));
        visit.AssertCalm();
    }
}

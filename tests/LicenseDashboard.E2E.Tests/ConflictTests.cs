using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Two people at the same rows.</summary>
[Collection<OneProgram>]
public sealed class ConflictTests(ProgramFixture program)
{
    private const string Reason = "Covers the billing queue at the end of each quarter.";

    [Fact]
    public async Task Row_decided_by_someone_else_folds_in_place_and_a_half_typed_reason_stays()
    {
        var (tobias, lane) = await program.TeamListAsync();
        await using var closed = tobias;
        await tobias.HearsKeysAsync();
        var id = await tobias.FirstOpenAsync();
        await using var regina = await program.ListAsync(
            $"?tab={lane}&text=" + Uri.EscapeDataString(await tobias.Row(id).Locator("[data-key=Enter]").InnerTextAsync())
        );
        await regina.HearsKeysAsync();
        await regina.Row(id).Locator("[data-key=r]").ClickAsync();
        var reason = regina.Dialog.GetByLabel("Reason for keeping this license");
        await reason.FillAsync(Reason);

        await tobias.Row(id).Locator("[data-key=a]").ClickAsync();
        await Expect(tobias.Row(id)).ToContainTextAsync("Approved");
        await Expect(regina.Row(id)).ToContainTextAsync("Approved by Tobias Lindner");
        await Expect(reason).ToHaveValueAsync(Reason);
        await regina.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Expect(regina.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Approved by Tobias Lindner");
        await Expect(regina.Dialog.GetByText(Reason)).ToBeVisibleAsync();
        await Expect(reason).ToHaveCountAsync(0);
        await regina.PictureAsync("decided-by-another");
        await regina.AssertAccessibleAsync();
        await regina.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(regina.Dialog).ToHaveCountAsync(0);
        regina.AssertCalm();
        tobias.AssertCalm();
    }

    [Fact]
    public async Task Keyboard_keeps_its_place_when_the_row_behind_the_dialog_is_redrawn()
    {
        await using var regina = await program.ListAsync();
        await regina.HearsKeysAsync();
        var id = await regina.FirstOpenAsync();
        await regina.Row(id).FocusAsync();
        await regina.Page.Keyboard.PressAsync("r");
        await Expect(regina.Dialog.GetByLabel("Reason for keeping this license")).ToBeFocusedAsync();
        await using (var other = await program.ListAsync())
        {
            await other.HearsKeysAsync();
            await other.Row(id).Locator("[data-key=a]").ClickAsync();
            await Expect(regina.Row(id)).ToContainTextAsync("Approved by");
            await other.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(regina.Row(id).Locator("[data-key=a]")).ToHaveCountAsync(1);
        }

        await regina.Page.Keyboard.PressAsync("Escape");
        await Expect(regina.Dialog).ToHaveCountAsync(0);
        await Expect(regina.FocusedRow).ToHaveCountAsync(1);
        regina.AssertCalm();
    }

    [Fact]
    public async Task Selection_is_decided_with_one_reason_and_survives_a_refresh()
    {
        await using var visit = await program.ListAsync("?tab=ready");
        await visit.HearsKeysAsync();
        var (first, second) = (await visit.FirstOpenAsync(), await visit.FirstOpenAsync(1));
        await visit.Row(first).GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Row(second).GetByRole(AriaRole.Checkbox).CheckAsync();
        await using (var other = await program.ListAsync())
        {
            await other.HearsKeysAsync();
            var third = await other.FirstOpenAsync(2);
            await other.Row(third).Locator("[data-key=a]").ClickAsync();
            await Expect(visit.Row(third)).ToContainTextAsync("Approved by");
            await other.Row(third).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(visit.Row(third).Locator("[data-key=a]")).ToBeVisibleAsync();
        }

        var dock = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Selected rows" });
        await Expect(dock).ToContainTextAsync("2 selected");
        await dock.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Seasonal" }).ClickAsync();
        await visit.PictureAsync("reject-selection");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Expect(visit.Row(first)).ToContainTextAsync("Rejected");
        await Expect(visit.Row(second)).ToContainTextAsync("Rejected");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        visit.AssertCalm();
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>A manager at work: decide, reject, undo, by keyboard and by touch, alone and with others.</summary>
[Collection<SecondProgram>]
public sealed class ReviewTests(ProgramFixture program)
{
    private const string Reason = "Covers the billing queue at the end of each quarter.";

    [Fact]
    public async Task Rejection_needs_a_reason_that_someone_else_can_understand()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await visit.Row(id).Locator("[data-key=r]").ClickAsync();
        await visit.Dialog.GetByLabel("Reason for keeping this license").FillAsync("busy");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        var reason = visit.Dialog.GetByLabel("Reason for keeping this license");
        await Expect(visit.Dialog.GetByText("has 4 visible characters; it needs 10 to 500")).ToBeVisibleAsync();
        await Expect(reason).ToBeFocusedAsync();
        await Expect(reason).ToHaveValueAsync("busy");
        await visit.PictureAsync("reject-too-short");
        await visit.AssertAccessibleAsync();

        await reason.FillAsync(Reason);
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(visit.Row(id)).ToContainTextAsync("Rejected");
        await visit.FocusedAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Decided" }).ClickAsync();
        await Expect(visit.Row(id)).ToContainTextAsync("Rejected");
        await visit.Row(id).Locator("[data-key=Enter]").ClickAsync();
        await Expect(visit.Panel.GetByText(Reason)).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Approval_is_undone_in_place_and_not_after_its_time()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await visit.Row(id).Locator("[data-key=a]").ClickAsync();
        await Expect(visit.Row(id)).ToContainTextAsync("Approved");
        await visit.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visit.Row(id).Locator("[data-key=a]")).ToBeVisibleAsync();
        await Expect(visit.Row(id)).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Row(id)).ToContainTextAsync("Approved");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("u");
        await Expect(visit.Row(id).Locator("[data-key=a]")).ToBeVisibleAsync();

        await visit.Row(id).FocusAsync();
        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Row(id)).ToContainTextAsync("Approved");
        program.Clock.Advance(TimeSpan.FromSeconds(31));
        await Expect(visit.Row(id)).Not.ToBeAttachedAsync();
        await visit.FocusedAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Many_rows_are_reviewed_by_keyboard_alone()
    {
        await using var visit = await program.ListAsync("?tab=review");
        var keys = visit.Page.Keyboard;
        await visit.HearsKeysAsync();
        await keys.PressAsync("?");
        await Expect(visit.Dialog).ToContainTextAsync("Approve and go to the next row");
        await visit.PictureAsync("keys");
        await visit.AssertAccessibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);

        await keys.PressAsync("ArrowDown");
        var first = await visit.FocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Panel).ToHaveCountAsync(0);
        await Expect(visit.Row(first)).ToBeFocusedAsync();

        await keys.PressAsync("r");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Row(first)).ToBeFocusedAsync();

        await keys.PressAsync("r");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await Expect(visit.Dialog.GetByLabel("Reason for keeping this license")).ToBeFocusedAsync();
        await keys.TypeAsync(Reason);
        await keys.PressAsync("Control+Enter");
        await Expect(visit.Row(first)).ToContainTextAsync("Rejected");
        await visit.FocusedAsync();
        Assert.NotEqual(first, await visit.FocusedAsync());

        // Faster than anybody: no key may be lost, and none may decide twice.
        var open = await visit.Rows.Filter(new() { Has = visit.Page.Locator("[data-key=a]") }).CountAsync();
        var many = Math.Min(open, 8);
        Assert.True(many >= 2, $"{open} rows under review are too few for this test");
        for (var row = 0; row < many; row++)
        {
            await keys.PressAsync("a");
        }

        await Expect(visit.Page.Locator("tr.folded")).ToHaveCountAsync(many + 1);
        await visit.FocusedAsync();
        await visit.PictureAsync("reviewed");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Two_browsers_see_each_others_decisions_within_two_seconds()
    {
        await using var regina = await program.ListAsync();
        await using var auditor = await program.ListAsync(persona: "auditor");
        await regina.HearsKeysAsync();
        await auditor.HearsKeysAsync();
        var id = await regina.FirstOpenAsync();
        await Expect(auditor.Row(id)).ToBeVisibleAsync();

        // Measured inside the pages, which share a clock, so that the test's own pace takes no part; what a plain round trip takes tells
        // how loaded the machine is.
        var roundTrip = await RoundTripAsync(regina, id);
        await SaysAsync(regina, id, "Undo");
        await SaysAsync(auditor, id, "Approved by");
        await regina.Row(id).Locator("[data-key=a]").ClickAsync();
        var (decided, seen) = (await SaidAsync(regina), await SaidAsync(auditor));
        await SaysAsync(regina, id, "$");
        await SaysAsync(auditor, id, "$");
        await regina.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        var (undone, seenAgain) = (await SaidAsync(regina), await SaidAsync(auditor));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seen after {seen - decided:0} ms, undo after {seenAgain - undone:0} ms; a round trip takes {roundTrip:0} ms"
        );
        Assert.InRange(Math.Max(seen - decided, seenAgain - undone), double.MinValue, 2000 + (20 * roundTrip));
        auditor.AssertCalm();
    }

    [Fact]
    public async Task Address_holds_the_filters_and_names_what_it_does_not_know()
    {
        await using var visit = await program.ListAsync("?tab=gold&tier=cloudCX3&sort=shoe&page=0");
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("tab 'gold', sort 'shoe', page '0'");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Current tier: CX 3", Exact = true })).ToBeVisibleAsync();
        await visit.PictureAsync("unknown-filters");

        await visit.Page.GotoAsync("downgrades");
        await visit.ConnectedAsync();
        var all = await visit.CountAsync("Ready");
        await visit.Page.GetByLabel("Search name, email, manager, or division").FillAsync("zzzz");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        Assert.EndsWith("?text=zzzz", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
        await visit.Page.ReloadAsync();
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear all filters" }).ClickAsync();
        await Expect(visit.Rows.First).ToBeVisibleAsync();
        Assert.Equal(all, await visit.CountAsync("Ready"));
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task What_is_typed_before_the_dialog_is_there_stands_in_it_and_decides_nothing()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.FocusedAsync();
        await visit.Page.EvaluateAsync(
            "for (const key of ['r', 'x', 'a', 'a']) { document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { "
                + "key, bubbles: true, cancelable: true })); }"
        );
        var reason = visit.Dialog.GetByLabel("Reason for keeping this license");
        await Expect(reason).ToBeFocusedAsync();
        await Expect(reason).ToHaveValueAsync("xaa");
        await Expect(visit.Page.Locator("tr.folded, tr.selected")).ToHaveCountAsync(0);
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("x");
        await Expect(visit.Page.Locator("tr.selected")).ToHaveCountAsync(1);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Phone_keeps_the_filters_in_a_sheet()
    {
        await using var visit = await program.ListAsync(width: 375, height: 740);
        var tier = visit.Choice("Current tier");
        await Expect(tier).ToBeHiddenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Filters", Exact = true }).ClickAsync();
        await visit.ChooseAsync("Current tier", "CX 3");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("tier=cloudCX3"));
        await visit.PictureAsync("filter-sheet");
        await visit.AssertAccessibleAsync();

        var count = await visit.CountAsync("Ready");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = count == 1 ? "Show 1 row" : $"Show {count} rows" }).ClickAsync();
        await Expect(tier).ToBeHiddenAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Filters 1 in force" })).ToBeVisibleAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        visit.AssertCalm();
    }

    [Fact]
    public async Task Rows_are_cards_on_a_phone_and_decided_by_touch()
    {
        await using var visit = await program.ListAsync(width: 375, height: 740);
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await Expect(visit.Row(id)).ToHaveCSSAsync("display", "grid");
        await visit.Row(id).Locator("[data-key=a]").ClickAsync();
        await Expect(visit.Row(id)).ToContainTextAsync("Approved");
        await visit.PictureAsync("cards");
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await visit.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visit.Row(id).Locator("[data-key=a]")).ToBeVisibleAsync();

        // Last: it takes longer than the time to undo.
        await visit.AssertAccessibleAsync();
        visit.AssertCalm();
    }

    /// <summary>Notes in the page when the row says it first.</summary>
    private static async Task SaysAsync(Visit visit, Guid id, string words) =>
        await visit.Page.EvaluateAsync(
            """
            ([id, words]) => {
                const says = () => document.querySelector(`tr[data-row='${id}']`)?.textContent.includes(words);
                window.said = new Promise((done, never) => {
                    setTimeout(() => never(`The row never said ${words}.`), 30_000);
                    const watch = new MutationObserver(() => {
                        if (says()) {
                            watch.disconnect();
                            done(Date.now());
                        }
                    });
                    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
                });
            }
            """,
            new[] { id.ToString(), words }
        );

    /// <summary>Milliseconds from a click to what it draws.</summary>
    private static Task<double> RoundTripAsync(Visit visit, Guid id) =>
        visit.Page.EvaluateAsync<double>(
            """
            id => new Promise(done => {
                const row = document.querySelector(`tr[data-row='${id}']`);
                const begun = Date.now();
                const watch = new MutationObserver(() => {
                    watch.disconnect();
                    row.querySelector('[data-key=x]').click();
                    done(Date.now() - begun);
                });
                watch.observe(row, { attributeFilter: ['aria-selected'] });
                row.querySelector('[data-key=x]').click();
            })
            """,
            id.ToString()
        );

    private static Task<double> SaidAsync(Visit visit) => visit.Page.EvaluateAsync<double>("window.said");
}

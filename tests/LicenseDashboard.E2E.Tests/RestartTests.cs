using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The program goes away while in use and comes back: the page says so calmly, and nothing that was typed is lost.
/// </summary>
public sealed class RestartTests(RestartTests.SmallProgram program) : IClassFixture<RestartTests.SmallProgram>
{
    private const string Half = "Covers the billing queue at the end of each";

    [Fact]
    public async Task Half_typed_reason_survives_a_restart_of_the_program()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();
        var id = await visit.FirstOpenAsync();
        await visit.Row(id).Locator("[data-key=r]").ClickAsync();
        var reason = visit.Dialog.GetByLabel("Reason for keeping this license");
        await reason.FillAsync(Half);
        await visit.Page.EvaluateAsync("window.before = true");

        // Held until the page has been looked at, so that the overlay can't come and go unseen.
        await visit.Page.RouteAsync("**/health/live", route => route.AbortAsync());
        await program.RestartAsync();
        var overlay = visit.Page.Locator("#components-reconnect-modal");
        await Expect(overlay).ToContainTextAsync("Your text");
        await Expect(overlay).ToBeVisibleAsync();
        await visit.PictureAsync("reconnecting");
        await visit.Page.UnrouteAsync("**/health/live");

        await visit.Page.WaitForFunctionAsync("() => !window.before", null, new() { Timeout = 120_000 });
        await visit.ConnectedAsync();
        await Expect(reason).ToHaveValueAsync(Half);
        await visit.PictureAsync("reconnected");
        await reason.PressSequentiallyAsync(" quarter.");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Decided" }).ClickAsync();
        await visit.Row(id).Locator("[data-key=Enter]").ClickAsync();
        await Expect(visit.Panel.GetByText(Half + " quarter.")).ToBeVisibleAsync();

        // Sent is sent: nothing of it comes back with the next page.
        await visit.Page.ReloadAsync();
        await visit.ConnectedAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
    }

    public sealed class SmallProgram : ProgramFixture
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "80");
    }
}

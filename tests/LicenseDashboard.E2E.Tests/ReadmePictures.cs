using LicenseDashboard.Web.Demo;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The pictures of the README, in the order of its first steps; <c>wwwroot-assets/screenshots/take.sh</c> keeps them. Without it the pages
/// are walked all the same.
/// </summary>
[Collection<SecondProgram>]
public sealed class ReadmePictures(ProgramFixture program)
{
    [Fact]
    public async Task First_steps_look_as_the_readme_shows_them()
    {
        await using var visit = await program.ListAsync(width: 1280, height: 720);
        await Expect(visit.Rows.First).ToBeVisibleAsync();
        await visit.HearsKeysAsync();
        await visit.PictureAsync("downgrades");
        await visit.Page.SetViewportSizeAsync(1440, 810);
        await visit.Rows.First.Locator("[data-key=Enter]").ClickAsync();
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await Expect(visit.Panel.Locator(".bars .bar").First).ToBeAttachedAsync();
        await visit.PictureAsync("evidence");
        await visit.Page.SetViewportSizeAsync(1280, 720);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Panel).ToHaveCountAsync(0);

        for (var row = 0; row < 6; row++)
        {
            await visit.Page.Keyboard.PressAsync("a");
        }

        await Expect(visit.Page.Locator("tr.folded")).ToHaveCountAsync(6);
        await visit.Page.GotoAsync("remediations");
        await visit.ConnectedAsync();
        await program.ReachedAsync(visit.Page.GetByText("Verified", new() { Exact = true }).Nth(5));
        await visit.PictureAsync("remediations");
        await visit.Page.GotoAsync("");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Licenses by tier" })).ToBeVisibleAsync();
        await visit.PictureAsync("overview");

        await using var administrator = await program.VisitAsync("jobs", persona: "administrator", width: 1280, height: 720);
        await administrator.ConnectedAsync();
        await Expect(administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: " + Persona.Find("administrator").Name }))
            .ToBeVisibleAsync();
        await administrator.PictureAsync("jobs");
        await administrator.Page.GotoAsync("utilization");
        await administrator.ConnectedAsync();
        await Expect(administrator.Page.Locator(".feed")).ToContainTextAsync("People:");
        await Expect(administrator.Page.Locator(".apexcharts-series").First).ToBeAttachedAsync();
        await administrator.PictureAsync("utilization");
        visit.AssertCalm();
        administrator.AssertCalm();
    }
}

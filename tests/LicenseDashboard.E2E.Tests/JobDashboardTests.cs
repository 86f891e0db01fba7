using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Hangfire's own pages under our content security policy.</summary>
[Collection<SecondProgram>]
public sealed class JobDashboardTests(ProgramFixture program)
{
    [Fact]
    public async Task Administrator_comes_from_the_Jobs_page_and_back_and_nothing_is_blocked()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("jobs", persona: "administrator");
        await visit.ConnectedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "See the scheduler" }).ClickAsync();
        await Expect(visit.Page.Locator("#realtimeGraph")).ToBeVisibleAsync();
        foreach (
            var (path, text) in new[]
            {
                ("hangfire/recurring", "directory@genesys"),
                ("hangfire/jobs/succeeded", "directory (genesys)"),
                ("hangfire/servers", "default"),
            }
        )
        {
            await visit.Page.GotoAsync(path);
            await Expect(visit.Page.Locator("body")).ToContainTextAsync(text);
            await visit.PictureAsync(path.Replace('/', '-'));
        }

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Back to site" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Jobs" })).ToBeVisibleAsync();
        visit.AssertCalm();
    }
}

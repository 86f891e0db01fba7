using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The vendor goes away while people work: they are told at once, nothing fails, and all goes on when it is back.</summary>
public sealed class OutageTests(OutageTests.LonelyProgram program) : IClassFixture<OutageTests.LonelyProgram>
{
    [Fact]
    public async Task Approval_waits_through_an_outage_that_every_open_page_tells_of_and_is_verified_after_it()
    {
        await using var head = await program.ListAsync();
        await head.HearsKeysAsync();
        await using var administrator = await program.VisitAsync("jobs", persona: "administrator");
        await administrator.ConnectedAsync();
        await Expect(head.Page.Locator(".outage")).ToHaveCountAsync(0);

        program.Vendor.Cut();
        var id = await head.FirstOpenAsync();
        var name = await head.NameAsync(id);
        await head.Row(id).GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve") }).ClickAsync();
        await Expect(head.Row(id)).ToContainTextAsync("Approved");
        program.Clock.Advance(TimeSpan.FromSeconds(31));

        // The worker asks within two seconds; from then on 30 seconds are allowed.
        var bar = head.Page.GetByRole(AriaRole.Region, new() { Name = "Genesys Cloud can't be reached" });
        await Expect(bar).ToContainTextAsync("has been unreachable since", new() { Timeout = 32_000 });
        await Expect(bar).ToContainTextAsync("1 approved change waits and continues on its own; next try");
        await Expect(bar.Locator("details")).ToHaveCountAsync(0);
        await Expect(head.Page.Locator("header .fresh")).ToContainTextAsync("can't be reached");
        await head.PictureAsync("outage-downgrades");
        await head.AssertAccessibleAsync();

        var known = administrator.Page.GetByRole(AriaRole.Region, new() { Name = "Genesys Cloud can't be reached" });
        await known.GetByText("Details").ClickAsync();
        await Expect(known).ToContainTextAsync("Connection refused");
        await administrator.PictureAsync("outage-jobs");
        await administrator.AssertAccessibleAsync();

        await head.Page.GotoAsync("remediations");
        await head.ConnectedAsync();
        var change = head.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).First;
        await Expect(change).ToContainTextAsync("Waits until Genesys Cloud can be reached again");
        await head.PictureAsync("outage-remediations");
        await head.Page.SetViewportSizeAsync(375, 740);
        await head.PictureAsync("outage-remediations-375");
        await head.Page.SetViewportSizeAsync(1440, 900);

        program.Vendor.Open();
        await program.ReachedAsync(change.GetByText("Verified", new() { Exact = true }));
        await Expect(bar).ToHaveCountAsync(0);
        await Expect(known).ToHaveCountAsync(0);
        await Expect(head.Page.Locator("header .fresh")).ToContainTextAsync("Usage complete through");
        head.AssertCalm();
        administrator.AssertCalm();
    }

    public sealed class LonelyProgram : ProgramFixture
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "80");
    }
}

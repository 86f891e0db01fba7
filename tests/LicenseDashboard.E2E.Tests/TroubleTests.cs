using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The administrator's days: a vendor that refuses, data that gets late, changes that can't be made, and all of it fixed from the pages.
/// </summary>
public sealed class TroubleTests(TroubleTests.FailingProgram program) : IClassFixture<TroubleTests.FailingProgram>
{
    [Fact]
    public async Task Administrator_sees_a_failed_import_reads_what_to_do_and_runs_it_again()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync(persona: "administrator");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByText("Usage complete through Nov 18")).ToBeVisibleAsync();

        // The client's secret was changed at the vendor.
        program.Vendor.Shut(_ => HttpStatusCode.Unauthorized);
        program.Clock.Advance(TimeSpan.FromDays(1));
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "The job Directory and licenses failed" })).ToBeVisibleAsync();
        await visit.PictureAsync("import-failed-overview", whole: true);
        await visit.AssertAccessibleAsync();

        // A manager still works with what is there, and is told how far it can be believed.
        program.Clock.Advance(TimeSpan.FromDays(4));
        await using var head = await program.ListAsync();
        await Expect(head.Rows.First).ToBeVisibleAsync();
        await Expect(head.Page.Locator("header .fresh")).ToContainTextAsync("usage complete through Nov 18");
        await head.PictureAsync("import-failed-downgrades");
        await head.AssertAccessibleAsync();
        await head.Page.Locator("header .fresh").ClickAsync();
        await Expect(head.Page.GetByRole(AriaRole.Table, new() { Name = "Data freshness by source" })).ToContainTextAsync("unknown since");
        await head.PictureAsync("late-overview", whole: true);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "The job Directory and licenses failed" }).ClickAsync();
        await Expect(visit.Page.Locator(".failure").First).ToContainTextAsync("client id and secret");
        await visit.PictureAsync("job-failed", whole: true);
        await visit.AssertAccessibleAsync();

        program.Vendor.Open();
        await RunNowAsync(program, visit, "Directory and licenses");
        await RunNowAsync(program, visit, "Usage");
        await Expect(visit.Page.Locator("header .fresh")).ToContainTextAsync("Usage complete through Nov 23");
        await Expect(visit.Page.Locator(".failure")).ToHaveCountAsync(0);
        await visit.PictureAsync("job-mended", whole: true);
        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^History") }).ClickAsync();

        // The link from the Overview was about that job alone, and so is the history.
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Runs of: Directory and licenses", Exact = true }))
            .ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "Runs" })).ToContainTextAsync("Run now");
        await visit.PictureAsync("job-history", whole: true);
        await visit.AssertAccessibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Imports") }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "Imports" })).ToContainTextAsync("%");
        visit.AssertCalm();
        head.AssertCalm();
    }

    [Fact]
    public async Task Administrator_retries_a_failed_change_and_gives_up_another()
    {
        await using var head = await program.ListAsync();
        await head.HearsKeysAsync();
        program.Vendor.Shut(request =>
            request.RequestUri!.AbsolutePath.Contains("/bulk", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : null
        );
        await head.Page.Keyboard.PressAsync("ArrowDown");
        await head.FocusedAsync();
        await head.Page.Keyboard.PressAsync("a");
        await head.Page.Keyboard.PressAsync("a");
        await Expect(head.Page.Locator("tr.folded")).ToHaveCountAsync(2);

        await using var visit = await program.VisitAsync("remediations?status=failed", persona: "administrator");
        await visit.ConnectedAsync();
        var failed = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "No automatic retries are left" });
        await program.ReachedAsync(failed.Nth(1), TimeSpan.FromMinutes(2));
        await visit.PictureAsync("change-failed");
        await visit.AssertAccessibleAsync();

        program.Vendor.Open();
        var given = (await failed.Nth(1).GetByRole(AriaRole.Link).InnerTextAsync()).Trim();
        await failed.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync($"Give up the change of {given}?");
        await visit.PictureAsync("give-up-dialog");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await Expect(failed).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("main :focus")).ToHaveCountAsync(1); // wherever it is, it is not lost with the row

        var retried = (await failed.First.GetByRole(AriaRole.Link).InnerTextAsync()).Trim();
        await failed.First.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync(); // the row is no longer among the failed ones
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Status" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await program.ReachedAsync(
            visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = retried }).GetByText("Verified", new() { Exact = true })
        );
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = given })).ToContainTextAsync("Given up");
        await visit.PictureAsync("change-retried");
        visit.AssertCalm();
    }

    private static async Task RunNowAsync(ProgramFixture program, Visit visit, string job)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run now: " + job, Exact = true }).ClickAsync();
        await using var history = await program.VisitAsync("jobs?tab=history", persona: "administrator");
        var runs = history.Page.GetByRole(AriaRole.Table, new() { Name = "Runs" }).GetByRole(AriaRole.Row);
        await Expect(runs.Filter(new() { HasText = job }).Filter(new() { HasText = "Run now" }).First)
            .ToContainTextAsync("Succeeded", new() { Timeout = 120_000 });
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run now: " + job, Exact = true })).ToBeFocusedAsync();
    }

    public sealed class FailingProgram : ProgramFixture
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "80");
    }
}

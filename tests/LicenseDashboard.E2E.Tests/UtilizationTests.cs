using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Simulator;
using LicenseDashboard.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Who is signed in, on pages that nobody reloads.</summary>
[Collection<LookedAtProgram>]
public sealed class UtilizationTests(ProgramFixture program)
{
    private SimulatorHost Vendor => program.Services.GetRequiredService<DemoSimulator>().Vendor;

    [Fact]
    public async Task Change_of_presence_reaches_two_open_pages_by_itself()
    {
        await using var first = await OpenAsync("administrator");
        await using var second = await OpenAsync("auditor");

        // Off queue for now: then nobody else moves this person meanwhile.
        var (id, name) = await PersonAsync();
        Vendor.Live.Set(id, "OFFLINE");
        foreach (var visit in new[] { first, second })
        {
            await visit.Page.GotoAsync("utilization?show=keyboard");
            await visit.ConnectedAsync();
            await Expect(Row(visit, name)).ToHaveCountAsync(0);
        }

        Vendor.Live.Set(id, "IDLE");
        foreach (var visit in new[] { first, second })
        {
            await Expect(Row(visit, name)).ToHaveCountAsync(1);
            await Expect(Row(visit, name)).ToContainTextAsync("Idle");
        }

        await first.PictureAsync("utilization-idle", whole: true);
        Vendor.Live.Set(id, "OFFLINE");
        await Expect(Row(first, name)).ToHaveCountAsync(0);
        first.AssertCalm();
        second.AssertCalm();
    }

    [Fact]
    public async Task Grouping_and_people_stand_in_the_address()
    {
        await using var visit = await OpenAsync("administrator");
        var page = visit.Page;
        await visit.ChooseAsync("Group by", "Manager");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("by=manager"));
        var link = page.GetByRole(AriaRole.Table, new() { Name = "Signed in by manager" }).Locator("tbody tr a").First;
        var count = await link.InnerTextAsync();
        await link.ClickAsync();
        await Expect(page.Locator("#people-title")).ToContainTextAsync($"({count})");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter Direct reports" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await visit.ConnectedAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter Direct reports" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Alerts" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Team_lead_sees_his_line_and_no_curve_that_is_not_his()
    {
        await using var visit = await OpenAsync("team-lead");
        await Expect(visit.Page.Locator("section[aria-labelledby=curve]")).ToContainTextAsync("not by reporting line");
        await Expect(visit.Page.Locator(".tile").First).ToContainTextAsync("people");
        await visit.PictureAsync("utilization-team-lead", whole: true);
        visit.AssertCalm();
    }

    private async Task<Visit> OpenAsync(string persona)
    {
        await program.FilledAsync();
        var visit = await program.VisitAsync("utilization", persona: persona);
        await visit.ConnectedAsync();
        await Expect(visit.Page.Locator(".feed")).ToContainTextAsync("People:");
        await Expect(visit.Page.Locator(".tile strong").First).Not.ToContainTextAsync("Unknown");
        return visit;
    }

    private static ILocator Row(Visit visit, string name) =>
        visit.Page.Locator("#people tbody tr").Filter(new() { Has = visit.Page.GetByText(name, new() { Exact = true }) });

    /// <summary>The name is the only one of its kind, so that rows are told apart by it.</summary>
    private async Task<(string Id, string Name)> PersonAsync()
    {
        await using var db = await program.Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync();
        var names = await db
            .People.Where(p => p.DivisionKey != null && p.ManagerKey != null)
            .Select(p => new { p.VendorId, p.Name })
            .ToListAsync();
        var one = names.GroupBy(person => person.Name).First(same => same.Count() == 1).Single();
        return (one.VendorId, one.Name);
    }
}

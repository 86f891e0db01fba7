using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Simulator;
using LicenseDashboard.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The identity provider says that someone has left, and later that they are back; the administrator watches, and restores.
/// </summary>
[Collection<OneProgram>]
public sealed class LeaverTests(ProgramFixture program)
{
    private SimulatorHost Vendor => program.Services.GetRequiredService<DemoSimulator>().Vendor;

    [Fact]
    public async Task Seat_of_a_leaver_is_freed_and_given_back_when_they_return()
    {
        await program.FilledAsync();
        var (name, mail, vendorId) = await SomebodyAsync();
        await using var visit = await program.VisitAsync("leavers?tab=all", persona: "administrator");
        await visit.ConnectedAsync();
        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mail });
        await Expect(row).ToHaveCountAsync(0);

        await SayAsync(mail, active: false);
        await Expect(row).ToContainTextAsync("Identity provider");
        await program.ReachedAsync(row.GetByText("License released"));
        Assert.Contains(Vendor.Journal, entry => entry.Subject == vendorId && entry.Change == "remove");
        await visit.PictureAsync("leaver-freed");

        await SayAsync(mail, active: true);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Came back" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Came back");
        await visit.AssertAccessibleAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = $"Restore the license of {name}" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await visit.Page.GotoAsync("remediations?text=" + Uri.EscapeDataString(mail));
        await visit.ConnectedAsync();
        await program.ReachedAsync(row.GetByText("Restored", new() { Exact = true }));
        Assert.Contains(Vendor.Journal, entry => entry.Subject == vendorId && entry.Change == "add");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Roster_is_forecast_before_anything_is_saved()
    {
        await program.FilledAsync();
        var (name, mail, _) = await SomebodyAsync();
        await using var visit = await program.VisitAsync("leavers?tab=all", persona: "administrator", width: 375);
        await visit.ConnectedAsync();
        var opener = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Import HR roster…" });
        await opener.ClickAsync();
        var file = visit.Dialog.Locator("input[type=file]").Last;
        await file.SetInputFilesAsync(Roster("roster.pdf", mail));
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("is not a .csv file");
        await visit.AssertAccessibleAsync();
        await visit.Dialog.Locator("input[type=file]").Last.SetInputFilesAsync(Roster("roster.csv", mail));
        await Expect(visit.Dialog.GetByText("1 person leaves now")).ToBeVisibleAsync();
        await Expect(visit.Dialog.GetByText(name).First).ToBeVisibleAsync();
        await Expect(visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Apply 1 line" })).ToBeEnabledAsync();
        await visit.PictureAsync("roster-preview");
        await visit.AssertAccessibleAsync();
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Choose another file" }).ClickAsync();
        await Expect(visit.Dialog.GetByText("CSV file of the HR roster")).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mail })).ToHaveCountAsync(0);
        visit.AssertCalm();

        static FilePayload Roster(string name, string mail) =>
            new()
            {
                Name = name,
                MimeType = "text/csv",
                Buffer = System.Text.Encoding.UTF8.GetBytes($"employee id,e-mail,status,last day\n,{mail},terminated,2026-01-31\n"),
            };
    }

    [Fact]
    public async Task Notices_of_the_demo_are_shown_and_never_leave()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("jobs", persona: "administrator");
        await visit.ConnectedAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run now: Notices to managers", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new System.Text.RegularExpressions.Regex("^History") }).ClickAsync();
        await Expect(
                visit
                    .Page.GetByRole(AriaRole.Table, new() { Name = "Runs" })
                    .GetByRole(AriaRole.Row)
                    .Filter(new() { HasText = "Notices to managers" })
                    .Filter(new() { HasText = "Run now" })
                    .First
            )
            .ToContainTextAsync("Succeeded");

        await visit.Page.GotoAsync("settings");
        await visit.ConnectedAsync();
        await visit
            .Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" })
            .GetByRole(AriaRole.Link, new() { Name = "Notices" })
            .ClickAsync();
        await Expect(visit.Page.GetByText("Notices are not being sent: this is the demo.")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Email: not sent").First).ToBeVisibleAsync();
        await visit.Page.Locator(".subject").First.ClickAsync();
        var notice = visit.Page.Locator("tr.below").First;
        await Expect(notice.GetByRole(AriaRole.Link).First)
            .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/(downgrades|reclamation)"));
        await visit.PictureAsync("notice-open");
        await visit.AssertAccessibleAsync();
        visit.AssertCalm();
    }

    /// <summary>A licensed person without a recommendation, so that no other test's row goes.</summary>
    private async Task<(string Name, string Mail, string VendorId)> SomebodyAsync()
    {
        await using var db = await program.Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync();
        var person = await db
            .People.Where(p =>
                p.Email != null
                && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null)
                && !db.Recommendations.Any(r => r.PersonKey == p.Key)
                && !db.People.Any(below => below.ManagerKey == p.Key)
            )
            .OrderByDescending(p => p.Key)
            .Select(p => new
            {
                p.Name,
                p.Email,
                p.VendorId,
            })
            .FirstAsync();
        return (person.Name, person.Email!, person.VendorId);
    }

    private async Task SayAsync(string mail, bool active)
    {
        using var provider = new HttpClient { BaseAddress = program.Address };
        provider.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ProgramFixture.ProviderToken);
        var found = await provider.GetStringAsync(
            new Uri("scim/v2/Users?filter=" + Uri.EscapeDataString($"userName eq \"{mail}\""), UriKind.Relative)
        );
        var id = JsonDocument.Parse(found).RootElement.GetProperty("Resources")[0].GetProperty("id").GetString();
        using var patch = new StringContent(
            $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace",
             "path":"active","value":{{(active ? "true" : "false")}}}]}
            """,
            Encoding.UTF8,
            "application/scim+json"
        );
        using var answer = await provider.PatchAsync(new Uri("scim/v2/Users/" + id, UriKind.Relative), patch);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}

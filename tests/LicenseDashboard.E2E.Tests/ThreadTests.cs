using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Platforms;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The whole way, from the vendor's API to a license that changed there and back: if only one test could stay, this one.</summary>
public sealed class ThreadTests(ThreadTests.SmallProgram program) : IClassFixture<ThreadTests.SmallProgram>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private SimulatorHost Vendor => program.Services.GetRequiredService<DemoSimulator>().Vendor;

    [Fact]
    public async Task Approved_row_changes_the_license_at_the_vendor_and_is_restored()
    {
        await using var visit = await program.VisitAsync("downgrades");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Recommended License Downgrades");
        await Expect(visit.Rows.First).ToBeVisibleAsync(new() { Timeout = (float)Patience.TotalMilliseconds });

        await visit.HearsKeysAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var id = await visit.FocusedAsync();
        var row = await RowAsync(id);
        var before = await LicensesAsync(row.VendorId);
        Assert.Contains(row.CurrentSkus[0], before);
        Assert.DoesNotContain(Vendor.Journal, entry => entry.Subject == row.VendorId);

        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Row(id)).ToContainTextAsync($"{row.Name} · Approved");
        await Expect(visit.Row(id).GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        await visit.PictureAsync("approved");
        Assert.DoesNotContain(Vendor.Journal, entry => entry.Subject == row.VendorId);

        program.Clock.Advance(TimeSpan.FromSeconds(31));
        await Expect(visit.Row(id)).Not.ToBeAttachedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Decided" }).ClickAsync();
        await visit.Row(id).Locator("[data-key=Enter]").ClickAsync();
        await program.ReachedAsync(visit.Panel.Locator(".badge", new() { HasTextString = "Verified" }).First);
        await Expect(visit.Row(id)).ToContainTextAsync("Verified");
        await visit.PictureAsync("verified");

        var after = await LicensesAsync(row.VendorId);
        Assert.Contains(row.RecommendedSkus[0], after);
        Assert.DoesNotContain(row.CurrentSkus.Except(row.RecommendedSkus), after.Contains);
        Assert.All(Vendor.Journal.Where(entry => entry.Subject == row.VendorId), entry => Assert.Equal("demo-write", entry.Client));
        var written = Vendor.Journal.Count(entry => entry.Subject == row.VendorId);
        Assert.InRange(written, 1, 20);

        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await program.ReachedAsync(visit.Panel.Locator(".badge", new() { HasTextString = "Restored" }).Last);
        Assert.Equal(before.Order(), (await LicensesAsync(row.VendorId)).Order());
        Assert.True(Vendor.Journal.Count(entry => entry.Subject == row.VendorId) > written);
        await visit.PictureAsync("restored");
        await Expect(visit.Row(id)).ToContainTextAsync("Restored");
        await Expect(visit.Row(id).Locator(".decided .sub")).ToContainTextAsync(Persona.RegionalHead.Name);
        await Expect(visit.Page.Locator(".totals")).Not.ToContainTextAsync("Verified");

        await visit.Panel.GetByRole(AriaRole.Link, new() { Name = "Show in Remediations" }).ClickAsync();
        var funnel = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Status" });
        await Expect(funnel.GetByRole(AriaRole.Link, new() { NameRegex = new("^Restored") })).ToContainTextAsync("1");
        await Expect(funnel.GetByRole(AriaRole.Link, new() { NameRegex = new("^Verified") })).ToContainTextAsync("0");
        await Expect(visit.Page.GetByText("Restore requested by " + Persona.RegionalHead.Name)).ToBeVisibleAsync();
        await visit.PictureAsync("restored-remediation");
        await visit.AssertAccessibleAsync();
        Assert.Contains(",restored,", await visit.TextAsync($"export/remediations.csv?row={id}&status=restored"), StringComparison.Ordinal);
        await visit.Page.GotoAsync("");
        var verified = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Verified", Exact = true });
        await Expect(verified).ToContainTextAsync("$0");
        await Expect(verified).ToContainTextAsync("No downgrades confirmed");
        visit.AssertCalm();
    }

    private async Task<RecommendationRow> RowAsync(Guid id)
    {
        var list = program.Services.GetRequiredService<RecommendationList>();
        var rows = await list.RunAsync(
            Viewer.Job("test"),
            new RecommendationFilter(),
            new Core.Shared.Page(1, 200),
            TestContext.Current.CancellationToken
        );
        return rows.Value.Items.Single(row => row.Id == id);
    }

    /// <summary>What the vendor says over HTTP, asked as anybody with a client would.</summary>
    private async Task<IReadOnlyList<string>> LicensesAsync(string vendorId)
    {
        var platform = program.Services.GetRequiredService<IPlatformSource>().Platforms[0];
        using var http = new HttpClient { BaseAddress = platform.ApiBaseUrl };
        using var asked = SimulatorFixture.TokenRequest(platform.ClientId, platform.ClientSecret);
        using var answer = await http.SendAsync(asked, TestContext.Current.CancellationToken);
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        using var response = await http.PostAsJsonAsync("/api/v2/license/users", new[] { vendorId }, TestContext.Current.CancellationToken);
        var held = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. held.GetProperty(vendorId).EnumerateArray().Select(each => each.GetString()!)];
    }

    public sealed class SmallProgram : ProgramFixture
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "80");
    }
}

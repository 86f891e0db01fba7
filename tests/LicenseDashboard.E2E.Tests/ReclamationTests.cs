using System.Diagnostics;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;
using LicenseDashboard.Web.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>An unused license is kept, another comes back and is read back at the vendor.</summary>
public sealed class ReclamationTests(ReclamationTests.MidProgram program) : IClassFixture<ReclamationTests.MidProgram>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private SimulatorHost Vendor => program.Services.GetRequiredService<DemoSimulator>().Vendor;

    [Fact]
    public async Task Manager_keeps_one_seat_reclaims_another_and_sees_it_verified()
    {
        var rows = await RowsAsync(atLeast: 2);
        await using var visit = await program.VisitAsync("reclamation");
        await visit.ConnectedAsync();
        await Expect(visit.Row(rows[0].Id)).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.PictureAsync("reclamation");

        await visit.Row(rows[0].Id).GetByRole(AriaRole.Button, new() { Name = $"Keep {rows[0].Name}" }).ClickAsync();
        await visit.Dialog.GetByLabel("Reason for keeping this license").FillAsync("On parental leave until spring.");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Expect(visit.Row(rows[0].Id)).Not.ToBeAttachedAsync();

        // The keys, the panel, and the way back are those of Downgrades.
        await visit.HearsKeysAsync();
        await visit.Row(rows[1].Id).Locator("td.num").ClickAsync();
        await Expect(visit.Panel.GetByRole(AriaRole.Heading, new() { Name = rows[1].Name })).ToBeVisibleAsync();
        await Expect(visit.Panel.GetByText("Last activity")).ToBeVisibleAsync();
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.PictureAsync("reclamation-panel");
        await Expect(visit.Row(rows[1].Id)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Row(rows[1].Id)).Not.ToBeAttachedAsync();
        var dock = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Last decision" });
        await Expect(dock).ToContainTextAsync(rows[1].Name);
        await visit.Page.Keyboard.PressAsync("u");
        await Expect(visit.Row(rows[1].Id)).ToBeVisibleAsync();
        await visit.Row(rows[1].Id).GetByRole(AriaRole.Button, new() { Name = $"Reclaim {rows[1].Name}" }).ClickAsync();
        await Expect(visit.Row(rows[1].Id)).Not.ToBeAttachedAsync();
        await visit.Page.Locator("nav[aria-label=Tabs] a").Filter(new() { HasText = "Last 90 days" }).ClickAsync();
        await Expect(visit.Row(rows[0].Id)).ToContainTextAsync("Kept");
        await Expect(visit.Row(rows[1].Id)).ToContainTextAsync("Under way");
        await ReachedAsync(visit.Row(rows[1].Id), "Reclaimed");
        await Expect(visit.Row(rows[1].Id)).ToContainTextAsync("Verified");
        Assert.All(Vendor.Journal.Where(entry => entry.Subject == rows[1].VendorId), entry => Assert.Equal("remove", entry.Change));
        Assert.Contains(Vendor.Journal, entry => entry.Subject == rows[1].VendorId);
        Assert.DoesNotContain(Vendor.Journal, entry => entry.Subject == rows[0].VendorId);
        await visit.AssertAccessibleAsync();

        await visit.Page.GotoAsync($"reclamation?row={rows[0].Id}");
        await Expect(visit.Panel.GetByRole(AriaRole.Heading, new() { Name = rows[0].Name })).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    private async Task<IReadOnlyList<ReclamationRow>> RowsAsync(int atLeast)
    {
        using var patience = new CancellationTokenSource(Patience);
        var list = program.Services.GetRequiredService<ReclamationList>();
        while (true)
        {
            var filter = new ReclamationFilter { Statuses = [RecommendationStatus.Open], Lanes = [Core.Rightsizing.Lane.Ready] };
            var listed = await list.RunAsync(Viewer.Job("test"), filter, new Core.Shared.Page(1, 50), patience.Token);
            var rows = new List<ReclamationRow>();
            foreach (var row in listed.Value.Items.Where(row => row.Manager is not null))
            {
                if (!await IsAwayAsync(row, patience.Token))
                {
                    rows.Add(row);
                }
            }

            if (rows.Count >= atLeast)
            {
                return rows;
            }

            await Task.Delay(500, patience.Token);
        }
    }

    /// <summary>On leave or between seasons, says the vendor: the last check before the write would leave that seat alone.</summary>
    private async Task<bool> IsAwayAsync(ReclamationRow row, CancellationToken ct)
    {
        var directory = program.Services.GetRequiredService<IVendorConnectors>().For("genesys").Directory;
        return await directory.StateReasonAsync(row.VendorId, RequestPriority.Presence, ct) is { IsAbsence: true };
    }

    /// <summary>Moves time on until the page, which is not reloaded, shows it.</summary>
    private async Task ReachedAsync(ILocator row, string badge)
    {
        var patience = Stopwatch.StartNew();
        while (!await row.Locator(".badge", new() { HasTextString = badge }).IsVisibleAsync())
        {
            Assert.True(patience.Elapsed < Patience, $"Not \"{badge}\" after {Patience}: {await row.InnerTextAsync()}");
            program.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }

    public sealed class MidProgram : ProgramFixture
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "190");
    }
}

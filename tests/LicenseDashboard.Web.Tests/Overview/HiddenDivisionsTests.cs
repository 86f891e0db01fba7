using Bunit;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Overview;
using LicenseDashboard.Web.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Overview;

/// <summary>A division "Vienna" of six licensed people whom no signal has seen, on the Overview and in the settings.</summary>
public sealed class HiddenDivisionsTests
{
    private const string Words = "6 licensed people; no one in Vienna had any activity: closed, or not visible to the read client.";
    private const string Next = "The change applies from the next evaluation.";

    [Fact]
    public async Task Administrator_marks_a_silent_division_as_idle()
    {
        await using var bench = await OpenAsync();
        var shown = await ShowAsync(bench, ViewerRoles.Administrator);
        Assert.Contains(Words, shown.Markup, StringComparison.Ordinal);
        Assert.Contains("If a division is closed, an administrator can mark it as inactive.", shown.Markup, StringComparison.Ordinal);
        var marked = false;
        shown.Render(set => set.Add(page => page.OnMarked, EventCallback.Factory.Create(this, () => marked = true)));
        await shown.Find("button[aria-label='Mark Vienna as inactive']").ClickAsync();
        shown.WaitForAssertion(() => Assert.Equal($"Vienna is marked as inactive. {Next}", bench.Said.LastOrDefault()));
        Assert.True(marked);
        await using var db = bench.Database.Open();
        var mark = await db.IdleDivisions.SingleAsync();
        Assert.Equal((7, "Ada"), (mark.DivisionKey, mark.MarkedBy));
    }

    [Fact]
    public async Task Others_read_it_and_have_no_button()
    {
        await using var bench = await OpenAsync();
        var shown = await ShowAsync(bench, ViewerRoles.Auditor);
        Assert.Contains(Words, shown.Markup, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("button"));
    }

    [Fact]
    public async Task Settings_list_marks_and_take_them_back()
    {
        await using var bench = await OpenAsync();
        var shown = bench.Show<IdleDivisionsSection>(ViewerRoles.Administrator, "settings");
        shown.WaitForElement("button[aria-label='Mark Vienna as inactive']");
        await shown.Find("button[aria-label='Mark Vienna as inactive']").ClickAsync();
        shown.WaitForAssertion(() => Assert.Contains("Marked by Ada", shown.Markup, StringComparison.Ordinal));
        Assert.Equal("Inactive", shown.Find("li .badge").TextContent.Trim());
        await shown.Find("button[aria-label='Remove the inactive mark of Vienna']").ClickAsync();
        shown.WaitForAssertion(() => Assert.Equal("Vienna is no " + $"longer marked as inactive. {Next}", bench.Said.LastOrDefault()));
        Assert.DoesNotContain("Marked by", shown.Markup, StringComparison.Ordinal);
    }

    private static async Task<PageBench> OpenAsync()
    {
        var bench = await PageBench.OpenAsync(services =>
            services.AddSingleton(Catalogue.Default).AddSingleton<Freshness>().AddSingleton<MarkIdleDivision>()
        );
        await using var db = bench.Database.Open();
        db.Divisions.Add(
            new Division
            {
                Key = 7,
                PlatformKey = 1,
                VendorId = "d7",
                Name = "Vienna",
            }
        );
        db.Skus.Add(
            new OfferedSku
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "cloudCX3",
                Defined = true,
            }
        );
        var today = DateOnly.FromDateTime(PageBench.Clock.GetUtcNow().UtcDateTime);
        db.Streams.Add(
            new StreamStatus
            {
                Key = 1,
                PlatformKey = 1,
                Name = StreamStatus.Presence,
                State = StreamState.Served,
                CompleteThrough = today.AddDays(-2),
                FirstDay = today.AddDays(-300),
            }
        );
        for (var n = 1; n <= 6; n++)
        {
            db.People.Add(
                new Person
                {
                    Key = n,
                    PlatformKey = 1,
                    VendorId = $"p{n}",
                    Name = $"Person {n}",
                    DivisionKey = 7,
                }
            );
            db.Seats.Add(
                new Seat
                {
                    PersonKey = n,
                    SkuKey = 1,
                    From = new DateOnly(2026, 1, 1),
                }
            );
        }

        await db.SaveChangesAsync();
        return bench;
    }

    private static async Task<IRenderedComponent<HiddenDivisions>> ShowAsync(PageBench bench, ViewerRoles role)
    {
        bench.Database.Get<SignedIn>().Role = role;
        bench.Context.Services.AddFallbackServiceProvider(bench.Database.Services);
        var viewer = new Viewer("Ada", "persona:ada", ViewerRoles.Administrator, []);
        var hidden = await bench.Database.Get<Freshness>().HiddenDivisionsAsync(viewer, CancellationToken.None);
        return bench.Context.Render<HiddenDivisions>(set => set.Add(page => page.Hidden, hidden));
    }
}

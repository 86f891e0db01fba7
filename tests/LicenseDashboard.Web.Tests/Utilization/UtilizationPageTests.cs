using Bunit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Utilization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Utilization;

/// <summary>
/// The page with its real use cases. Ann waits for work and Ben is in an interaction, both with CX 3 in Vienna; Cem is idle at the
/// keyboard with CX 2; Dee is offline; of Eve nothing was said.
/// </summary>
public sealed class UtilizationPageTests : IAsyncDisposable
{
    private PageBench? _bench;

    private static DateTime Now => PageBench.Clock.GetUtcNow().UtcDateTime;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Figures_are_the_vendors_totals_and_each_opens_its_people()
    {
        await OpenAsync();
        var page = Show("utilization");
        Assert.Equal(["4", "2", "2", "Not known"], page.FindAll(".tile strong").Select(tile => tile.TextContent.Trim()));
        Assert.Contains("of 30 licenses, 26 left", page.Find(".tile").TextContent, StringComparison.Ordinal);
        Assert.Equal("utilization?show=on-queue#people", page.FindAll(".tile strong a")[1].GetAttribute("href"));

        page = Show("utilization?show=on-queue");
        Assert.Equal("On queue (2)", page.Find("#people-title").TextContent.Trim());
        Assert.Equal(["Ann", "Ben"], Names(page));
    }

    [Fact]
    public async Task People_who_are_idle_longest_come_first()
    {
        await OpenAsync();
        var page = Show("utilization");
        Assert.Equal(["Cem", "Ann", "Ben"], Names(page));
        Assert.Equal(["40 min", "5 min", ""], page.FindAll("#people tbody tr").Select(row => row.Children[4].TextContent.Trim()));
        Assert.Contains("waiting for work", page.FindAll("#people tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_shows_its_figures_and_leads_to_its_people()
    {
        await OpenAsync();
        var page = Show("utilization?by=division");
        var vienna = page.FindAll(".groups tbody tr").Single(row => row.TextContent.Contains("Vienna", StringComparison.Ordinal));
        Assert.Equal(["2", "2", "2", "1"], vienna.Children.Skip(1).Take(4).Select(cell => cell.TextContent.Trim()));
        List<string> links = [.. vienna.QuerySelectorAll("a").Select(each => each.GetAttribute("href")!)];
        Assert.Equal("utilization?by=division&show=idle&division=Vienna#people", links[3]);
        Assert.Equal((2, "Ann"), (Names(Show(links[0])).Count, Assert.Single(Names(Show(links[3])))));
    }

    [Fact]
    public async Task What_stopped_is_unknown_since_then_and_never_zero()
    {
        await OpenAsync(age: TimeSpan.FromMinutes(20));
        var page = Show("utilization");
        Assert.All(
            page.FindAll(".tile strong").Take(3),
            tile => Assert.StartsWith("Unknown since", tile.TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("Totals: unknown since", page.Find(".feed").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll(".groups tbody tr"), row => Assert.Equal("not known", row.Children[2].TextContent.Trim()));
        Assert.All(page.FindAll(".box .words span"), pool => Assert.StartsWith("not known", pool.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_that_never_ran_says_so()
    {
        await OpenAsync(feed: false);
        var page = Show("utilization");
        Assert.Contains("Presence isn't available yet", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll(".tile strong"), tile => tile.TextContent.Trim() == "0");
    }

    [Fact]
    public async Task Pools_with_one_name_are_told_apart_by_their_tier()
    {
        await OpenAsync();
        var pools = Show("utilization").FindAll(".box .words a").Select(pool => pool.TextContent.Trim()).ToList();
        Assert.Equal(pools.Count, pools.Distinct().Count());
        Assert.Contains("WEM for CX 2", pools);
    }

    [Fact]
    public async Task Address_names_what_it_does_not_know()
    {
        await OpenAsync();
        var notice = Show("utilization?by=shoe-size&show=asleep&day=yesterday&page=two").Find(".notice").TextContent;
        Assert.All(
            ["by 'shoe-size'", "show 'asleep'", "day 'yesterday'", "page 'two'"],
            part => Assert.Contains(part, notice, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Curve_of_today_draws_what_was_kept_and_leaves_the_rest_open()
    {
        await OpenAsync(levels: true);
        var page = Show("utilization");
        Assert.Equal("3", page.FindAll(".tile strong")[3].TextContent.Trim());
        Assert.Contains("At most 3 people were signed in", page.Find("figure figcaption").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("figure tbody tr"));
        await page.Find("figure details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        var known = page.FindAll("figure tbody tr").Count(row => row.Children[1].TextContent != "not known");
        Assert.Equal((288, 2), (page.FindAll("figure tbody tr").Count, known));
    }

    [Fact]
    public async Task Filter_without_levels_explains_the_missing_curve()
    {
        await OpenAsync(levels: true);
        var page = Show("utilization?department=none");
        Assert.Contains(
            "Remove the other filters to see one",
            page.Find("section[aria-labelledby=curve]").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Alert_is_in_the_history_with_its_pool_and_state()
    {
        await OpenAsync();
        await using (var db = _bench!.Database.Open())
        {
            db.PoolAlerts.Add(PoolAlert.Raise(1, "cloudCX3", PoolAlert.AllDivisions, 90, 18, 20, byRole: true, Now.AddMinutes(-3)));
            await db.SaveChangesAsync();
        }

        var row = Show("utilization").Find("#alerts tbody tr").TextContent;
        Assert.All(["CX 3 by role", "90%", "Open", "18 of 20"], part => Assert.Contains(part, row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Number_of_people_not_known_leads_to_them()
    {
        await OpenAsync();
        var link = Show("utilization?by=department").Find(".groups tbody tr a[href*='show=unknown']").GetAttribute("href")!;
        Assert.Equal(["Eve"], Names(Show(link)));
    }

    /// <param name="age">How long ago the vendor was last heard.</param>
    private async Task OpenAsync(TimeSpan age = default, bool feed = true, bool levels = false)
    {
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton(Catalogue.Default)
                .AddSingleton<DivisionList>()
                .AddSingleton<ManagerList>()
                .AddSingleton<ViewerReach>()
                .AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed("genesys", "genesys", "UTC", ReadOnly: true)])
                .AddUtilizationReads(new UtilizationOptions())
                .AddScoped<UtilizationData>()
        );
        await using var db = _bench.Database.Open();
        db.Divisions.Add(
            new Division
            {
                Key = 7,
                PlatformKey = 1,
                VendorId = "d7",
                Name = "Vienna",
            }
        );
        db.Skus.AddRange(Sku(1, "cloudCX3"), Sku(2, "cloudCX2"));
        string[] names = ["Ann", "Ben", "Cem", "Dee", "Eve"];
        db.People.AddRange(
            names.Select(
                (name, at) =>
                    new Person
                    {
                        Key = at + 1,
                        PlatformKey = 1,
                        VendorId = "p" + (at + 1),
                        Name = name,
                        DivisionKey = at < 2 ? 7 : null,
                        Position = at + 1,
                        PositionEnd = at + 1,
                    }
            )
        );
        db.Seats.AddRange(Seat(1, 1), Seat(2, 1), Seat(3, 2));
        db.Contracts.Add(
            A.Contract(A.Terms(A.Line("cloudCX3", 20), A.Line("cloudCX2", 10), A.Line("gc1WEMupgrade", 4), A.Line("gc2WEMupgrade", 5)))
        );
        var heard = Now - age;
        if (feed)
        {
            db.LiveFeeds.Add(
                new LiveFeedState
                {
                    PlatformKey = 1,
                    Tick = 1,
                    CountsAt = heard,
                    SignedIn = 4,
                    OnQueue = 2,
                    IdleAtKeyboard = 1,
                    Waiting = 1,
                    SweptAt = heard,
                    SweepSeconds = 60,
                    BegunAt = heard.AddHours(-1),
                }
            );
            db.LivePresence.AddRange(
                Presence(1, PresenceKind.OnQueue, RoutingKind.Idle, 5),
                Presence(2, PresenceKind.OnQueue, RoutingKind.Interacting, 90),
                Presence(3, PresenceKind.Idle, RoutingKind.OffQueue, 40),
                Presence(4, PresenceKind.Offline, RoutingKind.Unknown, 500)
            );
        }

        if (levels)
        {
            var kept = new Levels(288);
            kept.Raise(100, new Level(2, 1, 0));
            kept.Raise(101, new Level(3, 1, 1));
            db.UtilizationLevels.Add(
                new UtilizationLevel
                {
                    PlatformKey = 1,
                    Day = Core.Usage.FactDay.Of(DateOnly.FromDateTime(Now)),
                    SkuKey = UtilizationLevel.AllSkus,
                    DivisionKey = UtilizationLevel.AllDivisions,
                    Packed = kept.Pack(),
                }
            );
        }

        await db.SaveChangesAsync();
    }

    private static LivePresence Presence(int person, PresenceKind presence, RoutingKind routing, int minutes)
    {
        var since = new DateTimeOffset(Now.AddMinutes(-minutes), TimeSpan.Zero).ToUnixTimeMilliseconds();
        return new LivePresence
        {
            PersonKey = person,
            PlatformKey = 1,
            Presence = (int)presence,
            PresenceSince = since,
            Routing = (int)routing,
            RoutingSince = since,
            Tick = 1,
        };
    }

    private static OfferedSku Sku(int key, string id) =>
        new()
        {
            Key = key,
            PlatformKey = 1,
            VendorId = id,
            Defined = true,
        };

    private static Seat Seat(int person, int sku) =>
        new()
        {
            PersonKey = person,
            SkuKey = sku,
            From = new DateOnly(2026, 1, 1),
        };

    private IRenderedComponent<UtilizationPage> Show(string address) => _bench!.Show<UtilizationPage>(ViewerRoles.Administrator, address);

    private static List<string> Names(IRenderedComponent<UtilizationPage> page) =>
        [.. page.FindAll("#people tbody th[scope=row]").Select(cell => cell.ChildNodes[0].TextContent.Trim())];
}

using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing.Vendors;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public sealed class FiguresTests
{
    [Fact]
    public async Task Before_the_feed_has_heard_anything_every_figure_is_unknown_and_none_is_zero()
    {
        await using var world = await LiveWorld.CreateAsync();
        var now = await world.NowAsync();
        Assert.Null(now.Totals.SignedIn);
        Assert.Null(now.Totals.Idle);
        Assert.Equal(world.Now, now.Totals.UnknownSince);
        Assert.All(now.Rows, row => Assert.Null(row.Count.SignedIn));
        Assert.Equal(now.People, now.Unknown);
    }

    [Fact]
    public async Task Totals_are_the_vendors_own_and_groups_are_those_of_the_people()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.Vendor.Say("p0", "ON_QUEUE", world.Now.AddMinutes(-9), "IDLE", world.Now.AddMinutes(-3));
        world.Vendor.Say("p1", "ON_QUEUE", world.Now.AddMinutes(-9), "INTERACTING", world.Now.AddMinutes(-3));
        world.Vendor.Say("p2", "IDLE", world.Now.AddMinutes(-20));
        world.Vendor.Say("p3", "OFFLINE", world.Now.AddHours(-2));
        world.Vendor.Totals =
        [
            new("ON_QUEUE", null, 5),
            new("AVAILABLE", null, 2),
            new("OFFLINE", null, 90),
            new(null, "IDLE", 4),
            new(null, null, 4),
        ];
        await world.RoundAsync();

        var now = await world.NowAsync(query: new UtilizationQuery { GroupBy = UtilizationGroup.Division });
        Assert.True(now.IsWhole);
        Assert.Equal((7, 5, 0, 4), (now.Totals.SignedIn, now.Totals.OnQueue, now.Totals.IdleAtKeyboard, now.Totals.Waiting));
        Assert.Equal(world.Now, now.Totals.AsOf);
        var (lisbon, porto) = (now.Rows.Single(row => row.Key == "Lisbon"), now.Rows.Single(row => row.Key == "Porto"));
        Assert.Equal((2, 1, 1, 1), (lisbon.Count.SignedIn, lisbon.Count.OnQueue, lisbon.Count.IdleAtKeyboard, lisbon.Count.Waiting));
        Assert.Equal((1, 1, 0, 0), (porto.Count.SignedIn, porto.Count.OnQueue, porto.Count.IdleAtKeyboard, porto.Count.Waiting));
        Assert.Equal(3, now.Unknown); // the managers, whom the vendor did not list
    }

    [Theory]
    [InlineData(UtilizationGroup.Tier, "cloudCX3=2 cloudCX2=1 none=0")]
    [InlineData(UtilizationGroup.Manager, "m0=2 m1=1 boss=0 none=0")]
    [InlineData(UtilizationGroup.Department, "none=3")]
    [InlineData(UtilizationGroup.Group, "none=3")]
    public async Task Everyone_is_in_one_row_of_each_grouping(UtilizationGroup by, string expected)
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(3, of: 4);
        await world.RoundAsync();
        var now = await world.NowAsync(query: new UtilizationQuery { GroupBy = by });
        Assert.Equal(expected, string.Join(' ', now.Rows.Select(row => FormattableString.Invariant($"{row.Key}={row.Count.SignedIn}"))));
        Assert.Equal(now.People, now.Rows.Sum(row => row.People));
    }

    [Fact]
    public async Task Manager_sees_only_the_line_below_and_whoever_has_no_role_is_refused()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(4, of: 4);
        await world.RoundAsync();

        var own = await world.NowAsync(LiveWorld.Lead(0));
        Assert.Equal((2, 2, false), (own.People, own.Totals.SignedIn, own.IsWhole));
        Assert.Null(own.Entitled);
        var listed = await world.PeopleAsync(LiveWorld.Lead(0));
        Assert.Equal(["p0", "p2"], listed.Items.Select(person => person.Id));
        var peeking = await world.PeopleAsync(LiveWorld.Lead(0), new LivePeopleQuery { Manager = "m1" });
        Assert.Empty(peeking.Items);
        Assert.Equal(2, (await world.PeopleAsync(query: new LivePeopleQuery { Manager = "m1" })).Total);

        var stranger = new Viewer("Sid", "token:scim", ViewerRoles.ApiScim, []);
        var refused = await world.Utilization.NowAsync(stranger, new UtilizationQuery(), CancellationToken.None);
        Assert.Equal("forbidden", refused.Refusal?.Code);
        Assert.Empty(await world.Utilization.OpenAlertsAsync(stranger, CancellationToken.None));
    }

    [Fact]
    public async Task List_behind_a_figure_has_as_many_rows_as_the_figure_says_idle_longest_first()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.Vendor.Say("p0", "IDLE", world.Now.AddMinutes(-5));
        world.Vendor.Say("p1", "ON_QUEUE", world.Now.AddMinutes(-50), "IDLE", world.Now.AddMinutes(-8));
        world.Vendor.Say("p2", "AVAILABLE", world.Now.AddMinutes(-90));
        world.Vendor.Say("p3", "IDLE", world.Now.AddMinutes(-60));
        await world.RoundAsync();

        var all = await world.PeopleAsync();
        Assert.Equal(["p3", "p1", "p0", "p2"], all.Items.Select(person => person.Id));
        Assert.Equal(world.Now.AddMinutes(-8), all.Items[1].IdleSince);
        Assert.Null(all.Items[3].IdleSince);
        Assert.Equal(("cloudCX3", "Lisbon", "Person m0"), (all.Items[2].Tier, all.Items[2].Division, all.Items[2].Manager));
        foreach (var show in Enum.GetValues<LiveShow>())
        {
            var now = await world.NowAsync();
            var expected = show switch
            {
                LiveShow.Unknown => now.Unknown,
                LiveShow.Everyone => now.People,
                _ => now.Totals.Of(show),
            };
            Assert.Equal(expected, (await world.PeopleAsync(query: new LivePeopleQuery { Show = show })).Total);
        }
    }

    [Fact]
    public async Task Feed_that_stops_is_unknown_since_its_last_answer_and_never_zero()
    {
        await using var world = await LiveWorld.CreateAsync(contract: [("cloudCX3", 10)]);
        world.SignIn(3, of: 4);
        await world.RoundAsync();
        var last = world.Now;
        Assert.Equal(2, Assert.Single((await world.NowAsync()).Pools).Used);

        world.Clock.Advance(TimeSpan.FromMinutes(10));
        var now = await world.NowAsync();
        Assert.Equal((null, last), (now.Totals.SignedIn, now.Totals.UnknownSince));
        Assert.All(now.Rows, row => Assert.Equal((null, last), (row.Count.SignedIn, row.Count.UnknownSince)));
        Assert.Null(now.Headroom);
        Assert.Equal((null, null), (now.Pools[0].Used, now.Pools[0].Headroom));
        Assert.Empty((await world.PeopleAsync()).Items);
        var everyone = await world.PeopleAsync(query: new LivePeopleQuery { Show = LiveShow.Everyone });
        Assert.Equal(now.People, everyone.Total);
        Assert.All(everyone.Items, person => Assert.Null(person.PresenceSince));
    }

    [Fact]
    public async Task Refusal_of_one_source_is_told_in_plain_words_and_the_other_goes_on()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(3, of: 4);
        world.Vendor.CountsFault = LiveVendor.Refusal();
        await world.RoundAsync();
        var byPeople = await world.NowAsync();
        Assert.Equal((3, false), (byPeople.Totals.SignedIn, byPeople.IsWhole));
        Assert.Contains("lacks permissions", byPeople.Feed.Counts.Failure, StringComparison.Ordinal);
        Assert.Equal(world.Now, byPeople.Feed.Counts.UnknownSince);

        world.Vendor.CountsFault = null;
        world.Vendor.SweepFault = LiveVendor.Refusal();
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.RoundAsync();
        var byTotals = await world.NowAsync();
        Assert.Equal((3, true), (byTotals.Totals.SignedIn, byTotals.IsWhole));
        Assert.All(byTotals.Rows, row => Assert.Null(row.Count.SignedIn));
        Assert.Contains("403", byTotals.Feed.Sweep.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_permission_is_named_and_people_are_unknown_since_their_last_answer()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(3, of: 4);
        world.Vendor.CountsFault = LiveVendor.Refusal();
        await world.RoundAsync();
        var last = world.Now;
        world.Vendor.SweepFault = new VendorException("GET /api/v2/users/query answered 403 missing.permissions")
        {
            Status = 403,
            Code = "missing.permissions",
            Needs = "directory:user:view in all divisions",
        };
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.RoundAsync();
        var now = await world.NowAsync();
        Assert.Equal((null, last), (now.Totals.SignedIn, now.Totals.UnknownSince));
        Assert.All(now.Rows, row => Assert.Equal((null, last), (row.Count.SignedIn, row.Count.UnknownSince)));
        Assert.Equal(
            "Genesys Cloud denied access (403). The role of the client needs directory:user:view in all divisions.",
            now.Feed.Sweep.Failure
        );
        Assert.Empty((await world.PeopleAsync()).Items);
    }

    [Fact]
    public async Task Sweep_that_breaks_off_keeps_what_it_read_and_says_nothing_of_the_others()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        world.SignIn(1, of: 4, presence: "BUSY");
        world.Vendor.SweepBreaksAfter = 2;
        world.Clock.Advance(TimeSpan.FromSeconds(60));
        world.SignIn(0, of: 4);
        await world.RoundAsync();
        var now = await world.NowAsync(query: new UtilizationQuery { GroupBy = UtilizationGroup.Division });
        Assert.Equal(2, now.Rows.Sum(row => row.Count.SignedIn));
        Assert.Equal(world.Now.AddSeconds(-60), now.Feed.Sweep.AsOf);
    }

    [Fact]
    public async Task Person_whom_a_whole_sweep_leaves_out_is_unknown_and_comes_back_with_an_old_presence()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        world.Vendor.Forget("p0");
        world.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.RoundAsync();
        Assert.Contains("p0", (await world.PeopleAsync(query: new LivePeopleQuery { Show = LiveShow.Unknown })).Items.Select(p => p.Id));

        world.Vendor.Say("p0", "AVAILABLE", world.Now.AddHours(-3));
        world.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.RoundAsync();
        Assert.Contains("p0", (await world.PeopleAsync()).Items.Select(p => p.Id));
    }

    [Fact]
    public async Task Presence_that_this_version_does_not_know_is_unknown_and_a_stranger_is_only_counted()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        world.Feed.Memory.Hear(new VendorActivity("p0", "LEVITATING", world.Now.AddSeconds(1), null, null), 0);
        world.Feed.Memory.Hear(new VendorActivity("who", "AVAILABLE", world.Now, null, null), 0);
        await world.TickAsync();
        var now = await world.NowAsync(query: new UtilizationQuery { GroupBy = UtilizationGroup.Division });
        Assert.Equal(3, now.Rows.Sum(row => row.Count.SignedIn));
        Assert.Equal(1, now.Feed.UnknownEvents);
    }
}

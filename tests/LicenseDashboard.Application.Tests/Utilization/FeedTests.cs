using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public sealed class FeedTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1, 60)]
    [InlineData(10_000, 60)]
    [InlineData(12_500, 63)]
    [InlineData(50_000, 250)]
    public void Sweep_comes_as_often_as_its_requests_allow(int people, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), VendorVoice.SweepPace(people, 500, new UtilizationOptions().SweepRequests));

    [Fact]
    public async Task Two_hundred_open_pages_cost_one_query_a_tick()
    {
        await using var world = await LiveWorld.CreateAsync(people: 20, contract: [("cloudCX3", 10)]);
        world.SignIn(6, of: 20);
        await world.RoundAsync();
        await LookAsync(world);
        for (var tick = 0; tick < 5; tick++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            world.Feed.Memory.Hear(new VendorActivity("p" + tick, "BUSY", world.Now, null, null), 0);
            await world.Feed.TickAsync(CancellationToken.None);
            var before = world.Queries.Count;
            await world.Board.PollAsync(CancellationToken.None);
            for (var page = 0; page < 200; page++)
            {
                await LookAsync(world);
            }

            Assert.Equal(1, world.Queries.Count - before);
        }
    }

    [Fact]
    public async Task What_the_vendor_pushes_is_on_the_board_within_two_seconds()
    {
        await using var world = await LiveWorld.CreateAsync(time: new MovableClock(), begin: false);
        world.Vendor.PushFault = null;
        world.SignIn(0, of: 4);
        using var feed = world.Database.Get<LiveFeed>();
        using var board = world.Board;
        await feed.StartAsync(CancellationToken.None);
        await board.StartAsync(CancellationToken.None);
        await UntilAsync(async () =>
            (await world.NowAsync()) is { Totals.SignedIn: 0, Feed.Push: LivePushState.Open } now
            && now.Feed.Sweep.AsOf >= now.Feed.PushSince
        );

        var pushed = TimeProvider.System.GetTimestamp();
        world.Vendor.Push(new VendorActivity("p2", "ON_QUEUE", world.Now, "IDLE", world.Now));
        await UntilAsync(async () => (await world.PeopleAsync()).Items.Any(person => person.Id == "p2"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(pushed), TimeSpan.Zero, TimeSpan.FromSeconds(4)); // 2 s, and a loaded machine

        world.Vendor.Drop();
        await UntilAsync(async () => (await world.NowAsync()).Feed.Push == LivePushState.Lost);
        Assert.Contains("can't be reached", (await world.NowAsync()).Feed.PushFailure, StringComparison.Ordinal);
        await feed.StopAsync(CancellationToken.None);
        await board.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Second_instance_waits_and_goes_on_within_five_seconds_after_the_first()
    {
        await using var world = await LiveWorld.CreateAsync(time: new MovableClock(), begin: false);
        world.SignIn(3, of: 4);
        await using var other = world.AnotherInstance();
        using var first = world.Database.Get<LiveFeed>();
        using var second = (LiveFeed)other.GetService(typeof(LiveFeed))!;
        await first.StartAsync(CancellationToken.None);
        await UntilAsync(async () => await LeaderAsync(world) is not null && first.Leads);
        await second.StartAsync(CancellationToken.None);
        var leader = await LeaderAsync(world);
        Assert.False(second.Leads);

        await first.StopAsync(CancellationToken.None);
        var left = TimeProvider.System.GetTimestamp();
        await UntilAsync(async () => await LeaderAsync(world) is { } next && next != leader);
        Assert.InRange(TimeProvider.System.GetElapsedTime(left), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(second.Leads);
        await second.StopAsync(CancellationToken.None);
    }

    private static async Task<string?> LeaderAsync(LiveWorld world)
    {
        await using var db = world.Database.Open();
        return await db.LiveFeeds.Where(f => f.CountsAt != null).Select(f => f.Leader).SingleOrDefaultAsync();
    }

    private static async Task LookAsync(LiveWorld world)
    {
        await world.NowAsync(query: new UtilizationQuery { GroupBy = UtilizationGroup.Manager });
        await world.NowAsync(LiveWorld.Lead(1), new UtilizationQuery { GroupBy = UtilizationGroup.Group });
        await world.PeopleAsync(query: new LivePeopleQuery { Show = LiveShow.Unknown });
        await world.PeopleAsync(query: new LivePeopleQuery { Show = LiveShow.SignedIn });
        await world.CurveAsync();
        await world.Utilization.OpenAlertsAsync(A.Auditor, CancellationToken.None);
    }

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!await happened())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}

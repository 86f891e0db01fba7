using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

/// <summary>The leading program dies without a last word, and another goes on.</summary>
public sealed class TakeoverTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_leader_is_followed_within_five_seconds_and_no_level_is_counted_twice()
    {
        Assert.SkipUnless(TestDatabase.UseCaseKind == DatabaseKind.Sqlite, "The other program opens a file.");
        var clock = new MovableClock();
        await using var world = await LiveWorld.CreateAsync(time: clock, begin: false);
        world.SignIn(3, of: 4);
        using var leader = LiveChild.Start(world.Database.File, clock.GetUtcNow(), signedIn: 3);
        using var feed = world.Database.Get<LiveFeed>();
        try
        {
            await UntilAsync(async () => await LevelsAsync(world) is [.., { Packed.Length: > 0 }]);
            await feed.StartAsync(CancellationToken.None);
            var killed = await StateAsync(world);
            Assert.False(feed.Leads);

            // The clock of the other ran faster.
            var ahead = killed.CountsAt!.Value.AddSeconds(30) - clock.GetUtcNow().UtcDateTime;
            clock.Advance(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
            var left = TimeProvider.System.GetTimestamp();
            leader.Kill();
            await UntilAsync(async () =>
                await StateAsync(world) is { } next && next.Leader != killed.Leader && next.CountsAt > killed.CountsAt
            );
            Assert.InRange(TimeProvider.System.GetElapsedTime(left), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.True(feed.Leads);
            await UntilAsync(async () => (await StateAsync(world)).SweptAt > killed.SweptAt);
        }
        finally
        {
            leader.Kill();
            await leader.WaitForExitAsync(CancellationToken.None);
        }

        await feed.StopAsync(CancellationToken.None);
        await world.Board.PollAsync(CancellationToken.None);
        foreach (
            var query in new[]
            {
                new CurveQuery(),
                new CurveQuery { Sku = "cloudCX3" },
            }
        )
        {
            var known = (await world.CurveAsync(query)).Days[0].SignedIn.OfType<int>().ToList();
            Assert.NotEmpty(known);
            Assert.All(known, level => Assert.Equal(query.Sku is null ? 3 : 2, level));
        }

        var rows = await LevelsAsync(world);
        Assert.Equal(rows.Count, rows.DistinctBy(row => (row.Day, row.SkuKey, row.DivisionKey)).Count());
    }

    /// <summary>The first import brings people to a feed that already runs and has nobody to subscribe to.</summary>
    [Fact]
    public async Task People_of_the_first_import_are_subscribed_to_at_once()
    {
        await using var world = await LiveWorld.CreateAsync(people: 0, begin: false);
        await using (var db = world.Database.Open())
        {
            await db.People.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        world.Vendor.PushFault = null;
        await world.BeginAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var voice = world.Voice.RunAsync(stop.Token);
        await world.Clock.PendingAsync(3); // totals, sweep and push each wait for their next turn
        Assert.False(world.Vendor.IsSubscribed);

        await using (var db = world.Database.Open())
        {
            var person = A.Person("p0");
            person.SeatSeenAt = world.Now;
            db.People.Add(person);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Feed.TickAsync(CancellationToken.None);
        await UntilAsync(() => Task.FromResult(world.Vendor.IsSubscribed), TimeSpan.FromSeconds(20));
        Assert.Equal(1, world.Vendor.Subscribed);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => voice);
    }

    private static async Task<LiveFeedState> StateAsync(LiveWorld world)
    {
        await using var db = world.Database.Open();
        return await db.LiveFeeds.AsNoTracking().SingleAsync();
    }

    private static async Task<List<UtilizationLevel>> LevelsAsync(LiveWorld world)
    {
        await using var db = world.Database.Open();
        return await db.UtilizationLevels.AsNoTracking().ToListAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> happened, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? _patience);
        while (!await happened())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}

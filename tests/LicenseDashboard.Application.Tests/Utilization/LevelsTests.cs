using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public sealed class LevelsTests
{
    [Fact]
    public async Task Curve_holds_the_highest_of_five_minutes_and_what_was_not_seen_is_unknown()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(2, of: 4);
        await world.RoundAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(60));
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(60));
        world.SignIn(1, of: 4);
        await world.RoundAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        world.SignIn(0, of: 4);
        await world.RoundAsync();
        await world.Feed.FlushAsync(CancellationToken.None);
        await world.Board.PollAsync(CancellationToken.None);

        var day = (await world.CurveAsync()).Days[0];
        Assert.Equal("12:00", day.Labels[144]);
        Assert.Equal((null, 4, 0, null), (day.SignedIn[143], day.SignedIn[144], day.SignedIn[145], day.SignedIn[146]));
        Assert.Equal(4, (await world.CurveAsync()).Peak?.SignedIn);
        var lisbon = (await world.CurveAsync(new CurveQuery { Division = "Lisbon", Sku = "cloudCX3" })).Days[0];
        Assert.Equal((1, 0), (lisbon.SignedIn[144], lisbon.SignedIn[145]));
        Assert.Null((await world.CurveAsync(new CurveQuery { Division = "Faro" })).Days[0].SignedIn[144]);
    }

    [Fact]
    public async Task Manager_has_no_curve_and_is_told_why()
    {
        await using var world = await LiveWorld.CreateAsync();
        var curve = await world.CurveAsync(viewer: LiveWorld.Lead(0));
        Assert.Empty(curve.Days);
        Assert.Contains("reporting line", curve.Missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z", 120)] // 02:30 summer time; an hour later it is 02:30 again
    [InlineData("Europe/Berlin", "2026-03-29T00:30:00Z", 120)]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:30:00Z", 120)]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", 120)]
    public async Task Night_on_which_clocks_change_loses_and_doubles_nothing(string zone, string from, int minutes)
    {
        await using var world = await LiveWorld.CreateAsync(
            timeZone: zone,
            now: DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture)
        );
        for (var minute = 0; minute < minutes; minute++)
        {
            world.SignIn(minute % 5, of: 4);
            await world.RoundAsync(sweep: false);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.Feed.FlushAsync(CancellationToken.None);
        var history = await world.Utilization.HistoryAsync(A.Auditor, new HistoryQuery(), CancellationToken.None);
        var known = history.Value.Items.Sum(day => day.Levels.SignedIn.Count(slot => slot is not null));
        Assert.Equal(minutes / 5, known);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Killed_before_any_commit_nothing_is_counted_twice_or_raised_twice(int commits)
    {
        await using var world = await LiveWorld.CreateAsync(contract: [("cloudCX3", 2), ("cloudCX2", 2)]);
        world.SignIn(4, of: 4);
        world.Commits.After(commits);
        await Record.ExceptionAsync(async () =>
        {
            for (var round = 0; round < 3; round++)
            {
                await world.RoundAsync();
                await world.Feed.FlushAsync(CancellationToken.None);
                world.Clock.Advance(TimeSpan.FromSeconds(20));
            }
        });
        world.Commits.Never();

        await world.BeginAsync();
        await world.RoundAsync();
        await world.Feed.FlushAsync(CancellationToken.None);
        await world.Board.PollAsync(CancellationToken.None);
        var day = (await world.CurveAsync()).Days[0];
        Assert.Equal(4, day.SignedIn.Max());
        Assert.Equal(2, (await world.CurveAsync(new CurveQuery { Sku = "cloudCX3" })).Days[0].SignedIn.Max());
        Assert.Equal(8, (await world.AlertsAsync()).Count);
        Assert.All(await world.AlertsAsync(), alert => Assert.True(alert.IsOpen));
        Assert.Equal(4, (await world.NowAsync()).Totals.SignedIn);
    }

    [Fact]
    public async Task Leader_that_was_replaced_writes_nothing_more()
    {
        await using var world = await LiveWorld.CreateAsync();
        world.SignIn(4, of: 4);
        await world.RoundAsync();
        var (replaced, voice) = (world.Feed, world.Voice);
        await world.BeginAsync();
        world.SignIn(0, of: 4);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await voice.CountOnceAsync(CancellationToken.None);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => replaced.TickAsync(CancellationToken.None));
        await world.Board.PollAsync(CancellationToken.None);
        Assert.Equal(4, (await world.NowAsync()).Totals.SignedIn);
    }

    [Fact]
    public async Task Levels_and_cleared_alerts_are_kept_for_thirteen_months()
    {
        await using var world = await LiveWorld.CreateAsync();
        await using (var db = world.Database.Open())
        {
            var today = new DateOnly(2026, 11, 20);
            db.UtilizationLevels.AddRange(Row(today.AddMonths(-13)), Row(today.AddMonths(-13).AddDays(-1)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await world.RoundAsync();
        await using var after = world.Database.Open();
        var first = await after.UtilizationLevels.MinAsync(l => l.Day, TestContext.Current.CancellationToken);
        Assert.Equal(new DateOnly(2025, 10, 20), FactDay.ToDate(first));

        static UtilizationLevel Row(DateOnly day) =>
            new()
            {
                PlatformKey = 1,
                Day = FactDay.Of(day),
                SkuKey = 0,
                DivisionKey = -1,
                Packed = new Levels(288).Pack(),
            };
    }

    /// <summary>10 divisions and 7 SKUs that swing as a contact center does: at most 5 MiB a month, whatever the database adds.</summary>
    [Fact]
    public async Task Month_of_ten_divisions_and_seven_licenses_fits_into_five_mebibytes()
    {
        await using var world = await LiveWorld.CreateAsync(begin: false);
        var platform = A.Platform("genesys", "Europe/Berlin");
        var random = new Random(5);
        var samples = new Dictionary<(int Day, int Sku, int Division), Levels>();
        var first = FactDay.Of(new DateOnly(2026, 10, 1));
        for (var day = first; day < first + 31; day++)
        {
            var slots = new LevelDay(platform.Zone, FactDay.ToDate(day)).Slots;
            samples[(day, UtilizationLevel.AllSkus, UtilizationLevel.AllDivisions)] = Swing(random, slots, 10_000);
            for (var division = 1; division <= 10; division++)
            {
                for (var sku = 0; sku <= 7; sku++)
                {
                    samples[(day, sku, division)] = Swing(random, slots, sku == 0 ? 1000 : 400);
                }
            }
        }

        await using var db = world.Database.Open();
        var stored = await db.Platforms.SingleAsync(TestContext.Current.CancellationToken);
        var before = world.Database.Kind == DatabaseKind.Sqlite ? await SizeAsync() : 0;
        await db.InTransactionAsync(token => LevelKeeper.WriteAsync(db, stored, samples, token), TestContext.Current.CancellationToken);
        var packed = await db.UtilizationLevels.SumAsync(l => (long)l.Packed.Length, TestContext.Current.CancellationToken);
        Assert.InRange(packed, 1, 4 * 1024 * 1024);
        if (world.Database.Kind == DatabaseKind.Sqlite)
        {
            Assert.InRange(await SizeAsync() - before, 1, 5 * 1024 * 1024);
        }

        Task<long> SizeAsync() =>
            db
                .Database.SqlQuery<long>($"SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()")
                .SingleAsync(TestContext.Current.CancellationToken);
    }

    private static Levels Swing(Random random, int slots, int people)
    {
        var levels = new Levels(slots);
        for (var slot = 0; slot < slots; slot++)
        {
            var hour = slot / 12.0;
            var there = Math.Max(0, Math.Sin((hour - 6) / 24 * 2 * Math.PI));
            var signedIn = (int)(people * there) + random.Next((people / 20) + 1);
            levels.Raise(slot, new Level(signedIn, signedIn * 2 / 3, random.Next((signedIn / 5) + 1)));
        }

        return levels;
    }
}

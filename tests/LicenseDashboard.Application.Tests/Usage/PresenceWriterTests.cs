using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Usage.Facts;

namespace LicenseDashboard.Application.Tests.Usage;

public sealed class PresenceWriterTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Stretches_that_touch_are_one_session_with_the_idle_end_of_it(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await WriteAsync(
            database,
            Monday,
            Monday,
            [
                On(Monday, 11, 12, PresenceKind.Idle),
                On(Monday, 9, 10, PresenceKind.OnQueue),
                On(Monday, 8, 9),
                On(Monday, 10, 11, PresenceKind.Idle),
                On(Monday, 13, 14),
            ]
        );
        Assert.Equal([$"1 {At(Monday, 8)} {At(Monday, 12)} 7200", $"1 {At(Monday, 13)} {At(Monday, 14)} 0"], await PresenceAsync(database));
        await using var db = database.Open();
        var days = await db.PersonDays.AsNoTracking().SingleAsync();
        Assert.Equal(
            (FactDay.Of(Monday), 1L, 0L, FactDay.Of(Monday), (int?)FactDay.Of(Monday)),
            (days.LastDay, days.Recent, days.Earlier, days.FirstPresentOn, days.LastOnQueueOn)
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_session_across_midnight_is_one_whichever_day_comes_first(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        PresenceStretch[] rows = [On(Monday, 22, 23), On(Monday, 23, 26, PresenceKind.Idle)];
        await WriteAsync(database, Monday.AddDays(1), Monday.AddDays(1), rows);
        await WriteAsync(database, Monday, Monday, rows);
        await WriteAsync(database, Monday.AddDays(1), Monday.AddDays(1), rows);

        Assert.Equal([$"1 {At(Monday, 22)} {At(Monday, 26)} {3 * 3600}"], await PresenceAsync(database));
        await using var db = database.Open();
        Assert.Equal(0b11, (await db.PersonDays.AsNoTracking().SingleAsync()).Recent);
        Assert.True((await ProofAsync(database)).Agrees);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_day_pulled_again_loses_what_the_vendor_took_back_and_nothing_beside_it(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await WriteAsync(
            database,
            Monday,
            Monday.AddDays(2),
            [On(Monday, 20, 26), On(Monday.AddDays(1), 10, 12), On(Monday.AddDays(1), 22, 25)]
        );

        await WriteAsync(database, Monday.AddDays(1), Monday.AddDays(1), []);

        Assert.Equal([$"1 {At(Monday, 20)} {At(Monday, 24)} 0", $"1 {At(Monday, 48)} {At(Monday, 49)} 0"], await PresenceAsync(database));
        await using var db = database.Open();
        Assert.Equal(0b101, (await db.PersonDays.AsNoTracking().SingleAsync()).Recent);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_days_again_write_nothing(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        PresenceStretch[] rows = [On(Monday, -3, 2), On(Monday, 9, 17), On(Monday.AddDays(1), 9, 17), On(Monday.AddDays(2), 20, 30)];
        await WriteAsync(database, Monday, Monday.AddDays(2), rows);
        Assert.Equal(new FactChanges(0, 0, 4), await WriteAsync(database, Monday, Monday.AddDays(2), rows));
    }

    [Fact]
    public async Task Days_follow_the_platforms_clock_where_it_changes()
    {
        // Berlin, 25 October 2026: the day has 25 hours, from 22:00 UTC to 23:00 UTC.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var (day, midnight) = (new DateOnly(2026, 10, 25), At(new DateOnly(2026, 10, 24), 22));
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await database
            .Get<PresenceWriter>()
            .ReplaceAsync(
                Range(day, day),
                zone,
                Rows([
                    new PresenceStretch(1, midnight - 3600, midnight + 60, PresenceKind.Present),
                    new(2, midnight + (25 * 3600) - 1, midnight + (26 * 3600), PresenceKind.Present),
                ]),
                CancellationToken.None
            );
        Assert.Equal(
            [$"1 {midnight} {midnight + 60} 0", $"2 {midnight + (25 * 3600) - 1} {midnight + (25 * 3600)} 0"],
            await PresenceAsync(database)
        );
    }

    [
        Theory,
        InlineData("Europe/Berlin", 2026, 3, 29, 23),
        InlineData("Europe/Berlin", 2026, 10, 25, 25),
        InlineData("Asia/Beirut", 2026, 3, 29, 23),
        InlineData("UTC", 2026, 3, 29, 24)
    ]
    public void A_local_day_is_as_long_as_its_clock_says(string zone, int year, int month, int day, int hours)
    {
        var date = new DateOnly(year, month, day);
        var days = new LocalDays(TimeZoneInfo.FindSystemTimeZoneById(zone), date, date);
        Assert.Equal(hours * 3600, days.End - days.Start);
        Assert.Equal(FactDay.Of(date), days.DayOf(days.Start));
        Assert.Equal(FactDay.Of(date), days.DayOf(days.End - 1));
    }

    [Fact]
    public async Task Who_loses_the_last_day_gets_back_the_days_that_had_left_the_bitmap()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await WriteAsync(database, Monday, Monday, [On(Monday, 9, 10)]);
        await WriteAsync(database, Monday.AddDays(60), Monday.AddDays(60), [On(Monday.AddDays(60), 9, 10)]);
        await WriteAsync(database, Monday.AddDays(150), Monday.AddDays(150), [On(Monday.AddDays(150), 9, 10)]);

        await WriteAsync(database, Monday.AddDays(150), Monday.AddDays(150), []);

        await using var db = database.Open();
        var days = await db.PersonDays.AsNoTracking().SingleAsync();
        Assert.Equal((FactDay.Of(Monday.AddDays(60)), FactDay.Of(Monday)), (days.LastDay, days.FirstPresentOn));
        Assert.Equal((1L << 60) | 1, days.Recent);
    }

    [Fact]
    public async Task Somebody_never_offline_is_cut_at_weeks_and_counted_once_in_each_second()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        PresenceStretch[] rows = [On(Monday, 0, 24 * 40)];
        for (var day = 39; day >= 0; day -= 8)
        {
            var from = Math.Max(0, day - 7);
            await WriteAsync(database, Monday.AddDays(from), Monday.AddDays(day), rows);
        }

        await using var db = database.Open();
        var sessions = await db.PresenceSessions.AsNoTracking().OrderBy(s => s.Start).ToListAsync();
        Assert.Equal(40 * 86400, sessions.Sum(s => s.End - s.Start));
        Assert.All(sessions.Zip(sessions.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.All(sessions, s => Assert.InRange(s.End - s.Start, 1, 7 * 86400));
        Assert.Equal(6, sessions.Count);
        Assert.True((await ProofAsync(database)).Agrees);
    }

    private static Task<FactChanges> WriteAsync(TestDatabase database, DateOnly from, DateOnly to, IEnumerable<PresenceStretch> rows) =>
        database.Get<PresenceWriter>().ReplaceAsync(Range(from, to), TimeZoneInfo.Utc, Rows(rows), CancellationToken.None);

    private static PresenceStretch On(DateOnly day, int fromHour, int toHour, PresenceKind kind = PresenceKind.Present) =>
        new(1, At(day, fromHour), At(day, toHour), kind);

    private static long At(DateOnly day, int hour) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() + (hour * 3600L);
}

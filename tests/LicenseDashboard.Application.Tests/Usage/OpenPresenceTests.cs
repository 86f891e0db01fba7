using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Usage.Facts;

namespace LicenseDashboard.Application.Tests.Usage;

/// <summary>Stretches without an end, on days counted from a Monday; the vendor serves one only for the day on which it began.</summary>
public sealed class OpenPresenceTests
{
    [Fact]
    public async Task Counts_on_every_day_to_where_the_data_ends()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9));
        Assert.Equal("0-20 first 0 queue -", await DaysAsync(database));
        Assert.Equal(At(20, 15) - At(0, 9), await SecondsAsync(database));
    }

    [Fact]
    public async Task Is_carried_on_from_pull_to_pull_and_ends_where_the_next_stretch_begins()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9, PresenceKind.OnQueue));
        await PullAsync(database, 18, 21, until: At(21, 15));
        Assert.Equal("0-21 first 0 queue 21", await DaysAsync(database));
        await PullAsync(database, 19, 23, until: At(23, 12), On(22, 8, 30, PresenceKind.Offline));
        Assert.Equal("0-22 first 0 queue 22", await DaysAsync(database));
        await PullAsync(database, 20, 24, until: At(24, 12), On(22, 8, 30, PresenceKind.Offline), On(24, 8, 9));
        Assert.Equal("0-22,24 first 0 queue 22", await DaysAsync(database));
        Assert.Equal(At(22, 8) - At(0, 9) + 3600, await SecondsAsync(database));
    }

    [Fact]
    public async Task Served_under_every_interval_it_is_the_same()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9));
        await PullAsync(database, 18, 21, until: At(21, 15), Open(0, 9));
        await PullAsync(database, 21, 22, until: At(22, 15), Open(0, 9), On(22, 10, 11));
        Assert.Equal("0-22 first 0 queue -", await DaysAsync(database));
        Assert.Equal(At(22, 11) - At(0, 9), await SecondsAsync(database));
    }

    [Fact]
    public async Task Old_days_pulled_again_cut_nothing()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9));
        await PullAsync(database, 21, 30, until: At(30, 15), On(28, 8, 9, PresenceKind.Offline));
        foreach (var (from, to) in ((int, int)[])[(3, 6), (0, 2), (0, 10), (10, 25)])
        {
            await PullAsync(database, from, to, until: At(30, 15), from == 0 ? [Open(0, 9)] : []);
            Assert.Equal("0-28 first 0 queue -", await DaysAsync(database));
        }

        Assert.Equal(At(28, 8) - At(0, 9), await SecondsAsync(database));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Older_days_that_arrive_later_reach_to_the_next_stretch_that_is_known(bool offline)
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 31, 60, until: At(60, 15), offline ? On(40, 8, 9, PresenceKind.Offline) : On(40, 8, 9), On(50, 8, 9));
        await PullAsync(database, 0, 30, until: At(60, 15), Open(10, 9));
        Assert.Equal("10-40,50 first 10 queue -", await DaysAsync(database));
        Assert.Equal(At(40, 8) - At(10, 9) + (offline ? 3600 : 7200), await SecondsAsync(database));

        await PullAsync(database, -31, -1, until: At(60, 15), On(-20, 8, 9));
        Assert.Equal("-20,10-40,50 first -20 queue -", await DaysAsync(database));
    }

    [Fact]
    public async Task Older_days_that_arrive_later_reach_to_the_end_of_the_data_where_nothing_follows()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 31, 60, until: At(60, 15));
        await PullAsync(database, 0, 30, until: At(60, 15), Open(10, 9));
        Assert.Equal("10-60 first 10 queue -", await DaysAsync(database));
    }

    [Fact]
    public async Task End_that_the_vendor_learns_later_takes_back_what_was_assumed()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9));
        await PullAsync(database, 21, 30, until: At(30, 15));
        await PullAsync(database, 0, 20, until: At(30, 15), On(0, 9, 17));
        Assert.Equal("0 first 0 queue -", await DaysAsync(database));
        await using var db = database.Open();
        Assert.Equal(0, await db.OpenStretches.CountAsync());
    }

    [Fact]
    public async Task Everyday_stretch_open_at_the_end_of_the_data_leaves_no_memory_once_it_has_ended()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 3, until: At(3, 15), On(3, 8, 14), Open(3, 14));
        await PullAsync(database, 1, 4, until: At(4, 15), On(3, 8, 14), On(3, 14, 18), On(3, 18, 32, PresenceKind.Offline));
        Assert.Equal("3 first 3 queue -", await DaysAsync(database));
        Assert.Equal(At(3, 18) - At(3, 8), await SecondsAsync(database));
        await using var db = database.Open();
        Assert.Equal(0, await db.OpenStretches.CountAsync());
    }

    [Fact]
    public async Task The_same_pull_again_writes_nothing()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await PullAsync(database, 0, 20, until: At(20, 15), Open(0, 9));
        await PullAsync(database, 18, 21, until: At(21, 15));
        var changes = await PullAsync(database, 18, 21, until: At(21, 15));
        Assert.Equal((0, 0), (changes.Written, changes.Removed));
    }

    [Fact]
    public async Task Broken_off_in_any_transaction_and_done_again_it_ends_the_same()
    {
        List<string> expected;
        await using (var whole = await DatabaseAsync(DatabaseKind.Sqlite))
        {
            await WholeAsync(whole);
            expected = [.. await PresenceAsync(whole), await DaysAsync(whole), .. await MemoryAsync(whole)];
        }

        var breaking = new BreakingProvider();
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite, breaking);
        for (var after = 0; after < 14; after++)
        {
            breaking.TransactionsLeft = after;
            try
            {
                await WholeAsync(database);
            }
            catch (BrokenOffException)
            {
                // Done again with one transaction more.
            }
        }

        breaking.TransactionsLeft = int.MaxValue;
        await WholeAsync(database);
        Assert.True((await ProofAsync(database)).Agrees);
        Assert.Equal(expected, [.. await PresenceAsync(database), await DaysAsync(database), .. await MemoryAsync(database)]);
    }

    /// <summary>Newest first, as a first pull goes.</summary>
    private static async Task WholeAsync(TestDatabase database)
    {
        await WriteAsync(database, 31, 60, At(60, 15), [On(40, 8, 9, PresenceKind.Offline), Open(55, 9, PresenceKind.Idle)]);
        await WriteAsync(database, 0, 30, At(60, 15), [Open(10, 9)]);
    }

    private static async Task<FactChanges> PullAsync(TestDatabase database, int from, int to, long until, params PresenceStretch[] rows)
    {
        var changes = await WriteAsync(database, from, to, until, rows);
        Assert.True((await ProofAsync(database)).Agrees);
        return changes;
    }

    private static Task<FactChanges> WriteAsync(TestDatabase database, int from, int to, long until, PresenceStretch[] rows) =>
        database
            .Get<PresenceWriter>()
            .ReplaceAsync(
                Range(Monday.AddDays(from), Monday.AddDays(to)),
                TimeZoneInfo.Utc,
                Rows(rows),
                CancellationToken.None,
                DateTimeOffset.FromUnixTimeSeconds(until).UtcDateTime
            );

    /// <summary>Days present as ranges, the first ever, and the last on a queue, all counted from the Monday.</summary>
    private static async Task<string> DaysAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var row = await db.PersonDays.AsNoTracking().SingleAsync();
        var bits = new UInt128((ulong)row.Earlier, (ulong)row.Recent);
        var monday = FactDay.Of(Monday);
        var present = Enumerable
            .Range(0, 128)
            .Where(back => ((bits >> back) & 1) == 1)
            .Select(back => row.LastDay - back - monday)
            .Order()
            .ToList();
        var ranges = present
            .Where(day => !present.Contains(day - 1))
            .Select(first =>
            {
                var last = first;
                while (present.Contains(last + 1))
                {
                    last++;
                }

                return first == last ? FormattableString.Invariant($"{first}") : FormattableString.Invariant($"{first}-{last}");
            });
        var queue = row.LastOnQueueOn is { } on ? FormattableString.Invariant($"{on - monday}") : "-";
        return FormattableString.Invariant($"{string.Join(',', ranges)} first {row.FirstPresentOn - monday} queue {queue}");
    }

    private static async Task<long> SecondsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.PresenceSessions.SumAsync(s => s.End - s.Start);
    }

    /// <summary>But for marks of OFFLINE, which depend on what was known when their days were pulled.</summary>
    private static async Task<List<string>> MemoryAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db
            .OpenStretches.Where(s => s.Kind != (int)PresenceKind.Offline)
            .OrderBy(s => s.Start)
            .Select(s => $"{s.PersonKey} {s.Start} {s.Kind} {s.End}")
            .ToListAsync();
    }

    private static PresenceStretch Open(int day, int hour, PresenceKind kind = PresenceKind.Present) =>
        new(1, At(day, hour), PresenceStretch.NoEnd, kind);

    private static PresenceStretch On(int day, int fromHour, int toHour, PresenceKind kind = PresenceKind.Present) =>
        new(1, At(day, fromHour), At(day, toHour), kind);

    private static long At(int day, int hour) =>
        new DateTimeOffset(Monday.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() + (day * 86400L) + (hour * 3600L);
}

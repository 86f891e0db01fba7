using LicenseDashboard.Core.Utilization;
using Xunit;

namespace LicenseDashboard.Core.Tests.Utilization;

public sealed class LevelTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-11-20", 288)]
    [InlineData("Europe/Berlin", "2026-03-29", 276)]
    [InlineData("Europe/Berlin", "2026-10-25", 300)]
    [InlineData("America/New_York", "2026-03-08", 276)]
    [InlineData("America/New_York", "2026-11-01", 300)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 276)] // midnight itself was skipped
    [InlineData("America/Sao_Paulo", "2018-02-17", 300)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 282)] // by half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-05", 294)]
    public void Day_has_as_many_slots_as_it_has_five_minutes(string zone, string day, int slots)
    {
        var levels = Day(zone, day);
        Assert.Equal(slots, levels.Slots);
        Assert.Equal(0, levels.SlotOf(levels.Start));
        Assert.Equal(slots - 1, levels.SlotOf(levels.End - 1));
        Assert.Null(levels.SlotOf(levels.End));
        Assert.Null(levels.SlotOf(levels.Start - 1));
        Assert.Equal(levels.Start + (24 * 3600) - ((288 - slots) * 300), levels.End);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25")]
    [InlineData("America/New_York", "2026-11-01")]
    [InlineData("Australia/Lord_Howe", "2026-04-05")]
    [InlineData("America/Sao_Paulo", "2018-11-04")]
    public void Every_instant_of_three_days_has_exactly_one_day_and_slot(string zone, string day)
    {
        var middle = DateOnly.ParseExact(day, "yyyy-MM-dd", null);
        var days = new[] { middle.AddDays(-1), middle, middle.AddDays(1) }
            .Select(each => new LevelDay(TimeZoneInfo.FindSystemTimeZoneById(zone), each))
            .ToList();
        Assert.Equal(days[0].End, days[1].Start);
        Assert.Equal(days[1].End, days[2].Start);
        for (var instant = days[0].Start; instant < days[2].End; instant += 299)
        {
            var owner = Assert.Single(days, each => each.SlotOf(instant) is not null);
            Assert.Equal(
                owner.Day,
                LevelDay.Of(TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.FromUnixTimeSeconds(instant)).Day
            );
        }
    }

    [Fact]
    public void Hour_that_comes_twice_is_labeled_twice_and_one_that_is_skipped_never()
    {
        Assert.Equal(2, Day("Europe/Berlin", "2026-10-25").Labels().Count(label => label == "02:30"));
        Assert.DoesNotContain("02:30", Day("Europe/Berlin", "2026-03-29").Labels());
        Assert.Equal("01:00", Day("America/Sao_Paulo", "2018-11-04").Labels()[0]);
    }

    [Fact]
    public void Slot_keeps_the_highest_of_each_figure_and_zero_is_not_unknown()
    {
        var levels = new Levels(3);
        Assert.True(levels.Raise(1, new Level(5, 1, 0)));
        Assert.False(levels.Raise(1, new Level(5, 1, 0)));
        Assert.True(levels.Raise(1, new Level(3, 2, 1)));
        Assert.True(levels.Raise(2, default));
        Assert.Equal(new Level(5, 2, 1), levels[1]);
        Assert.Equal(default(Level), levels[2]);
        Assert.Null(levels[0]);
    }

    [Fact]
    public void Packed_levels_come_back_as_they_were()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 500; round++)
        {
            var levels = Random(random, random.Next(0, 301));
            var back = Levels.Unpack(levels.Pack(), levels.Slots);
            Assert.Equal(Slots(levels), Slots(back));
        }
    }

    [Fact]
    public void Merge_in_any_order_and_number_is_the_same()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var parts = Enumerable.Range(0, 4).Select(_ => Random(random, 20)).ToList();
            var (once, twice) = (new Levels(20), new Levels(20));
            parts.ForEach(once.Merge);
            parts.Concat(parts).OrderBy(_ => random.Next()).ToList().ForEach(twice.Merge);
            Assert.Equal(Slots(once), Slots(twice));
        }
    }

    /// <summary>A zone's rules can change between the write and the read.</summary>
    [Fact]
    public void Slots_that_the_day_no_longer_has_are_dropped_and_new_ones_are_unknown()
    {
        var levels = new Levels(300);
        levels.Raise(0, new Level(1, 1, 1));
        levels.Raise(299, new Level(9, 9, 9));
        Assert.Equal(new Level(1, 1, 1), Levels.Unpack(levels.Pack(), 288)[0]);
        Assert.Null(Levels.Unpack(new Levels(276).Pack(), 288)[287]);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 9 })]
    [InlineData(new byte[] { 1, 5, 128 })]
    public void What_is_no_level_is_refused(byte[] packed) => Assert.Throws<FormatException>(() => Levels.Unpack(packed, 288));

    private static LevelDay Day(string zone, string day) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.ParseExact(day, "yyyy-MM-dd", null));

    private static Levels Random(Random random, int slots)
    {
        var levels = new Levels(slots);
        for (var slot = 0; slot < slots; slot++)
        {
            if (random.Next(4) > 0)
            {
                levels.Raise(slot, new Level(random.Next(60_000), random.Next(300), random.Next(2)));
            }
        }

        return levels;
    }

    private static List<Level?> Slots(Levels levels) => Enumerable.Range(0, levels.Slots).Select(slot => levels[slot]).ToList();
}

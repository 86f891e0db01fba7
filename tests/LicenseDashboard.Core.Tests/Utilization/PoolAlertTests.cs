using LicenseDashboard.Core.Utilization;
using Xunit;

namespace LicenseDashboard.Core.Tests.Utilization;

public sealed class PoolAlertTests
{
    private static readonly DateTime _noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(79, 100, 80, false)]
    [InlineData(80, 100, 80, true)]
    [InlineData(239, 299, 80, false)] // 79.9 %
    [InlineData(240, 300, 80, true)]
    [InlineData(101, 100, 100, true)]
    [InlineData(5, 0, 80, false)]
    public void Threshold_is_reached_exactly(int used, int entitled, int threshold, bool reached) =>
        Assert.Equal(reached, PoolAlert.Reaches(used, entitled, threshold));

    [Fact]
    public void Clears_after_fifteen_minutes_at_least_three_points_below()
    {
        var alert = Raised();
        alert.See(77, 100, _noon);
        alert.See(77, 100, _noon.AddMinutes(15).AddTicks(-1));
        Assert.True(alert.IsOpen);
        Assert.True(alert.See(77, 100, _noon.AddMinutes(15)));
        Assert.Equal(_noon.AddMinutes(15), alert.ClearedAt);
        Assert.False(alert.See(99, 100, _noon.AddMinutes(16)));
    }

    [Fact]
    public void One_sample_above_the_margin_begins_the_calm_anew()
    {
        var alert = Raised();
        alert.See(70, 100, _noon);
        Assert.True(alert.See(78, 100, _noon.AddMinutes(14))); // below the threshold, but not by three points
        alert.See(77, 100, _noon.AddMinutes(15));
        alert.See(70, 100, _noon.AddMinutes(29));
        Assert.True(alert.IsOpen);
        alert.See(70, 100, _noon.AddMinutes(30));
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void Unknown_stretch_is_not_calm()
    {
        var alert = Raised();
        alert.See(10, 100, _noon);
        Assert.True(alert.Miss());
        Assert.False(alert.Miss());
        alert.See(10, 100, _noon.AddMinutes(20));
        Assert.True(alert.IsOpen);
    }

    [Fact]
    public void Remembers_the_most_that_was_used()
    {
        var alert = Raised();
        alert.See(97, 100, _noon);
        alert.See(60, 100, _noon.AddMinutes(1));
        Assert.Equal((80, 97), (alert.Used, alert.Peak));
    }

    /// <summary>Whatever the level does, an alert is raised at most once between two stretches of calm.</summary>
    [Fact]
    public void Swinging_level_never_raises_twice_without_fifteen_calm_minutes_between()
    {
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            PoolAlert? open = null;
            DateTime? aboveAt = null;
            var now = _noon;
            for (var step = 0; step < 200; step++)
            {
                now = now.AddMinutes(random.Next(1, 4));
                var used = random.Next(5) == 0 ? random.Next(60, 76) : random.Next(74, 90);
                if (open is null && PoolAlert.Reaches(used, 100, 80))
                {
                    Assert.True(aboveAt is null || now - aboveAt >= PoolAlert.Calm);
                    open = PoolAlert.Raise(1, "cloudCX3", 0, 80, used, 100, false, now);
                }

                aboveAt = open is not null && used > 77 ? now : aboveAt;
                open?.See(used, 100, now);
                open = open is { IsOpen: true } ? open : null;
            }
        }
    }

    private static PoolAlert Raised() => PoolAlert.Raise(1, "cloudCX3", PoolAlert.AllDivisions, 80, 80, 100, byRole: false, _noon);
}

using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LicenseDashboard.Application.Tests.Platforms;

/// <summary>When a vendor counts as out of reach, and when no more.</summary>
public sealed class VendorReachTests : IDisposable
{
    private static readonly MissedAnswer Refused = new("GET /x", null, "Connection refused");
    private readonly FixedClock _clock = new();
    private readonly VendorReach _reach;
    private readonly FakeVendor _vendor = new() { IsAway = true };
    private readonly ReachWatch _watch;
    private int _changes;

    public VendorReachTests()
    {
        _reach = new VendorReach(_clock);
        _reach.Changed += () => _changes++;
        _watch = new ReachWatch(_reach, _vendor, _clock, NullLogger<ReachWatch>.Instance);
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task Outage_is_known_within_30_seconds_and_dates_from_the_first_unanswered_request()
    {
        var first = _clock.GetUtcNow().UtcDateTime;
        _reach.Missed("genesys", Refused);
        await PassAsync(TimeSpan.FromSeconds(20));
        var outage = Assert.Single(_reach.Current);
        Assert.Equal((first, "GET /x"), (outage.Since, outage.Last.Route));
        Assert.InRange(outage.NextTryAt, _clock.GetUtcNow().UtcDateTime, _clock.GetUtcNow().UtcDateTime + VendorReach.Pause);
        Assert.Equal(1, _changes);
    }

    [Fact]
    public async Task Request_that_succeeds_when_repeated_is_no_outage()
    {
        _reach.Missed("genesys", Refused);
        await PassAsync(TimeSpan.FromSeconds(4));
        _reach.Answered("genesys");
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((0, 0, 0L), (_reach.Current.Count, _changes, _vendor.RequestsSent));
    }

    [Fact]
    public async Task One_route_that_fails_while_the_vendor_answers_is_no_outage()
    {
        _vendor.IsAway = false;
        for (var i = 0; i < 10; i++)
        {
            _reach.Missed("genesys", new MissedAnswer("GET /broken", 503, "503"));
            await PassAsync(TimeSpan.FromSeconds(6));
        }

        Assert.Equal((0, 0), (_reach.Current.Count, _changes));
    }

    [Fact]
    public async Task Vendor_that_is_away_is_asked_every_half_minute_and_ends_the_outage_itself()
    {
        _reach.Missed("genesys", Refused);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.True(_reach.IsOut("genesys"));
        Assert.InRange(_vendor.RequestsSent, 15, 21);
        var failedAt = _clock.GetUtcNow().UtcDateTime;
        _vendor.IsAway = false;
        await PassAsync(TimeSpan.FromSeconds(32));
        Assert.Empty(_reach.Current);
        Assert.True(_reach.IsOver("genesys", failedAt));
        Assert.False(_reach.IsOver("genesys", failedAt.AddHours(-1)));
        Assert.False(_reach.IsOver("other", failedAt));
    }

    [Fact]
    public async Task Platforms_are_told_apart()
    {
        _reach.Missed("emea", Refused);
        await PassAsync(TimeSpan.FromSeconds(20));
        _reach.Answered("genesys");
        Assert.True(_reach.IsOut("emea"));
        Assert.False(_reach.IsOut("genesys"));
    }

    [Fact]
    public async Task Connector_that_throws_counts_as_away_and_the_watch_continues()
    {
        _vendor.Answering = _ => throw new InvalidOperationException("no address yet");
        _reach.Missed("genesys", Refused);
        await PassAsync(TimeSpan.FromSeconds(20));
        Assert.True(_reach.IsOut("genesys"));
    }

    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(2))
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await _watch.RoundAsync(TestContext.Current.CancellationToken);
        }
    }
}

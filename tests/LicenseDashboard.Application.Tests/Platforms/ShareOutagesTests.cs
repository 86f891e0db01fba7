using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LicenseDashboard.Application.Tests.Platforms;

/// <summary>Two instances on one database; one can't reach the vendor.</summary>
public sealed class ShareOutagesTests : IAsyncLifetime
{
    private static readonly MissedAnswer Refused = new("GET /x", 503, "Bad gateway");
    private readonly FixedClock _clock = new();
    private TestDatabase _database = null!;
    private (VendorReach Reach, ShareOutages Share) _importing;
    private (VendorReach Reach, ShareOutages Share) _serving;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var db = await _database.Get<IDbContextFactory<LicenseDb>>().CreateDbContextAsync();
        db.Platforms.Add(A.Platform());
        await db.SaveChangesAsync();
        (_importing, _serving) = (Instance(), Instance());
    }

    public async ValueTask DisposeAsync()
    {
        _importing.Share.Dispose();
        _serving.Share.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Outage_of_one_instance_shows_on_the_other_and_holds_nothing_up_there()
    {
        var since = _clock.GetUtcNow().UtcDateTime;
        await LoseAsync();
        var told = 0;
        _serving.Reach.Changed += () => told++;
        await _serving.Share.RoundAsync(CancellationToken.None);
        await _serving.Share.RoundAsync(CancellationToken.None);
        var outage = Assert.Single(_serving.Reach.Current);
        Assert.Equal(("genesys", since, Refused), (outage.Platform, outage.Since, outage.Last));
        Assert.Equal(1, told);
        Assert.True(_serving.Reach.IsReportedOut("genesys"));
        Assert.False(_serving.Reach.IsOut("genesys"));
    }

    [Fact]
    public async Task End_of_an_outage_is_told_too()
    {
        await LoseAsync();
        await _serving.Share.RoundAsync(CancellationToken.None);
        _importing.Reach.Answered("genesys");
        await _importing.Share.RoundAsync(CancellationToken.None);
        await _serving.Share.RoundAsync(CancellationToken.None);
        Assert.Empty(_serving.Reach.Current);
    }

    [Fact]
    public async Task Report_of_an_instance_that_died_is_forgotten()
    {
        await LoseAsync();
        _clock.Advance(VendorReach.Pause + VendorReach.Pause + TimeSpan.FromSeconds(1));
        await _serving.Share.RoundAsync(CancellationToken.None);
        Assert.Empty(_serving.Reach.Current);
    }

    private async Task LoseAsync()
    {
        _importing.Reach.Missed("genesys", Refused);
        _importing.Reach.Confirm("genesys");
        await _importing.Share.RoundAsync(CancellationToken.None);
    }

    private (VendorReach, ShareOutages) Instance()
    {
        var reach = new VendorReach(_clock);
        var share = new ShareOutages(
            reach,
            new JobInstance(),
            _database.Get<IDbContextFactory<LicenseDb>>(),
            _database.Get<DatabaseStart>(),
            _clock,
            NullLogger<ShareOutages>.Instance
        );
        return (reach, share);
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Utilization;

/// <summary>
/// What the database says about now, in memory, once per process. One small read a second brings the changes; pages and endpoints are
/// answered from here, so that their number doesn't matter to the database.
/// </summary>
internal sealed partial class LiveBoard(
    IDbContextFactory<LicenseDb> dbs,
    DatabaseStart database,
    LoadRoster rosters,
    IReadOnlyList<PlatformSeed> configured,
    TimeProvider clock,
    ILogger<LiveBoard> log
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>How often the directory is asked whether it has changed.</summary>
    private static readonly TimeSpan RosterPace = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile IReadOnlyDictionary<int, LivePicture> _pictures = new Dictionary<int, LivePicture>();
    private DateTimeOffset? _rostersAt;

    /// <summary>Raised on a worker thread.</summary>
    public event Action? Changed;

    /// <summary>The configured platforms in their order; reads them first if they have never been read.</summary>
    public async ValueTask<IReadOnlyList<LivePicture>> PicturesAsync(CancellationToken ct)
    {
        if (_rostersAt is null)
        {
            await PollAsync(ct);
        }

        var pictures = _pictures.Values.ToDictionary(picture => picture.Roster.Platform.Name);
        return [.. configured.Select(platform => pictures.GetValueOrDefault(platform.Name)).OfType<LivePicture>()];
    }

    /// <summary>Reads what has changed. True if anything has.</summary>
    public async Task<bool> PollAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            var renewed = false;
            // People of the first import are shown at once.
            var pace = _pictures.Values.All(picture => picture.Roster.Places.Length > 0) ? RosterPace : Pace;
            if (_rostersAt is not { } at || now - at >= pace || now < at)
            {
                renewed = await RenewAsync(ct);
                _rostersAt = now;
            }

            return await ReadChangesAsync(ct) || renewed;
        }
        finally
        {
            _reading.Release();
        }
    }

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.RunAsync(stoppingToken);
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            try
            {
                if (await PollAsync(stoppingToken))
                {
                    Changed?.Invoke();
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                NotRead(fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One query for all platforms: the state of each feed with the people it wrote since the last one.</summary>
    private async Task<bool> ReadChangesAsync(CancellationToken ct)
    {
        var pictures = _pictures;
        if (pictures.Count == 0)
        {
            return false;
        }

        var news = AnyOf.These(pictures.Select(each => LivePicture.After(each.Key, each.Value.Seen)));
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await (
            from feed in db.LiveFeeds.AsNoTracking()
            join person in db.LivePresence.AsNoTracking().Where(news) on feed.PlatformKey equals person.PlatformKey into people
            from person in people.DefaultIfEmpty()
            select new { feed, person }
        ).ToListAsync(ct);
        var changed = false;
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var platform in rows.GroupBy(row => row.feed.PlatformKey))
        {
            if (pictures.TryGetValue(platform.Key, out var picture))
            {
                changed |= picture.Take(platform.First().feed, [.. platform.Select(row => row.person).OfType<LivePresence>()], now);
            }
        }

        return changed;
    }

    /// <summary>Reads the rosters that are not up to date; what is known of people goes over.</summary>
    private async Task<bool> RenewAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var pictures = new Dictionary<int, LivePicture>();
        var renewed = false;
        foreach (var platform in await PlatformsAsync(db, ct))
        {
            if (
                _pictures.TryGetValue(platform.Key, out var known)
                && known.Roster.Stamp == await LoadRoster.StampAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct)
            )
            {
                pictures[platform.Key] = known;
                continue;
            }

            var picture = new LivePicture(await rosters.RunAsync(platform, ct));
            var feed = await db.LiveFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.PlatformKey == platform.Key, ct);
            var people = await db.LivePresence.AsNoTracking().Where(p => p.PlatformKey == platform.Key).ToListAsync(ct);
            if (feed is not null)
            {
                picture.Take(feed, people, clock.GetUtcNow().UtcDateTime);
            }

            pictures[platform.Key] = picture;
            renewed = true;
        }

        _pictures = pictures;
        return renewed;
    }

    /// <summary>A platform that is no longer configured keeps its rows, but nothing runs for it.</summary>
    private Task<List<Platform>> PlatformsAsync(LicenseDb db, CancellationToken ct)
    {
        List<string> names = [.. configured.Select(platform => platform.Name)];
        return db.Platforms.AsNoTracking().Where(p => names.Contains(p.Name)).ToListAsync(ct);
    }

    [LoggerMessage(9101, LogLevel.Warning, "What the live feed wrote could not be read; trying again in a second")]
    private partial void NotRead(Exception exception);
}

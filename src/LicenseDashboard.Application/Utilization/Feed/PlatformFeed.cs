using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>Wakes the writer of a feed as soon as something is heard.</summary>
internal sealed class FeedSignal : WakeSignal;

/// <summary>
/// The live feed of one platform for as long as this instance leads: hears from the vendor through <see cref="VendorVoice"/>, writes what
/// is new, keeps levels and judges pools. Only <see cref="TickAsync"/> writes.
/// </summary>
internal sealed class PlatformFeed(
    Platform platform,
    string leader,
    FeedStore store,
    LoadRoster rosters,
    JudgePools pools,
    TimeProvider clock
)
{
    /// <summary>Changes that arrive within it are written together, so that a busy hour doesn't mean a transaction per event.</summary>
    public static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan SamplePace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LevelPace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RosterPace = TimeSpan.FromSeconds(30);

    /// <summary>Before the first import has brought anyone.</summary>
    private static readonly TimeSpan FirstRosterPace = TimeSpan.FromSeconds(1);

    private readonly Lock _swap = new();
    private LevelKeeper _levels = null!;
    private List<PoolAlert> _open = [];
    private DateTimeOffset _sampledAt;
    private DateTimeOffset _levelsAt;
    private DateTimeOffset _rosterAt;
    private DateOnly _forgotOn;

    public FeedSignal Signal { get; } = new();

    public LiveMemory Memory { get; private set; } = null!;

    public LiveStatus Status { get; private set; } = null!;

    /// <summary>Raised when the roster has changed, so that subscriptions are renewed.</summary>
    public event Action? PeopleChanged;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The vendor's IDs for subscriptions.</summary>
    public async Task<IReadOnlyCollection<string>> VendorIdsAsync(CancellationToken ct) =>
        [.. (await store.VendorIdsAsync(Memory.Roster, ct)).Select(person => person.VendorId)];

    /// <summary>Runs on the memory of now; it is replaced only in between.</summary>
    public void With(Action<LiveMemory> work)
    {
        lock (_swap)
        {
            work(Memory);
        }
    }

    /// <summary>Takes over from the last leader.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        var roster = await rosters.RunAsync(platform, ct);
        Memory = new LiveMemory(roster, await store.VendorIdsAsync(roster, ct));
        _levels = new LevelKeeper(roster);
        var (state, people) = await store.BeginAsync(platform, leader, Now.UtcDateTime, ct);
        Memory.Restore(people);
        Status = new LiveStatus(state);
        _open = await store.OpenAlertsAsync(platform.Key, ct);
        (_rosterAt, _levelsAt) = (Now, Now);
    }

    /// <summary>Writes what is due. What could not be written is written the next time.</summary>
    public async Task TickAsync(CancellationToken ct)
    {
        var now = Now;
        if (now - _rosterAt >= (Memory.Roster.Places.Length == 0 ? FirstRosterPace : RosterPace))
        {
            _rosterAt = now;
            await RenewAsync(now, ct);
        }

        if (Memory.IsDirty || Status.IsDirty)
        {
            await WriteAsync(ct);
        }

        if (now - _sampledAt >= SamplePace)
        {
            _sampledAt = now;
            await SampleAsync(now, ct);
        }

        if (_levels.IsDirty && now - _levelsAt >= LevelPace)
        {
            await FlushAsync(ct);
        }
    }

    /// <summary>Writes the levels sampled so far.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        _levelsAt = Now;
        if (!_levels.IsDirty)
        {
            return;
        }

        var samples = _levels.Take();
        try
        {
            var next = Next();
            next.LevelTick = next.Tick;
            await store.WriteLevelsAsync(next, platform, samples, ct);
            Status.Written(next);
        }
        catch
        {
            _levels.GiveBack(samples);
            Status.Unwritten();
            throw;
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        var left = Memory.Drain().Chunk(IBulkWriter.RowsPerTransaction).DefaultIfEmpty([]).ToList();
        try
        {
            while (left.Count > 0)
            {
                var next = Next();
                await store.WriteAsync(next, left[0], ct);
                Status.Written(next);
                left.RemoveAt(0);
            }
        }
        catch
        {
            Memory.Undrain(left.SelectMany(part => part));
            Status.Unwritten();
            throw;
        }
    }

    private async Task SampleAsync(DateTimeOffset now, CancellationToken ct)
    {
        var feed = Status.Look();
        var at = now.UtcDateTime;
        if (LiveAge.CountsKnown(feed, at))
        {
            _levels.SampleTotals(feed, now);
        }

        var known = LiveAge.PeopleKnown(feed, at);
        var used = Memory.Read(people =>
        {
            if (known)
            {
                _levels.SamplePeople(people, now);
            }

            return known && Memory.Roster.Tiers != TierSource.Unknown ? PoolUse.Of(Memory.Roster, people) : null;
        });
        await JudgeAsync(feed, used, at, ct);
        if (platform.LocalDay(now) is var today && today != _forgotOn)
        {
            _forgotOn = today;
            await store.ForgetAsync(platform, now, ct);
        }
    }

    /// <summary>Asks in memory first, because most samples change no alert.</summary>
    private async Task JudgeAsync(LiveFeedState feed, int[]? used, DateTime now, CancellationToken ct)
    {
        var roster = Memory.Roster;
        var (raised, changed) = pools.Judge(roster, [.. _open.Select(alert => alert.Copy())], used, feed.JudgedAt, now);
        if (raised.Count > 0 || changed)
        {
            var next = Next();
            next.AlertTick = next.Tick;
            next.JudgedAt = used is null ? feed.JudgedAt : now;
            try
            {
                _open = await store.JudgeAsync(next, platform, open => pools.Judge(roster, open, used, feed.JudgedAt, now).Raised, now, ct);
            }
            catch
            {
                Status.Unwritten();
                throw;
            }

            Status.Written(next);
        }
        else if (used is not null)
        {
            Status.Judged(now);
        }
    }

    /// <summary>After an import: other people, licenses, or pools.</summary>
    private async Task RenewAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (await store.IsCurrentAsync(Memory.Roster, platform.LocalDay(now), ct))
        {
            return;
        }

        if (_levels.IsDirty)
        {
            await FlushAsync(ct);
        }

        var roster = await rosters.RunAsync(platform, ct);
        var (before, next) = (Memory, new LiveMemory(roster, await store.VendorIdsAsync(roster, ct)));
        lock (_swap)
        {
            before.CopyTo(next);
            (Memory, _levels) = (next, new LevelKeeper(roster));
        }

        PeopleChanged?.Invoke();
    }

    private LiveFeedState Next()
    {
        var next = Status.Snapshot(Now.UtcDateTime, Memory.Strangers);
        next.Tick++;
        return next;
    }
}

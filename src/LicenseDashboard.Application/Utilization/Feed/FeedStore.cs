using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// What the feed writes, one transaction each. All of them write the feed's row under the name of the leader; once another instance has
/// put its own there, they fail with <see cref="DbUpdateConcurrencyException"/> and change nothing.
/// </summary>
internal sealed class FeedStore(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider, IEnumerable<IHearPoolAlerts> told)
{
    /// <summary>Takes the row over and returns it with the last known presence of everyone.</summary>
    public async Task<(LiveFeedState State, List<LivePresence> People)> BeginAsync(
        Platform platform,
        string leader,
        DateTime now,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var state = await db.InTransactionAsync(
            async token =>
            {
                var row = await db.LiveFeeds.SingleOrDefaultAsync(f => f.PlatformKey == platform.Key, token);
                if (row is null)
                {
                    row = new LiveFeedState { PlatformKey = platform.Key };
                    db.LiveFeeds.Add(row);
                }

                row.Leader = leader;
                row.BegunAt ??= now;
                row.Tick++;
                (row.Push, row.PushSince, row.PushFailure) = (LivePushState.Opening, now, null);
                await db.SaveChangesAsync(token);
                return row.Copy();
            },
            ct
        );
        return (state, await db.LivePresence.AsNoTracking().Where(p => p.PlatformKey == platform.Key).ToListAsync(ct));
    }

    /// <summary>The vendor's IDs of the people who can be heard of.</summary>
    public async Task<List<(int Key, string VendorId)>> VendorIdsAsync(LiveRoster roster, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.PlatformKey == roster.Platform.Key)
            .Select(p => new { p.Key, p.VendorId })
            .ToListAsync(ct);
        return [.. people.Where(person => roster.IndexOf(person.Key) is not null).Select(person => (person.Key, person.VendorId))];
    }

    /// <summary>True if the roster is still as the database says.</summary>
    public async Task<bool> IsCurrentAsync(LiveRoster roster, DateOnly today, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await LoadRoster.StampAsync(db, roster.Platform, today, ct) == roster.Stamp;
    }

    /// <param name="people">At most <see cref="IBulkWriter.RowsPerTransaction"/>.</param>
    public async Task WriteAsync(LiveFeedState state, IReadOnlyCollection<LivePresence> people, CancellationToken ct)
    {
        long[] cells =
        [
            .. people
                .OrderBy(p => p.PersonKey)
                .SelectMany(p => new[] { p.PersonKey, p.PlatformKey, p.Presence, p.PresenceSince, p.Routing, p.RoutingSince, state.Tick }),
        ];
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                await SaveAsync(db, state, token);
                await bulk.UpsertAsync(UtilizationTables.Presence, cells, token);
            },
            ct
        );
    }

    public async Task WriteLevelsAsync(
        LiveFeedState state,
        Platform platform,
        Dictionary<(int Day, int Sku, int Division), Levels> samples,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                await SaveAsync(db, state, token);
                await LevelKeeper.WriteAsync(db, platform, samples, token);
            },
            ct
        );
    }

    public async Task<List<PoolAlert>> OpenAlertsAsync(int platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.PoolAlerts.AsNoTracking().Where(a => a.PlatformKey == platform && a.ClearedAt == null).ToListAsync(ct);
    }

    /// <summary>Judges the stored alerts and tells people about new ones, all or nothing.</summary>
    /// <returns>The open alerts afterwards.</returns>
    public async Task<List<PoolAlert>> JudgeAsync(
        LiveFeedState state,
        Platform platform,
        Func<IReadOnlyCollection<PoolAlert>, IReadOnlyList<PoolAlert>> judge,
        DateTime now,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var raised = await db.InTransactionAsync(
            async token =>
            {
                await SaveAsync(db, state, token);
                var open = await db.PoolAlerts.Where(a => a.PlatformKey == platform.Key && a.ClearedAt == null).ToListAsync(token);
                var added = judge(open);
                db.PoolAlerts.AddRange(added);
                await db.SaveChangesAsync(token);
                if (added.Count > 0)
                {
                    foreach (var each in told)
                    {
                        await each.RaisedAsync(db, platform, added, now, token);
                    }
                }

                return added.Count;
            },
            ct
        );
        if (raised > 0)
        {
            foreach (var each in told)
            {
                each.Committed();
            }
        }

        return await OpenAlertsAsync(platform.Key, ct);
    }

    /// <summary>Deletes what is older than it is kept.</summary>
    public async Task ForgetAsync(Platform platform, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var first = Core.Usage.FactDay.Of(platform.LocalDay(now).AddMonths(-LevelKeeper.KeptMonths));
        var before = now.UtcDateTime.AddMonths(-LevelKeeper.KeptMonths);
        await db.InTransactionAsync(
            async token =>
            {
                await db.UtilizationLevels.Where(l => l.PlatformKey == platform.Key && l.Day < first).ExecuteDeleteAsync(token);
                await db.PoolAlerts.Where(a => a.PlatformKey == platform.Key && a.ClearedAt < before).ExecuteDeleteAsync(token);
            },
            ct
        );
    }

    private static async Task SaveAsync(LicenseDb db, LiveFeedState state, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        db.LiveFeeds.Update(state.Copy());
        await db.SaveChangesAsync(ct);
    }
}

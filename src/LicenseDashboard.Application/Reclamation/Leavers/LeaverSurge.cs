using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>What the breaker saw at one moment.</summary>
/// <param name="At">UTC.</param>
/// <param name="Passed">Leavers with a license who passed in the hour before.</param>
/// <param name="Held">Leavers on hold by then.</param>
public sealed record SurgePoint(DateTime At, int Passed, int Held);

/// <summary>The hour in which the breaker began to hold leavers of one platform.</summary>
/// <param name="Limit">How many may pass within an hour.</param>
/// <param name="Seats">People who currently hold a license.</param>
/// <param name="Held">Leavers on hold now.</param>
/// <param name="Since">UTC time at which the first of them was held.</param>
/// <param name="Points">Every five minutes of an hour.</param>
public sealed record LeaverSurge(string Platform, int Limit, int Seats, int Held, DateTime Since, IReadOnlyList<SurgePoint> Points);

/// <summary>Why leavers are on hold: how many passed and how many were held around the moment at which the limit was reached.</summary>
public sealed class LeaverSurges(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>How much of the following time is shown, up to now.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    /// <summary>One per platform with leavers on hold; none for viewers who may not see leavers.</summary>
    public async Task<IReadOnlyList<LeaverSurge>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        if (!LeaverList.MaySee(viewer))
        {
            return [];
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var held = (
            await db
                .Leavers.Where(l => l.Status == LeaverStatus.Held && l.RecommendationId == null && l.PlatformKey != null)
                .Select(l => new { Platform = l.PlatformKey!.Value, l.ChangedAt })
                .ToListAsync(ct)
        ).ToLookup(each => each.Platform, each => each.ChangedAt);
        List<LeaverSurge> surges = [];
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            if (held.Contains(platform.Key))
            {
                surges.Add(await SurgeAsync(db, platform.Key, platform.Name, [.. held[platform.Key].Order()], ct));
            }
        }

        return surges;
    }

    private async Task<LeaverSurge> SurgeAsync(LicenseDb db, int key, string platform, List<DateTime> held, CancellationToken ct)
    {
        var (now, since) = (clock.GetUtcNow().UtcDateTime, held[0]);
        var end = since + After < now ? since + After : now;
        var first = end - (2 * LeaverBreaker.Window);
        var passed = await db
            .Leavers.Where(l => l.PlatformKey == key && l.PassedAt > first && l.PassedAt <= end)
            .Select(l => l.PassedAt!.Value)
            .ToListAsync(ct);
        var seats = await ReportLeavers.HoldersAsync(db, key, ct);
        var points = Enumerable
            .Range(0, (int)(LeaverBreaker.Window / Step) + 1)
            .Select(back => end - LeaverBreaker.Window + (back * Step))
            .Select(at => new SurgePoint(
                at,
                passed.Count(each => each > at - LeaverBreaker.Window && each <= at),
                held.Count(each => each <= at)
            ));
        return new(platform, LeaverBreaker.Limit(seats), seats, held.Count, since, [.. points]);
    }
}

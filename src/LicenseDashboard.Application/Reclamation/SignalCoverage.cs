using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>How far one activity signal is known on one platform.</summary>
/// <param name="Through">Last local day; null if it is not known at all.</param>
public sealed record SignalKnown(string Platform, SignOfLife Sign, DateOnly? Through);

/// <summary>Up to which day each activity signal is known. Everybody may read it: it names no person.</summary>
public sealed class SignalCoverage(IDbContextFactory<LicenseDb> dbs)
{
    /// <summary>As in <c>ImportRun.Kind</c>.</summary>
    private const string DirectoryImport = "directory";

    public async Task<IReadOnlyList<SignalKnown>> RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var streams = await db.Streams.Where(s => s.State == StreamState.Served).ToListAsync(ct);
        var imported = await db
            .ImportRuns.Where(r => r.Kind == DirectoryImport && r.Status == RunStatus.Succeeded)
            .GroupBy(r => r.PlatformKey)
            .Select(runs => new { runs.Key, EndedAt = runs.Max(r => r.EndedAt) })
            .ToDictionaryAsync(r => r.Key, r => r.EndedAt, ct);
        var known = new List<SignalKnown>();
        foreach (var platform in await db.Platforms.OrderBy(p => p.Key).ToListAsync(ct))
        {
            // Logins and tokens come with the listing of people.
            DateOnly? listed = imported.GetValueOrDefault(platform.Key) is { } at
                ? platform.LocalDay(new DateTimeOffset(at, TimeSpan.Zero))
                : null;
            known.AddRange([
                new(platform.Name, SignOfLife.Presence, Through(platform.Key, StreamStatus.Presence)),
                new(platform.Name, SignOfLife.Interaction, Through(platform.Key, StreamStatus.Conversations)),
                new(platform.Name, SignOfLife.Login, listed),
                new(platform.Name, SignOfLife.TokenIssued, listed),
                new(platform.Name, SignOfLife.BillableUsage, platform.BilledThrough),
            ]);
        }

        return known;

        DateOnly? Through(int platform, string stream) => streams.Find(s => s.PlatformKey == platform && s.Name == stream)?.CompleteThrough;
    }
}

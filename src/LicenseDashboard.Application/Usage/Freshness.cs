using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>How far one stream of one platform can be believed.</summary>
/// <param name="CompleteThrough">C; null before the first pull.</param>
/// <param name="CoveredFrom">First day of the unbroken run of covered days that ends at C; null when C itself is not covered.</param>
/// <param name="Late">C is more than three days before today.</param>
/// <param name="UnknownSince">UTC; the first pull that failed since the last one that succeeded. Null when the last one did.</param>
public sealed record StreamFreshness(
    string Platform, string Stream, StreamState State, DateOnly? CompleteThrough, DateOnly? CoveredFrom, bool Late, bool AuditsViews,
    DateTime? PulledAt, string Failure, DateTime? UnknownSince);

/// <summary>A division whose data our client is not shown.</summary>
/// <param name="DivisionKey">0: people without a division.</param>
public sealed record HiddenDivision(string Platform, string Stream, int DivisionKey, string Division, string Words);

/// <summary>How fresh and how whole the facts are: the line under every table, and the warnings on the Overview. Holds no personal data, so every viewer may read it.</summary>
public sealed class Freshness(Catalogue catalogue, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <summary>Days of presence that tell whether a division's data arrives at all, as for reclamation.</summary>
    public const int PresenceDays = 45;

    public async Task<IReadOnlyList<StreamFreshness>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = new List<StreamFreshness>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var today = platform.LocalDay(clock.GetUtcNow());
            foreach (var stream in await db.Streams.AsNoTracking().Where(s => s.PlatformKey == platform.Key).OrderBy(s => s.Name).ToListAsync(ct))
            {
                // A state of now has no C and so is never late.
                var late = !StreamStatus.StatesOfNow.Contains(stream.Name) && stream.State is StreamState.Served or StreamState.Unknown
                    && stream.IsLate(today);
                rows.Add(new StreamFreshness(
                    platform.Name, stream.Name, stream.State, stream.CompleteThrough, await CoveredFromAsync(db, stream, ct), late,
                    stream.AuditsViews, stream.PulledAt, stream.Failure, stream.UnknownSince));
            }
        }

        return rows;
    }

    /// <summary>Divisions with five or more licensed people whose presence or conversations are not shown to our client.</summary>
    public async Task<IReadOnlyList<HiddenDivision>> HiddenDivisionsAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var hidden = new List<HiddenDivision>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var streams = await db.Streams.AsNoTracking().Where(s => s.PlatformKey == platform.Key).ToDictionaryAsync(s => s.Name, ct);
            if (streams.GetValueOrDefault(StreamStatus.Presence)?.CompleteThrough is not { } presence)
            {
                continue;
            }

            var names = await db.Divisions.Where(d => d.PlatformKey == platform.Key).ToDictionaryAsync(d => d.Key, d => d.Name, ct);
            var signs = await DivisionSigns.ReadAsync(db, platform.Key, catalogue, ct);
            var conversations = streams.GetValueOrDefault(StreamStatus.Conversations)?.CompleteThrough ?? presence;
            foreach (var (division, sign) in signs.OrderBy(s => s.Key))
            {
                var name = names.GetValueOrDefault(division, "no division");
                if (sign.HidesPresence(presence.AddDays(1 - PresenceDays)))
                {
                    hidden.Add(new HiddenDivision(
                        platform.Name, StreamStatus.Presence, division, name, FormattableString.Invariant($"{sign.Licensed} licensed people, none of them present: the client may lack a grant here.")));
                }
                else if (sign.HidesConversations(conversations.AddDays(1 - PresenceDays)))
                {
                    hidden.Add(new HiddenDivision(platform.Name, StreamStatus.Conversations, division, name, "On queue, but nobody handled anything: the client may lack a grant here."));
                }
            }
        }

        return hidden;
    }

    private static async Task<DateOnly?> CoveredFromAsync(LicenseDb db, StreamStatus stream, CancellationToken ct)
    {
        if (stream.CompleteThrough is not { } through)
        {
            return null;
        }

        var days = await db.Coverage.Where(c => c.StreamKey == stream.Key && c.DivisionKey == 0).Select(c => c.Day).ToHashSetAsync(ct);
        var first = FactDay.Of(through);
        if (!days.Contains(first))
        {
            return null;
        }

        while (days.Contains(first - 1) && (stream.FirstDay is not { } floor || FactDay.ToDate(first - 1) >= floor))
        {
            first--;
        }

        return FactDay.ToDate(first);
    }
}

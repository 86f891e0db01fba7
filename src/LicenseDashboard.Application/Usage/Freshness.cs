using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>How reliable one stream of one platform is.</summary>
/// <param name="CompleteThrough">C; null before the first pull.</param>
/// <param name="CoveredFrom">First day of the unbroken covered days up to C; null if C itself is not covered.</param>
/// <param name="Late">True if C is more than three days before today.</param>
/// <param name="UnknownSince">UTC time of the first failed pull since the last success; null if the last one succeeded.</param>
public sealed record StreamFreshness(
    string Platform,
    string Stream,
    StreamState State,
    DateOnly? CompleteThrough,
    DateOnly? CoveredFrom,
    bool Late,
    bool AuditsViews,
    DateTime? PulledAt,
    string Failure,
    DateTime? UnknownSince
)
{
    /// <summary>
    /// The last <see cref="Freshness.RecentDays"/> local days, oldest first, yesterday last: true if the day is complete. Empty for a
    /// state of now, which has no days.
    /// </summary>
    public IReadOnlyList<bool> Recent { get; init; } = [];
}

/// <summary>A division whose data is hidden from our client.</summary>
/// <param name="DivisionKey">0 stands for people without a division.</param>
/// <param name="Silent">True if no signal shows anybody there; an administrator may mark it as idle.</param>
public sealed record HiddenDivision(string Platform, string Stream, int DivisionKey, string Division, string Words, bool Silent);

/// <summary>A division that an administrator marked as idle.</summary>
/// <param name="Counts">False if someone there showed activity, which invalidates the mark.</param>
public sealed record MarkedDivision(string Platform, int DivisionKey, string Division, string MarkedBy, DateOnly MarkedOn, bool Counts);

/// <summary>
/// How fresh and complete the facts are: the line below every table and the warnings on the Overview. Contains no personal data, so every
/// viewer may read it.
/// </summary>
public sealed class Freshness(Catalogue catalogue, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <summary>Days of <see cref="StreamFreshness.Recent"/>: the window of presence, the shortest that a decision rests on.</summary>
    public const int RecentDays = 45;

    public async Task<IReadOnlyList<StreamFreshness>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = new List<StreamFreshness>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var today = platform.LocalDay(clock.GetUtcNow());
            foreach (
                var stream in await db.Streams.AsNoTracking().Where(s => s.PlatformKey == platform.Key).OrderBy(s => s.Name).ToListAsync(ct)
            )
            {
                // A state of now has no C and is therefore never late.
                var late =
                    !StreamStatus.StatesOfNow.Contains(stream.Name)
                    && stream.State is StreamState.Served or StreamState.Unknown
                    && stream.IsLate(today);
                var days = await db
                    .Coverage.Where(c => c.StreamKey == stream.Key && c.DivisionKey == 0)
                    .Select(c => c.Day)
                    .ToHashSetAsync(ct);
                rows.Add(
                    new StreamFreshness(
                        platform.Name,
                        stream.Name,
                        stream.State,
                        stream.CompleteThrough,
                        CoveredFrom(stream, days),
                        late,
                        stream.AuditsViews,
                        stream.PulledAt,
                        stream.Failure,
                        stream.UnknownSince
                    )
                    {
                        Recent = RecentOf(stream, days, today),
                    }
                );
            }
        }

        return rows;
    }

    /// <summary>Divisions with five or more licensed people whose presence or conversations are hidden from our client.</summary>
    public async Task<IReadOnlyList<HiddenDivision>> HiddenDivisionsAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var hidden = new List<HiddenDivision>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var unseen = await DivisionSigns.UnseenAsync(db, platform, catalogue, platform.LocalDay(clock.GetUtcNow()), ct);

            // Conversations follow presence, which is the more informative of the two.
            hidden.AddRange(
                unseen
                    .DistinctBy(division => division.DivisionKey)
                    .Select(division => new HiddenDivision(
                        platform.Name,
                        division.Stream,
                        division.DivisionKey,
                        division.Facts.Name,
                        WordsOf(division),
                        division is { IsSilent: true, DivisionKey: not 0 }
                    ))
            );
        }

        return hidden;
    }

    /// <summary>Divisions marked as idle by administrators, by name.</summary>
    public async Task<IReadOnlyList<MarkedDivision>> IdleDivisionsAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var marked = new List<MarkedDivision>();
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var today = platform.LocalDay(clock.GetUtcNow());
            var marks = await (
                from mark in db.IdleDivisions.AsNoTracking()
                join division in db.Divisions on mark.DivisionKey equals division.Key
                where division.PlatformKey == platform.Key
                orderby division.Name, division.Key
                select new { mark, division.Name }
            ).ToListAsync(ct);
            if (marks.Count == 0)
            {
                continue;
            }

            var complete =
                await db
                    .Streams.Where(s => s.PlatformKey == platform.Key && s.Name == StreamStatus.Presence)
                    .Select(s => s.CompleteThrough)
                    .SingleOrDefaultAsync(ct)
                ?? today;
            var signs = await DivisionSigns.ReadAsync(db, platform, catalogue, today, [.. marks.Select(m => m.mark.DivisionKey)], ct);
            marked.AddRange(
                marks.Select(m => new MarkedDivision(
                    platform.Name,
                    m.mark.DivisionKey,
                    m.Name,
                    m.mark.MarkedBy,
                    m.mark.MarkedOn,
                    signs.GetValueOrDefault(m.mark.DivisionKey)?.IsIdle(complete.AddDays(1 - DivisionSigns.NotedDays)) ?? true
                ))
            );
        }

        return marked;
    }

    private static string WordsOf(UnseenDivision division) =>
        division switch
        {
            { IsSilent: true } => $"{division.Facts.LicensedPeople} licensed people; {division.Facts.SilentWords}.",
            { Stream: StreamStatus.Presence } =>
                $"{division.Facts.LicensedPeople} licensed people, none of them present: the client may lack access to this division.",
            _ => "People were on queue, but no interactions were recorded: the client may lack access to this division.",
        };

    /// <summary>Days before the first one that can be covered aren't complete, whatever was pulled.</summary>
    private static IReadOnlyList<bool> RecentOf(StreamStatus stream, HashSet<int> covered, DateOnly today) =>
        StreamStatus.StatesOfNow.Contains(stream.Name)
            ? []
            :
            [
                .. Enumerable
                    .Range(1, RecentDays)
                    .Select(ago => today.AddDays(ago - 1 - RecentDays))
                    .Select(day => covered.Contains(FactDay.Of(day)) && !(day < stream.FirstDay)),
            ];

    private static DateOnly? CoveredFrom(StreamStatus stream, HashSet<int> days)
    {
        if (stream.CompleteThrough is not { } through)
        {
            return null;
        }

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

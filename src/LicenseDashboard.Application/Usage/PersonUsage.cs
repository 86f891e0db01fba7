using System.Linq.Expressions;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>The use of one feature by one person on one local day.</summary>
public sealed record UsagePoint(string Feature, DateOnly Day, int Count, int Seconds);

/// <summary>The days of a range for which a feature's use is known for one person.</summary>
/// <param name="CompleteThrough">C: the earliest of its streams; null while one has none.</param>
/// <param name="NotCovered">Days up to C about which nothing is known; days after C are not known yet either.</param>
public sealed record UsageCoverage(string Feature, DateOnly? CompleteThrough, IReadOnlyList<DateOnly> NotCovered);

public sealed record PersonUsageDays(DateOnly From, DateOnly To, IReadOnlyList<UsagePoint> Points, IReadOnlyList<UsageCoverage> Coverage);

/// <summary>A person's recent usage by feature, with the days on which it is complete.</summary>
public sealed class PersonUsage(IDbContextFactory<LicenseDb> dbs, SignalMap map, TimeProvider clock)
{
    public const int MostDays = 400;

    /// <param name="vendorId">The person's ID at the vendor.</param>
    /// <param name="platform">Key of a platform; null means the first that knows the ID.</param>
    /// <param name="days">Number of days up to and including today.</param>
    /// <returns>Null if there is no such person for the viewer.</returns>
    public Task<PersonUsageDays?> RunAsync(Viewer viewer, string vendorId, string? platform, int days, CancellationToken ct) =>
        ReadAsync(viewer, person => person.VendorId == vendorId, platform, days, ct);

    /// <summary>The same for a person whose key is known from a row.</summary>
    public Task<PersonUsageDays?> RunAsync(Viewer viewer, int personKey, int days, CancellationToken ct) =>
        ReadAsync(viewer, person => person.Key == personKey, null, days, ct);

    private async Task<PersonUsageDays?> ReadAsync(
        Viewer viewer,
        Expression<Func<Person, bool>> who,
        string? platform,
        int days,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var found = await (
            from person in db.People.VisibleTo(viewer).Where(who)
            join home in db.Platforms on person.PlatformKey equals home.Key
            where platform == null || home.Name == platform
            orderby home.Key
            select new
            {
                person.Key,
                person.DivisionKey,
                Home = home,
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var today = found.Home.LocalDay(clock.GetUtcNow());
        var from = today.AddDays(1 - Math.Clamp(days, 1, MostDays));

        // Facts are clustered by day: a list of days reads a few rows of each, a range would read everybody's.
        var asked = Enumerable.Range(FactDay.Of(from), today.DayNumber - from.DayNumber + 1).ToList();
        var rows = await (
            from use in db.UsageDays
            join feature in db.Features on use.FeatureKey equals feature.Key
            where use.PersonKey == found.Key && asked.Contains(use.Day) && feature.Name != UsageFeature.OtherMedia
            orderby use.Day, feature.Name
            select new
            {
                feature.Name,
                use.Day,
                use.Count,
                use.Seconds,
            }
        ).ToListAsync(ct);
        return new PersonUsageDays(
            from,
            today,
            [.. rows.Select(row => new UsagePoint(row.Name, FactDay.ToDate(row.Day), row.Count, row.Seconds))],
            await CoverageAsync(db, found.Home.Key, found.Key, found.DivisionKey ?? 0, from, today, ct)
        );
    }

    private async Task<IReadOnlyList<UsageCoverage>> CoverageAsync(
        LicenseDb db,
        int platform,
        int person,
        int division,
        DateOnly from,
        DateOnly today,
        CancellationToken ct
    )
    {
        var streams = await db.Streams.Where(s => s.PlatformKey == platform).ToDictionaryAsync(s => s.Name, ct);
        var (first, last) = (FactDay.Of(from), FactDay.Of(today));

        // For a day in a former division, the coverage of that division applies.
        var left = await db
            .PersonDivisions.Where(d => d.PersonKey == person && d.DivisionKey != division && d.To >= from)
            .Select(d => new { d.DivisionKey, To = d.To!.Value })
            .ToListAsync(ct);
        List<int> divisions = [division, .. left.Select(d => d.DivisionKey)];
        var rows = await db
            .Coverage.Where(c =>
                divisions.Contains(c.DivisionKey)
                && c.Day >= first
                && c.Day <= last
                && db.Streams.Any(s => s.Key == c.StreamKey && s.PlatformKey == platform)
            )
            .Select(c => new
            {
                c.StreamKey,
                c.Day,
                c.DivisionKey,
            })
            .ToListAsync(ct);
        var covered = rows.Select(row => (row.StreamKey, row.Day, row.DivisionKey)).ToHashSet();
        var coverage = new List<UsageCoverage>();
        foreach (var feature in map.Catalogue.Features)
        {
            // A service that the vendor doesn't audit has no days to miss.
            var sources = map.DayStreamsOf(feature)
                .Select(streams.GetValueOrDefault)
                .OfType<StreamStatus>()
                .Where(s => s.State != StreamState.NotAudited)
                .ToList();
            var complete =
                sources.Count > 0 && sources.TrueForAll(s => s.CompleteThrough is not null) ? sources.Min(s => s.CompleteThrough) : null;
            var end = complete < today ? complete.Value : today;
            coverage.Add(
                new UsageCoverage(
                    feature.Key,
                    complete,
                    [
                        .. Enumerable
                            .Range(first, Math.Max(0, FactDay.Of(end) - first + 1))
                            .Where(day => !sources.TrueForAll(s => FactDay.ToDate(day) >= s.FirstDay && IsCovered(s.Key, day)))
                            .Select(FactDay.ToDate),
                    ]
                )
            );
        }

        return coverage;

        bool IsCovered(int stream, int day) =>
            covered.Contains((stream, day, division))
            && left.TrueForAll(d => FactDay.Of(d.To) < day || covered.Contains((stream, day, d.DivisionKey)));
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reviews;

/// <summary>How the undecided rows of a review became fewer.</summary>
/// <param name="Days">From the day it opened to the day it is due, or to today if that is later; local days of the platform.</param>
/// <param name="Undecided">At the end of each day, of the rows that the review has today; null for days to come.</param>
/// <param name="Pace">What would be left if the same number were decided each day.</param>
public sealed record ReviewCourse(
    ReviewStanding Standing,
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<int?> Undecided,
    IReadOnlyList<double> Pace
);

/// <summary>The course of the current reviews, limited to visible people.</summary>
public sealed class ReviewBurnDown(IDbContextFactory<LicenseDb> dbs, ReviewProgress progress, TimeProvider clock)
{
    private const int MinutesOfAPart = 15;

    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<ReviewCourse>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        var courses = new List<ReviewCourse>();
        foreach (var standing in (await progress.RunAsync(viewer, platform, ct)).Where(standing => standing.Total > 0))
        {
            courses.Add(await CourseAsync(viewer, standing, ct));
        }

        return courses;
    }

    private async Task<ReviewCourse> CourseAsync(Viewer viewer, ReviewStanding standing, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Name == standing.Platform, ct);
        var opened = await db
            .Reviews.Where(r => r.PlatformKey == platform.Key && r.Month == standing.Month)
            .Select(r => r.OpenedAt)
            .SingleAsync(ct);

        // The same rows as ReviewProgress counts. A quarter of an hour is the smallest part of a day by which time zones differ.
        var parts = await db
            .Recommendations.AsNoTracking()
            .VisibleTo(viewer)
            .Where(r => r.PlatformKey == platform.Key && r.Kind != RecommendationKind.Reclaim && r.Lane != Lane.Protected)
            .Where(r => r.Status != RecommendationStatus.Open)
            .Select(r => r.Status == RecommendationStatus.Withdrawn ? r.ChangedAt : r.DecidedAt!.Value)
            .Where(at => at >= opened)
            .GroupBy(at => new
            {
                at.Date,
                at.Hour,
                Part = at.Minute / MinutesOfAPart,
            })
            .Select(part => new { part.Key, Count = part.Count() })
            .ToListAsync(ct);
        var decided = parts
            .GroupBy(part => platform.LocalDay(Instant(part.Key.Date, part.Key.Hour, part.Key.Part * MinutesOfAPart)))
            .ToDictionary(day => day.Key, day => day.Sum(part => part.Count));

        var today = platform.LocalDay(clock.GetUtcNow());
        var last = today > standing.DueOn ? today : standing.DueOn;
        List<DateOnly> days = [.. Enumerable.Range(0, last.DayNumber - standing.OpenedOn.DayNumber + 1).Select(standing.OpenedOn.AddDays)];
        var left = standing.Total;
        List<int?> undecided = [.. days.Select(day => day > today ? (int?)null : left -= decided.GetValueOrDefault(day))];
        var span = Math.Max(1, standing.DueOn.DayNumber - standing.OpenedOn.DayNumber);
        return new(standing, days, undecided, [.. days.Select((_, at) => Math.Max(0, standing.Total * (1 - ((double)at / span))))]);
    }

    private static DateTimeOffset Instant(DateTime date, int hour, int minute) =>
        new(DateTime.SpecifyKind(date, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute));
}

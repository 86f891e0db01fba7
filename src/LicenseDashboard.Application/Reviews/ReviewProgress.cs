using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reviews;

/// <summary>The state of a monthly review for one viewer.</summary>
/// <param name="CarriedOver">Undecided rows from before the month.</param>
public sealed record ReviewStanding(
    string Platform,
    DateOnly Month,
    DateOnly OpenedOn,
    DateOnly DueOn,
    int DaysLeft,
    int Total,
    int Decided,
    int CarriedOver
)
{
    public int Undecided => Total - Decided;
}

/// <summary>The current review of each platform, limited to visible people.</summary>
public sealed class ReviewProgress(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<ReviewStanding>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var standings = new List<ReviewStanding>();
        foreach (var one in await db.Platforms.Where(p => platform == null || p.Name == platform).OrderBy(p => p.Key).ToListAsync(ct))
        {
            var today = one.LocalDay(clock.GetUtcNow());
            if (
                await db
                    .Reviews.Where(r => r.PlatformKey == one.Key && r.Month <= today)
                    .OrderByDescending(r => r.Month)
                    .FirstOrDefaultAsync(ct)
                is not { } review
            )
            {
                continue;
            }

            var (opened, month) = (review.OpenedAt, review.Month);
            var rows = db
                .Recommendations.VisibleTo(viewer)
                .Where(r => r.PlatformKey == one.Key && r.Kind != RecommendationKind.Reclaim && r.Lane != Lane.Protected);
            var open = rows.Where(r => r.Status == RecommendationStatus.Open);
            var undecided = await open.CountAsync(ct);
            var carried = await open.CountAsync(r => r.FoundOn < month, ct);

            // Done rows are executed approvals; the time of the decision counts, not of the verification.
            var decided = await rows.CountAsync(
                r =>
                    (r.Status == RecommendationStatus.Withdrawn && r.ChangedAt >= opened)
                    || (r.Status != RecommendationStatus.Open && r.Status != RecommendationStatus.Withdrawn && r.DecidedAt >= opened),
                ct
            );
            standings.Add(
                new ReviewStanding(
                    one.Name,
                    review.Month,
                    review.OpenedOn,
                    review.DueOn,
                    review.DaysLeft(today),
                    undecided + decided,
                    decided,
                    carried
                )
            );
        }

        return standings;
    }
}

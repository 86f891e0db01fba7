using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The status and version of a row after a decision.</summary>
/// <param name="Version">Required for the next decision.</param>
public sealed record Decided(RecommendationStatus Status, int Version);

/// <summary>A decision inside its transaction: the row, the platform's day and the time of the decision.</summary>
internal sealed record DecisionRun(LicenseDb Db, Recommendation Row, Platform Platform, Viewer Viewer, DateTime Now, DateOnly Today)
{
    public const string Changed = "This recommendation has changed. Review it again before you decide.";

    /// <summary>
    /// Finds the row for the viewer, checks the version they read, lets <paramref name="decide"/> move it, and commits the move and the
    /// audit together.
    /// </summary>
    public static async Task<Outcome<Decided>> RunAsync(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        RecommendationId id,
        int version,
        string action,
        Func<DecisionRun, CancellationToken, Task<Outcome<AuditEntry[]>>> decide,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<Decided>>(
                async token =>
                {
                    if (await db.Recommendations.VisibleTo(viewer).SingleOrDefaultAsync(r => r.Id == id, token) is not { } row)
                    {
                        return Refusal.NotFound("Recommendation not found.");
                    }

                    if (row.Version != version)
                    {
                        return Refusal.Stale(Changed);
                    }

                    var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == row.PlatformKey, token);
                    var now = clock.GetUtcNow();
                    var from = row.Status;
                    var decided = await decide(new DecisionRun(db, row, platform, viewer, now.UtcDateTime, platform.LocalDay(now)), token);
                    if (decided.Refusal is { } refusal)
                    {
                        // Nothing of a refused move may be committed.
                        db.ChangeTracker.Clear();
                        return refusal;
                    }

                    await db.AppendAsync(
                        [
                            RecommendationAudit.Moved(row, from, action, viewer.Actor, now.UtcDateTime, why: row.Justification),
                            .. decided.Value,
                        ],
                        token,
                        viewer
                    );
                    return new Decided(row.Status, row.Version);
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale(Changed);
        }
    }
}

internal static class RecommendationAudit
{
    public static AuditEntry Moved(
        Recommendation row,
        RecommendationStatus from,
        string action,
        string actor,
        DateTime now,
        string? why = null,
        string detail = ""
    ) =>
        new()
        {
            At = now,
            Actor = actor,
            Action = action,
            Subject = RecommendationWords.Subject(row.Id),
            PlatformKey = row.PlatformKey,
            PersonKey = row.PersonKey,
            From = RecommendationWords.Of(from),
            To = RecommendationWords.Of(row.Status),
            Detail = detail,
            PersonalText = why ?? "",
        };
}

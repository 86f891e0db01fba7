using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

public sealed record RemediationFilter
{
    public string? Platform { get; init; }

    public IReadOnlyList<RemediationStatus> Statuses { get; init; } = [];

    public RemediationGroup? Group { get; init; }

    /// <summary>True for reclaimed seats only, false for right-sizing only, null for both.</summary>
    public bool? Reclaims { get; init; }

    /// <summary>The approver's name, as rows show it.</summary>
    public string? Approver { get; init; }

    /// <summary>First local day of the approval, in the platform's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day of the approval, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>UTC; only items verified since then.</summary>
    public DateTime? VerifiedSince { get; init; }

    public RecommendationId? Recommendation { get; init; }

    /// <summary>Part of a name, mail, manager or division, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="RemediationList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RemediationList.DefaultSort;

    /// <summary>The rows for the viewer, unordered; or a refusal that says what is wrong.</summary>
    /// <param name="usual">UTC; what was handed over before this time is overdue.</param>
    internal async Task<Outcome<IQueryable<RemediationPair>[]>> ApplyAsync(
        LicenseDb db,
        Viewer viewer,
        DateTime usual,
        CancellationToken ct
    )
    {
        var visible = db.Recommendations.AsNoTracking().VisibleTo(viewer);
        if (Text?.Trim().ToLowerInvariant() is { Length: > 0 } text)
        {
            visible = visible.Where(row => row.SearchText.Contains(text));
        }

        if (Reclaims is { } reclaims)
        {
            visible = visible.Where(row => row.Kind == RecommendationKind.Reclaim == reclaims);
        }

        var items = db.Remediations.AsNoTracking();
        items = Group is { } group ? items.In(group, usual) : items;
        if (VerifiedSince is { } since)
        {
            items = items.Where(item => item.VerifiedAt >= since);
        }

        if (Recommendation is { } recommendation)
        {
            items = items.Where(item => item.RecommendationId == recommendation);
        }

        if (Statuses.Count > 0)
        {
            RemediationStatus[] statuses = [.. Statuses];
            items = items.Where(item => statuses.Contains(item.Status));
        }

        if (Platform is { Length: > 0 } name)
        {
            if (await db.Platforms.Where(p => p.Name == name).Select(p => (int?)p.Key).SingleOrDefaultAsync(ct) is not { } key)
            {
                return Refusal.Invalid($"platform '{name}' is not configured.");
            }

            items = items.Where(item => item.PlatformKey == key);
        }

        if (From is not null || To is not null)
        {
            items = items.Where(await ApprovedWithinAsync(db, ct));
        }

        var rows = RemediationPair.Of(db, items, visible);
        return new[] { Approver is { } approver ? rows.Where(r => r.ApprovedByName == approver) : rows };
    }

    /// <summary>A day begins at another instant on each platform.</summary>
    private async Task<Expression<Func<RemediationItem, bool>>> ApprovedWithinAsync(LicenseDb db, CancellationToken ct)
    {
        var platforms = await db.Platforms.AsNoTracking().ToListAsync(ct);
        return AnyOf.These(
            platforms
                .Select(platform => (platform.Key, First: platform.StartOf(From), End: platform.StartOf(To?.AddDays(1))))
                .Select<(int Key, DateTime? First, DateTime? End), Expression<Func<RemediationItem, bool>>>(day =>
                    item =>
                        item.PlatformKey == day.Key
                        && (day.First == null || item.CreatedAt >= day.First)
                        && (day.End == null || item.CreatedAt < day.End)
                )
                .DefaultIfEmpty(_ => false)
        );
    }
}

/// <summary>An item with its recommendation. Properties, not a constructor, so that the database can filter and sort by them.</summary>
internal sealed class RemediationPair
{
    public required RemediationItem Item { get; init; }

    public required Recommendation Row { get; init; }

    /// <summary>The row itself knows only the last approval, and an earlier item may be another person's.</summary>
    public string? ApprovedByName { get; init; }

    /// <summary>Who asked for the license back.</summary>
    public string? RestoredByName { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? RestoredAt { get; init; }

    /// <summary>Read only for manual changes.</summary>
    public string? Evidence { get; init; }

    public static IQueryable<RemediationPair> Of(LicenseDb db, IQueryable<RemediationItem> items, IQueryable<Recommendation> visible) =>
        items.Join(
            visible,
            item => item.RecommendationId,
            row => row.Id,
            (item, row) =>
                new RemediationPair
                {
                    Item = item,
                    Row = row,
                    ApprovedByName = db
                        .Decisions.Where(d =>
                            d.RecommendationId == item.RecommendationId && d.Kind == DecisionKind.Approve && d.At <= item.CreatedAt
                        )
                        .OrderByDescending(d => d.Key)
                        .Select(d => d.ByName)
                        .FirstOrDefault(),
                    RestoredByName = db
                        .Decisions.Where(d =>
                            d.RecommendationId == item.RecommendationId && d.Kind == DecisionKind.Restore && d.At >= item.CreatedAt
                        )
                        .OrderByDescending(d => d.Key)
                        .Select(d => d.ByName)
                        .FirstOrDefault(),
                    RestoredAt = db
                        .Decisions.Where(d =>
                            d.RecommendationId == item.RecommendationId && d.Kind == DecisionKind.Restore && d.At >= item.CreatedAt
                        )
                        .OrderByDescending(d => d.Key)
                        .Select(d => (DateTime?)d.At)
                        .FirstOrDefault(),
                    Evidence = item.Manual
                        ? db.RecommendationEvidence.Where(e => e.RecommendationId == row.Id).Select(e => e.Json).FirstOrDefault()
                        : null,
                }
        );
}

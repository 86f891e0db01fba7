using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What rows that stand together have in common.</summary>
public enum RecommendationGrouping
{
    /// <summary>The held and the recommended licenses.</summary>
    Change,

    /// <summary>The direct manager.</summary>
    Manager,
}

/// <summary>Identifies a group; only the properties of its grouping are set.</summary>
/// <param name="Held">License IDs as stored in the row.</param>
/// <param name="Target">License IDs as stored in the row.</param>
/// <param name="ManagerKey">Null for people without a manager.</param>
public sealed record RecommendationGroupKey(RecommendationGrouping By, string? Held = null, string? Target = null, int? ManagerKey = null)
{
    public static RecommendationGroupKey Of(RecommendationRow row, RecommendationGrouping by) =>
        by == RecommendationGrouping.Manager
            ? new(by, ManagerKey: row.ManagerKey)
            : new(by, Advice.Join(row.CurrentSkus), Advice.Join(row.RecommendedSkus));

    internal Expression<Func<Recommendation, bool>> Contains =>
        By == RecommendationGrouping.Manager ? r => r.ManagerKey == ManagerKey : r => r.Held == Held && r.Target == Target;
}

/// <summary>Subtotal of a group under a filter, over all pages.</summary>
/// <param name="ListMonthlySaving">One amount per currency.</param>
public sealed record RecommendationGroup(RecommendationGroupKey Key, int Count, IReadOnlyList<Money> ListMonthlySaving);

/// <summary>Subtotals of the groups that rows belong to.</summary>
public sealed class RecommendationGroups(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="shown">The rows of the page; only their groups are counted, over the whole filter.</param>
    public async Task<Outcome<RecommendationGroup[]>> RunAsync(
        Viewer viewer,
        RecommendationFilter filter,
        RecommendationGrouping by,
        IReadOnlyCollection<RecommendationRow> shown,
        CancellationToken ct
    )
    {
        if (shown.Count == 0)
        {
            return Array.Empty<RecommendationGroup>();
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var sums = by == RecommendationGrouping.Manager ? ByManager(query.Value[0], shown) : ByChange(query.Value[0], shown);
        return (await sums.ToListAsync(ct))
            .GroupBy(sum => new RecommendationGroupKey(by, sum.Held, sum.Target, sum.ManagerKey))
            .Select(group => new RecommendationGroup(
                group.Key,
                group.Sum(sum => sum.Count),
                [.. group.OrderBy(sum => sum.Currency, StringComparer.Ordinal).Select(sum => new Money(sum.Micros, sum.Currency))]
            ))
            .ToArray();
    }

    private static IQueryable<Sum> ByManager(IQueryable<Recommendation> rows, IReadOnlyCollection<RecommendationRow> shown)
    {
        int?[] managers = [.. shown.Select(row => row.ManagerKey).Distinct()];
        return rows.Where(r => managers.Contains(r.ManagerKey))
            .GroupBy(r => new { r.ManagerKey, r.Currency })
            .Select(g => new Sum
            {
                ManagerKey = g.Key.ManagerKey,
                Currency = g.Key.Currency,
                Count = g.Count(),
                Micros = g.Sum(r => r.ListSavingMicros),
            });
    }

    private static IQueryable<Sum> ByChange(IQueryable<Recommendation> rows, IReadOnlyCollection<RecommendationRow> shown)
    {
        string[] held = [.. shown.Select(row => Advice.Join(row.CurrentSkus)).Distinct()];
        return rows.Where(r => held.Contains(r.Held))
            .GroupBy(r => new
            {
                r.Held,
                r.Target,
                r.Currency,
            })
            .Select(g => new Sum
            {
                Held = g.Key.Held,
                Target = g.Key.Target,
                Currency = g.Key.Currency,
                Count = g.Count(),
                Micros = g.Sum(r => r.ListSavingMicros),
            });
    }

    private sealed class Sum
    {
        public string? Held { get; init; }

        public string? Target { get; init; }

        public int? ManagerKey { get; init; }

        public required string Currency { get; init; }

        public required int Count { get; init; }

        public required long Micros { get; init; }
    }
}

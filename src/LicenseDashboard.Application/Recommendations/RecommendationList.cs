using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>One row as shown in lists.</summary>
/// <param name="VendorId">The person's ID at the vendor; <c>user.id</c> in REST.</param>
/// <param name="MayDecide">True if this viewer may approve or reject it now.</param>
/// <param name="RestoredByName">Who requested the restore; null if there was no request.</param>
/// <param name="RestoredAt">UTC time at which the restore was asked for.</param>
public sealed record RecommendationRow(
    Guid Id,
    int Version,
    int PlatformKey,
    RecommendationKind Kind,
    Lane Lane,
    string LaneNote,
    RecommendationStatus Status,
    string StatusNote,
    int PersonKey,
    string VendorId,
    string Name,
    string? Email,
    string? Manager,
    string? Division,
    IReadOnlyList<string> CurrentSkus,
    IReadOnlyList<string> RecommendedSkus,
    string Reason,
    Money ListMonthlySaving,
    bool HasPlan,
    DateOnly FoundOn,
    string? DecidedBy,
    string? DecidedByName,
    DateTime? DecidedAt,
    string? Justification,
    DateOnly? SuppressedUntil,
    bool MayDecide,
    string? RestoredByName = null,
    DateTime? RestoredAt = null
)
{
    /// <summary>The direct manager; null if unknown.</summary>
    public int? ManagerKey { get; init; }

    /// <summary>Null: no figure.</summary>
    public RowCash? Cash { get; init; }

    /// <summary>Why <see cref="Cash"/> is what it is, without prices; empty until priced.</summary>
    public string CashNote { get; init; } = "";
}

/// <summary>Number of rows and amounts of one lane, status and currency.</summary>
public sealed record RecommendationTotal(Lane Lane, RecommendationStatus Status, string Currency, int Count, long ListMicros);

/// <summary>
/// The table of recommendations, filtered, sorted and paged by the database over a single table, limited to visible people.
/// </summary>
public sealed class RecommendationList(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<PagedResult<RecommendationRow>>> RunAsync(
        Viewer viewer,
        RecommendationFilter filter,
        Page page,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = query.Value[0];
        var total = await rows.CountAsync(ct);

        // Sorts by field and ID only and reads the rows afterwards, because sorting whole rows is much slower.
        var keys = await RecommendationSort.Order(filter).KeysAsync<RecommendationId>(rows, page, ct);
        if (keys.Refusal is { } wrong)
        {
            return wrong;
        }

        List<RecommendationId> ids = [.. keys.Value.Keys];
        var items = await db
            .Recommendations.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .OrderedBy(filter)
            .Select(ListRow.Projection)
            .ToListAsync(ct);
        return new PagedResult<RecommendationRow>([.. items.Select(item => item.For(viewer))], total, page) { Next = keys.Value.Next };
    }

    /// <summary>Totals of each lane by currency. Needed once per filter, not per page.</summary>
    public async Task<Outcome<RecommendationTotal[]>> TotalsAsync(Viewer viewer, RecommendationFilter filter, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var totals = await query
            .Value[0]
            .GroupBy(r => new
            {
                r.Status,
                r.Lane,
                r.Currency,
            })
            .Select(g => new
            {
                g.Key.Lane,
                g.Key.Status,
                g.Key.Currency,
                Count = g.Count(),
                Micros = g.Sum(r => r.ListSavingMicros),
            })
            .ToListAsync(ct);
        return totals
            .OrderBy(t => t.Lane)
            .ThenBy(t => t.Status)
            .ThenBy(t => t.Currency, StringComparer.Ordinal)
            .Select(t => new RecommendationTotal(t.Lane, t.Status, t.Currency, t.Count, t.Micros))
            .ToArray();
    }

    /// <summary>All rows of the filter, streamed. Empty if the filter is refused, so request a page first.</summary>
    public async IAsyncEnumerable<RecommendationRow> ExportAsync(
        Viewer viewer,
        RecommendationFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is not null)
        {
            yield break;
        }

        await foreach (var row in query.Value[0].OrderedBy(filter).Select(ListRow.Projection).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return row.For(viewer);
        }
    }

    /// <summary>The current state of these rows, in no particular order, without those the viewer may not see.</summary>
    public async Task<IReadOnlyList<RecommendationRow>> SomeAsync(Viewer viewer, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        List<RecommendationId> wanted = [.. ids.Select(id => new RecommendationId(id))];
        return
        [
            .. (
                await db
                    .Recommendations.AsNoTracking()
                    .VisibleTo(viewer)
                    .Where(r => wanted.Contains(r.Id))
                    .Select(ListRow.Projection)
                    .ToListAsync(ct)
            ).Select(row => row.For(viewer)),
        ];
    }

    /// <summary>The current state of one row, for the response to a decision; null if the viewer may not see it.</summary>
    public async Task<RecommendationRow?> OneAsync(Viewer viewer, RecommendationId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return (
            await db
                .Recommendations.AsNoTracking()
                .VisibleTo(viewer)
                .Where(r => r.Id == id)
                .Select(ListRow.Projection)
                .SingleOrDefaultAsync(ct)
        )?.For(viewer);
    }
}

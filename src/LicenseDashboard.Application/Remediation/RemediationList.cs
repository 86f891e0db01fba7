using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
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

    /// <summary>UTC; only items verified since then.</summary>
    public DateTime? VerifiedSince { get; init; }

    public RecommendationId? Recommendation { get; init; }

    /// <summary>Part of a name, mail, manager or division, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="RemediationList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RemediationList.DefaultSort;
}

/// <summary>One remediation as shown in lists.</summary>
/// <param name="Instruction">What a person has to do manually, or what the identity provider was asked; null if a worker does it.</param>
/// <param name="Overdue">True if handed over longer ago than usual.</param>
/// <param name="Requested">True if the identity provider makes the change.</param>
/// <param name="Request">The exact request sent to it, or the one that would have been sent; null before.</param>
/// <param name="EndedAt">UTC time at which it became verified, abandoned, cancelled or restored.</param>
/// <param name="RecalledAt">UTC time at which the request to the identity provider was recalled; null if it was not.</param>
/// <param name="MayConfirm">True if this viewer may confirm that nothing was done about a recalled request.</param>
/// <param name="Reclaims">True for a reclaimed seat, false for right-sizing.</param>
/// <param name="NextTryAt">UTC time at which a failed change is tried again; null if it isn't, or if it is not known.</param>
/// <param name="OutOfReach">True if it waits until the vendor can be reached again.</param>
/// <param name="MayReadDetails">True if this viewer may read technical details of errors.</param>
public sealed record RemediationRow(
    Guid Id,
    Guid RecommendationId,
    string VendorId,
    string Name,
    string? Email,
    RemediationStatus Status,
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    DateTime CreatedAt,
    DateTime? WrittenAt,
    DateTime? VerifiedAt,
    string Error,
    bool WaitsForPerson,
    string? Instruction,
    bool Overdue,
    bool MayRestore,
    bool MayOperate,
    bool Requested = false,
    string? Request = null,
    DateTime? EndedAt = null,
    bool Reclaims = false,
    DateTime? RecalledAt = null,
    bool MayConfirm = false,
    DateTime? NextTryAt = null,
    bool OutOfReach = false,
    bool MayReadDetails = false
);

/// <summary>Number of remediations in total and by group.</summary>
public sealed record RemediationCounts(int All, IReadOnlyDictionary<RemediationGroup, int> Groups);

/// <summary>Current and past remediations, limited to visible people.</summary>
public sealed class RemediationList(IDbContextFactory<LicenseDb> dbs, RemediationOptions options, VendorReach reach, TimeProvider clock)
{
    public const string DefaultSort = "-createdAt";

    private static readonly Dictionary<string, Expression<Func<Pair, object?>>> _sorts = new(StringComparer.Ordinal)
    {
        ["createdAt"] = r => r.Item.CreatedAt,
        ["name"] = r => r.Row.Name,
        ["status"] = r => r.Item.Status,
    };

    public static IReadOnlyCollection<string> Sorts => _sorts.Keys;

    public static bool IsSort(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return _sorts.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);
    }

    public async Task<Outcome<PagedResult<RemediationRow>>> RunAsync(
        Viewer viewer,
        RemediationFilter filter,
        Page page,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await ApplyAsync(db, viewer, filter, ct);
        if (rows.Refusal is { } refusal)
        {
            return refusal;
        }

        var total = await rows.Value[0].CountAsync(ct);
        var items = await Order(filter.Sort).ReadAsync(rows.Value[0], page, ct);
        if (items.Refusal is { } wrong)
        {
            return wrong;
        }

        var words = await WordsAsync(db, ct);
        List<RemediationRow> shown = [.. items.Value.Items.Select(r => RowOf(viewer, r, words))];
        return new PagedResult<RemediationRow>(shown, total, page) { Next = items.Value.Next };
    }

    /// <summary>Total and counts per group. The filter's own states are ignored, so that every tab has its count.</summary>
    public async Task<Outcome<RemediationCounts>> CountsAsync(Viewer viewer, RemediationFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = filter with { Statuses = [], Group = null, VerifiedSince = null };
        var rows = await ApplyAsync(db, viewer, all, ct);
        if (rows.Refusal is { } refusal)
        {
            return refusal;
        }

        var counts = new Dictionary<RemediationGroup, int>();
        foreach (var group in Enum.GetValues<RemediationGroup>())
        {
            counts[group] = await (await ApplyAsync(db, viewer, all with { Group = group }, ct)).Value[0].CountAsync(ct);
        }

        return new RemediationCounts(await rows.Value[0].CountAsync(ct), counts);
    }

    /// <summary>All rows of the filter, streamed. Empty if the filter is refused, so request a page first.</summary>
    public async IAsyncEnumerable<RemediationRow> ExportAsync(
        Viewer viewer,
        RemediationFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await ApplyAsync(db, viewer, filter, ct);
        if (rows.Refusal is not null)
        {
            yield break;
        }

        var words = await WordsAsync(db, ct);
        await foreach (var row in Order(filter.Sort).Sorted(rows.Value[0]).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return RowOf(viewer, row, words);
        }
    }

    public async Task<RemediationRow?> OneAsync(Viewer viewer, RemediationId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return
            await Pairs(
                    db,
                    db.Remediations.AsNoTracking().Where(item => item.Id == id),
                    db.Recommendations.AsNoTracking().VisibleTo(viewer)
                )
                .SingleOrDefaultAsync(ct)
                is { } one
            ? RowOf(viewer, one, await WordsAsync(db, ct))
            : null;
    }

    private async Task<Outcome<IQueryable<Pair>[]>> ApplyAsync(LicenseDb db, Viewer viewer, RemediationFilter filter, CancellationToken ct)
    {
        var visible = db.Recommendations.AsNoTracking().VisibleTo(viewer);
        if (filter.Text?.Trim().ToLowerInvariant() is { Length: > 0 } text)
        {
            visible = visible.Where(row => row.SearchText.Contains(text));
        }

        if (filter.Reclaims is { } reclaims)
        {
            visible = visible.Where(row => row.Kind == RecommendationKind.Reclaim == reclaims);
        }

        var items = db.Remediations.AsNoTracking();
        items = filter.Group is { } group ? items.In(group, clock.GetUtcNow().UtcDateTime.AddDays(-options.OverdueDays)) : items;
        if (filter.VerifiedSince is { } since)
        {
            items = items.Where(item => item.VerifiedAt >= since);
        }

        var rows = Pairs(db, items, visible);
        if (filter.Platform is { Length: > 0 } name)
        {
            if (await db.Platforms.Where(p => p.Name == name).Select(p => (int?)p.Key).SingleOrDefaultAsync(ct) is not { } key)
            {
                return Refusal.Invalid($"platform '{name}' is not configured.");
            }

            rows = rows.Where(r => r.Item.PlatformKey == key);
        }

        if (filter.Statuses.Count > 0)
        {
            RemediationStatus[] statuses = [.. filter.Statuses];
            rows = rows.Where(r => statuses.Contains(r.Item.Status));
        }

        if (filter.Recommendation is { } recommendation)
        {
            rows = rows.Where(r => r.Item.RecommendationId == recommendation);
        }

        return new[] { rows };
    }

    private static Keyset<Pair> Order(string sort) =>
        IsSort(sort) ? new(sort, _sorts[sort.TrimStart('-')], r => r.Item.Id) : new(DefaultSort, _sorts["createdAt"], r => r.Item.Id);

    private static IQueryable<Pair> Pairs(LicenseDb db, IQueryable<RemediationItem> items, IQueryable<Recommendation> visible) =>
        items.Join(
            visible,
            item => item.RecommendationId,
            row => row.Id,
            (item, row) =>
                new Pair
                {
                    Item = item,
                    Row = row,
                    Evidence = item.Manual
                        ? db.RecommendationEvidence.Where(e => e.RecommendationId == row.Id).Select(e => e.Json).FirstOrDefault()
                        : null,
                }
        );

    private async Task<ManualWords> WordsAsync(LicenseDb db, CancellationToken ct)
    {
        var divisions = await db.Divisions.AsNoTracking().Select(d => new { d.VendorId, d.Name }).ToListAsync(ct);
        return new(
            divisions.DistinctBy(d => d.VendorId).ToDictionary(d => d.VendorId, d => d.Name),
            await db.Platforms.AsNoTracking().ToDictionaryAsync(p => p.Key, ct),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        );
    }

    private RemediationRow RowOf(Viewer viewer, Pair pair, ManualWords words)
    {
        var (item, row) = (pair.Item, pair.Row);
        var waiting =
            item.Manual && item.Status is RemediationStatus.HandedOver or RemediationStatus.Restoring or RemediationStatus.Recalled;
        var overdue =
            waiting && clock.GetUtcNow().UtcDateTime - (item.RecalledAt ?? item.CreatedAt) > TimeSpan.FromDays(options.OverdueDays);
        var mayDecide = !viewer.IsPerson(row.PersonKey) && viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null);
        var outOfReach = item is { IsOpen: true, Manual: false, DueAt: not null } && reach.IsOut(words.PlatformOf(item).Name);
        return new RemediationRow(
            item.Id.Value,
            item.RecommendationId.Value,
            row.VendorId,
            row.Name,
            row.Email,
            item.Status,
            Advice.Split(item.SeatBefore),
            Advice.Split(item.Target),
            item.CreatedAt,
            item.WrittenAt,
            item.VerifiedAt,
            item.Error,
            item is { Status: RemediationStatus.Failed, DueAt: null },
            waiting ? words.Of(item, row, pair.Evidence is { } json ? EvidenceJson.Read(json).InTheWay : []) : null,
            overdue,
            mayDecide && item.IsRestorable,
            viewer.MayOperate && item is { Status: RemediationStatus.Failed, GivingUp: false },
            item.Plan.IsRequested,
            item.Request,
            item.EndedAt,
            row.Kind == RecommendationKind.Reclaim,
            item.RecalledAt,
            item is { Status: RemediationStatus.Recalled, TargetSeenAt: null } && (mayDecide || viewer.MayOperate),
            item.Status == RemediationStatus.Failed && !outOfReach ? item.DueAt : null,
            outOfReach,
            viewer.ReadsDetails
        );
    }

    private sealed class Pair
    {
        public required RemediationItem Item { get; init; }

        public required Recommendation Row { get; init; }

        /// <summary>Read only for manual changes.</summary>
        public string? Evidence { get; init; }
    }
}

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

/// <summary>Current and past remediations, limited to visible people.</summary>
public sealed class RemediationList(IDbContextFactory<LicenseDb> dbs, RemediationOptions options, VendorReach reach, TimeProvider clock)
{
    public const string DefaultSort = "-createdAt";

    private static readonly Dictionary<string, Expression<Func<RemediationPair, object?>>> _sorts = new(StringComparer.Ordinal)
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
        var rows = await filter.ApplyAsync(db, viewer, Usual, ct);
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

    /// <summary>
    /// Number and monthly saving of each group and of all. The filter's own states are ignored, so that every stage has its count.
    /// </summary>
    public async Task<Outcome<RemediationCounts>> CountsAsync(Viewer viewer, RemediationFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = filter with { Statuses = [], Group = null, VerifiedSince = null };
        var rows = await all.ApplyAsync(db, viewer, Usual, ct);
        if (rows.Refusal is { } refusal)
        {
            return refusal;
        }

        var groups = new Dictionary<RemediationGroup, RemediationSum>();
        foreach (var group in Enum.GetValues<RemediationGroup>())
        {
            groups[group] = await SumAsync((await (all with { Group = group }).ApplyAsync(db, viewer, Usual, ct)).Value[0], ct);
        }

        return new RemediationCounts(await SumAsync(rows.Value[0], ct), groups);
    }

    private static async Task<RemediationSum> SumAsync(IQueryable<RemediationPair> rows, CancellationToken ct)
    {
        var sums = await rows.GroupBy(r => r.Row.Currency)
            .Select(same => new
            {
                same.Key,
                Count = same.Count(),
                Micros = same.Sum(r => r.Row.ListSavingMicros),
            })
            .ToListAsync(ct);
        return new(
            sums.Sum(sum => sum.Count),
            [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new Money(sum.Micros, sum.Key))]
        );
    }

    /// <summary>Names of everyone who approved a change that the viewer sees, in order.</summary>
    public async Task<IReadOnlyList<string>> ApproversAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var visible = db.Recommendations.VisibleTo(viewer);
        var names = await db
            .Decisions.Where(d =>
                d.Kind == DecisionKind.Approve
                && visible.Any(row => row.Id == d.RecommendationId)
                && db.Remediations.Any(item => item.RecommendationId == d.RecommendationId)
            )
            .Select(d => d.ByName)
            .Distinct()
            .ToListAsync(ct);
        return [.. names.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>All rows of the filter, streamed. Empty if the filter is refused, so request a page first.</summary>
    public async IAsyncEnumerable<RemediationRow> ExportAsync(
        Viewer viewer,
        RemediationFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await filter.ApplyAsync(db, viewer, Usual, ct);
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
            await RemediationPair
                .Of(db, db.Remediations.AsNoTracking().Where(item => item.Id == id), db.Recommendations.AsNoTracking().VisibleTo(viewer))
                .SingleOrDefaultAsync(ct)
                is { } one
            ? RowOf(viewer, one, await WordsAsync(db, ct))
            : null;
    }

    private static Keyset<RemediationPair> Order(string sort) =>
        IsSort(sort) ? new(sort, _sorts[sort.TrimStart('-')], r => r.Item.Id) : new(DefaultSort, _sorts["createdAt"], r => r.Item.Id);

    /// <summary>UTC; what was handed over before this time is overdue.</summary>
    private DateTime Usual => clock.GetUtcNow().UtcDateTime.AddDays(-options.OverdueDays);

    private async Task<ManualWords> WordsAsync(LicenseDb db, CancellationToken ct)
    {
        var divisions = await db.Divisions.AsNoTracking().Select(d => new { d.VendorId, d.Name }).ToListAsync(ct);
        return new(
            divisions.DistinctBy(d => d.VendorId).ToDictionary(d => d.VendorId, d => d.Name),
            await db.Platforms.AsNoTracking().ToDictionaryAsync(p => p.Key, ct),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        );
    }

    private RemediationRow RowOf(Viewer viewer, RemediationPair pair, ManualWords words)
    {
        var (item, row) = (pair.Item, pair.Row);
        var waiting =
            item.Manual && item.Status is RemediationStatus.HandedOver or RemediationStatus.Restoring or RemediationStatus.Recalled;
        var overdue =
            waiting && clock.GetUtcNow().UtcDateTime - (item.RecalledAt ?? item.CreatedAt) > TimeSpan.FromDays(options.OverdueDays);
        var mayDecide = !viewer.IsPerson(row.PersonKey) && viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null);
        var outOfReach = item is { IsOpen: true, Manual: false, DueAt: not null } && reach.IsReportedOut(words.PlatformOf(item).Name);
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
            item is { Status: RemediationStatus.Recalled, TargetSeenAt: null } && (mayDecide || viewer.MayOperate)
        )
        {
            ListMonthlySaving = row.ListSaving,
            ApprovedByName = pair.ApprovedByName,
            NextTryAt = item.Status == RemediationStatus.Failed && !outOfReach ? item.DueAt : null,
            OutOfReach = outOfReach,
            MayReadDetails = viewer.ReadsDetails,
            RestoredByName = pair.RestoredByName,
            RestoredAt = pair.RestoredAt,
        };
    }
}

using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>The table of unused seats, filtered, sorted and paged by the database, limited to visible people.</summary>
public sealed class ReclamationList(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    private const int ExportBatch = 500;

    public async Task<Outcome<PagedResult<ReclamationRow>>> RunAsync(
        Viewer viewer,
        ReclamationFilter filter,
        Page page,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await OpenAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var total = await query.Value[0].CountAsync(ct);
        var pairs = await ReclamationSort.Order(filter.Sort).ReadAsync(query.Value[0], page, ct);
        return pairs.Refusal is { } wrong
            ? wrong
            : new PagedResult<ReclamationRow>(await RowsAsync(db, viewer, pairs.Value.Items, ct), total, page) { Next = pairs.Value.Next };
    }

    /// <summary>Totals of the filter's open rows by lane and step; the filter's own lanes and steps are ignored.</summary>
    public async Task<Outcome<ReclamationTotal[]>> TotalsAsync(Viewer viewer, ReclamationFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await OpenAsync(ct);
        var query = await (
            filter with
            {
                Lanes = [],
                Steps = [],
                Statuses = [RecommendationStatus.Open],
                Outcome = null,
                ChangedSince = null,
            }
        ).ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var totals = await query
            .Value[0]
            .GroupBy(r => new
            {
                r.Row.Lane,
                r.Case.Step,
                r.Row.Currency,
            })
            .Select(g => new
            {
                g.Key.Lane,
                g.Key.Step,
                g.Key.Currency,
                Count = g.Count(),
                Micros = g.Sum(r => r.Row.ListSavingMicros),
            })
            .ToListAsync(ct);
        return totals
            .OrderBy(t => t.Lane)
            .ThenBy(t => t.Step)
            .ThenBy(t => t.Currency, StringComparer.Ordinal)
            .Select(t => new ReclamationTotal(t.Lane, t.Step, t.Currency, t.Count, t.Micros))
            .ToArray();
    }

    /// <summary>Number of rows per outcome within the filter, ignoring its own outcome and lanes.</summary>
    public async Task<IReadOnlyDictionary<ReclamationOutcome, int>> OutcomesAsync(
        Viewer viewer,
        ReclamationFilter filter,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await OpenAsync(ct);
        var counts = new Dictionary<ReclamationOutcome, int>();
        foreach (var outcome in Enum.GetValues<ReclamationOutcome>())
        {
            var query = await (filter with { Lanes = [], Steps = [], Statuses = [], Outcome = outcome }).ApplyAsync(db, viewer, ct);
            counts[outcome] = query.Refusal is null ? await query.Value[0].CountAsync(ct) : 0;
        }

        return counts;
    }

    /// <summary>All rows of the filter, read in batches. Empty if the filter is refused, so request a page first.</summary>
    public async IAsyncEnumerable<ReclamationRow> ExportAsync(
        Viewer viewer,
        ReclamationFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await OpenAsync(ct);
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is not null)
        {
            yield break;
        }

        for (var skip = 0; ; skip += ExportBatch)
        {
            var pairs = await query.Value[0].OrderedBy(filter.Sort).Skip(skip).Take(ExportBatch).ToListAsync(ct);
            foreach (var row in await RowsAsync(db, viewer, pairs, ct))
            {
                yield return row;
            }

            if (pairs.Count < ExportBatch)
            {
                yield break;
            }
        }
    }

    /// <summary>The current state of one row; null if not visible to the viewer or of another kind.</summary>
    public async Task<ReclamationRow?> OneAsync(Viewer viewer, RecommendationId id, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        var pair = await db
            .Recommendations.VisibleTo(viewer)
            .Where(r => r.Id == id)
            .Join(
                db.ReclamationCases,
                row => row.Id,
                one => one.RecommendationId,
                (row, one) => new ReclamationPair { Row = row, Case = one }
            )
            .SingleOrDefaultAsync(ct);
        return pair is null ? null : (await RowsAsync(db, viewer, [pair], ct))[0];
    }

    private async Task<LicenseDb> OpenAsync(CancellationToken ct)
    {
        var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    private async Task<IReadOnlyList<ReclamationRow>> RowsAsync(
        LicenseDb db,
        Viewer viewer,
        IReadOnlyList<ReclamationPair> pairs,
        CancellationToken ct
    )
    {
        var ids = pairs.Select(pair => pair.Row.Id).ToList();
        var platforms = await db.Platforms.ToDictionaryAsync(p => p.Key, ct);
        var evidence = await db
            .RecommendationEvidence.Where(e => ids.Contains(e.RecommendationId))
            .ToDictionaryAsync(e => e.RecommendationId, e => e.Json, ct);
        var allowed = await AllowedAsync(db, pairs, ct);
        var items = (await db.Remediations.Where(i => ids.Contains(i.RecommendationId)).ToListAsync(ct)).ToLookup(i => i.RecommendationId);
        return
        [
            .. pairs.Select(pair =>
                RowOf(
                    viewer,
                    pair,
                    platforms[pair.Row.PlatformKey],
                    evidence.GetValueOrDefault(pair.Row.Id),
                    items[pair.Row.Id].OrderByDescending(i => i.CreatedAt).FirstOrDefault(),
                    allowed.GetValueOrDefault(pair.Row.PersonKey)
                )
            ),
        ];
    }

    private static async Task<Dictionary<int, string>> AllowedAsync(
        LicenseDb db,
        IReadOnlyList<ReclamationPair> pairs,
        CancellationToken ct
    )
    {
        var keys = pairs.Select(pair => pair.Row.PersonKey).ToList();
        return await db.AllowedAccounts.Where(a => keys.Contains(a.PersonKey)).ToDictionaryAsync(a => a.PersonKey, a => a.ByName, ct);
    }

    private ReclamationRow RowOf(
        Viewer viewer,
        ReclamationPair pair,
        Platform platform,
        string? evidence,
        RemediationItem? item,
        string? allowedBy
    )
    {
        var (row, one) = (pair.Row, pair.Case);
        var open = row.Status == RecommendationStatus.Open;
        var mayDecide = !viewer.IsPerson(row.PersonKey) && viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null);
        var waits =
            evidence is not null && EvidenceJson.Read(evidence).LaneReasons.Any(reason => reason.Code == InactiveSeats.NeverAPersonCode);
        var today = platform.LocalDay(clock.GetUtcNow());
        return new ReclamationRow(
            row.Id.Value,
            row.Version,
            platform.Name,
            row.Lane,
            row.LaneNote,
            row.Status,
            row.StatusNote,
            row.VendorId,
            row.Name,
            row.Email,
            row.ManagerName,
            row.Division,
            Advice.Split(row.Held),
            row.ListSaving,
            row.Reason,
            open ? one.Step : null,
            one.IsLeaver,
            row.FoundOn,
            one.DueOn,
            one.LastSeenOn,
            one.LastSeenOn is { } seen ? today.DayNumber - seen.DayNumber : null,
            evidence is null ? [] : EvidenceJson.Read(evidence).Seen,
            one.DryRunOn,
            row.ChangedAt,
            row.DecidedByName,
            row.DecidedAt,
            row.Justification,
            row.Status == RecommendationStatus.Rejected ? row.SuppressedUntil : null,
            OutcomeOf(row, item),
            item?.Id.Value,
            item?.Status,
            item?.Error ?? "",
            open && row.Lane != Lane.Protected && mayDecide,
            row.DecidedBy == viewer.Actor
                && (
                    row.Status == RecommendationStatus.Approved
                        ? item is { IsWritten: false }
                        : row.Status == RecommendationStatus.Rejected && row.DecidedOn == today
                ),
            mayDecide && item is { IsRestorable: true },
            open && mayDecide && waits && allowedBy is null,
            allowedBy,
            item is { IsRecallable: true }
        )
        {
            MayReadDetails = viewer.ReadsDetails,
            Cash = RowCash.Of(row.Currency, row.CashMicros, row.CashFrom, row.CashHorizonMicros, row.CashCostMicros),
            CashNote = row.CashNote,
        };
    }

    private static ReclamationOutcome? OutcomeOf(Recommendation row, RemediationItem? item) =>
        item?.Status == Core.Remediation.RemediationStatus.Restored
            ? ReclamationOutcome.Restored
            : row.Status switch
            {
                RecommendationStatus.Open => null,
                RecommendationStatus.Approved or RecommendationStatus.Restoring => ReclamationOutcome.UnderWay,
                RecommendationStatus.Done => ReclamationOutcome.Reclaimed,
                RecommendationStatus.Restored => ReclamationOutcome.Restored,
                RecommendationStatus.Rejected => ReclamationOutcome.Kept,
                RecommendationStatus.Withdrawn => row.StatusNote.StartsWith(ReclaimPlan.SignOfLife, StringComparison.Ordinal)
                    ? ReclamationOutcome.CameBack
                    : ReclamationOutcome.Withdrawn,
            };
}

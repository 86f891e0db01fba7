using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The change of one live row.</summary>
/// <param name="Change">Null if there is no change common to all kinds of rows.</param>
/// <param name="Person">Null if the stored attributes of the person are current and no new row is needed.</param>
internal abstract record RowChange(LiveRow Row, LiveChange? Change, PersonLine? Person, string Note)
{
    /// <summary>Null if nothing was found.</summary>
    public abstract Advice? Advice { get; }

    public abstract Evidence? Evidence { get; }
}

internal sealed record RaisedRow(Recommendation Row, StoredEvidence Evidence, ReclamationCase? Case = null);

/// <summary>The part of a writing run that is specific to one kind of advice. One object per batch.</summary>
internal interface IRowRun<TChange>
    where TChange : RowChange
{
    /// <summary>Loads what the run needs beside the rows.</summary>
    Task LoadAsync(LicenseDb db, IReadOnlyList<RecommendationId> rows, CancellationToken ct);

    /// <summary>True if this change recalls a request already sent to the identity provider.</summary>
    bool Recalls(TChange change);

    /// <summary>Called after the row has moved.</summary>
    /// <returns>A line for the audit; null if there is nothing to record.</returns>
    string? Follow(Recommendation row, TChange change, RecommendationStatus from, Lane lane);

    /// <summary>Called after the changes were saved.</summary>
    Task FinishAsync(LicenseDb db, IReadOnlyList<TChange> moved, DateTime now, CancellationToken ct);

    AuditEntry Entry(IEnumerable<string> lines, DateTime now);

    /// <summary>The row can't be moved now.</summary>
    void Left(RecommendationId row, string code);
}

/// <summary>
/// Writes the rows of both kinds of advice in bounded transactions. Rows moved since they were read are left to the next run.
/// </summary>
public sealed class AdviceRows(
    IDbContextFactory<LicenseDb> dbs,
    ILicenseDbProvider provider,
    IPlanRemediation remediations,
    TimeProvider clock
)
{
    internal const int Batch = 500;

    private static readonly BulkTable<Recommendation> _rows = new(r => r.Id);
    private static readonly BulkTable<ReclamationCase> _cases = new(c => c.RecommendationId);
    private static readonly BulkTable<StoredEvidence> _evidence = new(e => e.RecommendationId);

    /// <summary>There may be tens of thousands of new rows on the first night, so they are written in bulk.</summary>
    internal async Task RaiseAsync(
        Func<DateTime, IEnumerable<RaisedRow>> raise,
        Func<IReadOnlyList<RaisedRow>, DateTime, AuditEntry> entry,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (rows, cases, evidence) = (_rows.On(db.Model), _cases.On(db.Model), _evidence.On(db.Model));
        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var raised = raise(now).OrderBy(one => one.Row.Id.Value.ToString(), StringComparer.Ordinal).ToList();
                await bulk.UpsertAsync(rows.Shape, [.. raised.Select(one => rows.Cells(one.Row))], token);
                if (raised.Any(one => one.Case is not null))
                {
                    await bulk.UpsertAsync(
                        cases.Shape,
                        [.. raised.Select(one => one.Case).OfType<ReclamationCase>().Select(cases.Cells)],
                        token
                    );
                }

                await bulk.UpsertAsync(evidence.Shape, [.. raised.Select(one => evidence.Cells(one.Evidence))], token);
                await db.AppendAsync([entry(raised, now)], token);
            },
            ct
        );
    }

    /// <returns>Number of rows left to the next run.</returns>
    internal async Task<int> ChangeAsync<TChange>(Viewer viewer, IReadOnlyList<TChange> batch, IRowRun<TChange> run, CancellationToken ct)
        where TChange : RowChange
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var ids = batch.Select(change => change.Row.Id).ToList();
                var rows = await db.Recommendations.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, token);
                var evidence = await db
                    .RecommendationEvidence.Where(e => ids.Contains(e.RecommendationId))
                    .ToDictionaryAsync(e => e.RecommendationId, token);
                await run.LoadAsync(db, ids, token);
                var entries = new List<AuditEntry>();
                var lines = new List<string>();
                var moved = new List<TChange>();
                foreach (var change in batch)
                {
                    var row = rows.GetValueOrDefault(change.Row.Id);
                    if (row is null || row.Version != change.Row.Version || row.Status != change.Row.Status)
                    {
                        continue;
                    }

                    var (from, lane) = (row.Status, row.Lane);
                    if (await MoveAsync(db, viewer, row, change, run.Recalls(change), entries, now, token) is { } refused)
                    {
                        run.Left(row.Id, refused.Code);
                        continue;
                    }

                    if (change.Person is { } person)
                    {
                        row.Describe(person);
                    }

                    if (change is { Change: LiveChange.Refresh, Evidence: { } found } && evidence.TryGetValue(row.Id, out var stored))
                    {
                        stored.Json = EvidenceJson.Write(found);
                    }

                    moved.Add(change);
                    if (run.Follow(row, change, from, lane) is { } line)
                    {
                        lines.Add(line);
                    }
                }

                if (lines.Count > 0)
                {
                    entries.Insert(0, run.Entry(lines, now));
                }

                await db.AppendAsync(entries, token);
                await run.FinishAsync(db, moved, now, token);
                return batch.Count - moved.Count;
            },
            ct
        );
    }

    private async Task<Refusal?> MoveAsync(
        LicenseDb db,
        Viewer viewer,
        Recommendation row,
        RowChange change,
        bool recalls,
        List<AuditEntry> entries,
        DateTime now,
        CancellationToken ct
    )
    {
        if (row.Status == RecommendationStatus.Approved && change.Change is LiveChange.Withdraw or LiveChange.Replace or LiveChange.Protect)
        {
            if (recalls && await remediations.RecallAsync(db, row.Id, change.Note, viewer, now, ct) is { } recalled)
            {
                entries.AddRange(recalled);
                return null;
            }

            var cancelled = await remediations.CancelAsync(db, row.Id, change.Note, viewer, now, ct);
            if (cancelled.Refusal is { } written)
            {
                return written;
            }

            entries.AddRange(cancelled.Value);
        }

        if (change.Change is not { } kind)
        {
            return null;
        }

        return kind switch
        {
            LiveChange.Describe => null,
            LiveChange.Refresh => row.Refresh(change.Advice!).Refusal,
            LiveChange.Doubt => row.Doubt(change.Note).Refusal,
            LiveChange.Protect => row.Protect(change.Note, now).Refusal,
            LiveChange.Withdraw or LiveChange.Replace => row.Withdraw(change.Note, now).Refusal,
        };
    }
}

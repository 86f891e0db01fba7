using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What one evaluation of one platform hands over.</summary>
/// <param name="Today">D, the platform's local day.</param>
/// <param name="Run">Names the run in the audit: <c>run:0198…</c>.</param>
/// <param name="LateNote">Words for rows while a stream is late; null when none is. Then nothing is withdrawn.</param>
public sealed record EvaluationResult(Platform Platform, DateOnly Today, string Run, IReadOnlyCollection<Verdict> Verdicts, string? LateNote);

/// <summary>How many rows a run moved; all zero on an unchanged night.</summary>
public sealed record RaiseReport(int Raised, int Refreshed, int Withdrawn, int Replaced, int Suppressed, int Left)
{
    public int Written => Raised + Refreshed + Withdrawn + Replaced;
}

/// <summary>
/// Gives findings an identity: raises new ones, refreshes live ones, withdraws those whose evidence has gone. Compares in memory with one read of the live rows and writes
/// only differences, by transactions of <see cref="Batch"/> rows; a row that somebody moved meanwhile is left to the next run. May be run again at any point.
/// </summary>
public sealed partial class RaiseRecommendations(
    IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider, IPlanRemediation remediations, TimeProvider clock, ILogger<RaiseRecommendations> log)
{
    internal const int Batch = 500;

    /// <summary>Two rows each, so that a transaction stays within what short writers wait for.</summary>
    private const int NewBatch = IBulkWriter.RowsPerTransaction / 4;

    private static readonly BulkTable<Recommendation> _rows = new(r => r.Id);
    private static readonly BulkTable<StoredEvidence> _evidence = new(e => e.RecommendationId);

    public async Task<RaiseReport> RunAsync(Viewer viewer, EvaluationResult result, CancellationToken ct)
    {
        var plan = await PlanAsync(result, ct);
        var left = 0;
        foreach (var batch in plan.Changes.Chunk(Batch))
        {
            left += await ChangeAsync(viewer, result, batch, ct);
        }

        foreach (var batch in plan.New.Chunk(NewBatch))
        {
            await RaiseAsync(viewer, result, batch, ct);
        }

        await FollowDirectoryAsync(result.Platform.Key, ct);
        var report = new RaiseReport(
            plan.New.Count, Count(plan, LiveChange.Refresh) + Count(plan, LiveChange.Doubt) + Count(plan, LiveChange.Protect), Count(plan, LiveChange.Withdraw),
            Count(plan, LiveChange.Replace), plan.Suppressed, left);
        Raised(result.Platform.Name, report.Raised, report.Refreshed, report.Withdrawn, report.Replaced, report.Left);
        return report;
    }

    private static int Count(RaisePlan plan, LiveChange change) => plan.Changes.Count(c => c.Change == change);

    private async Task<RaisePlan> PlanAsync(EvaluationResult result, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var platform = result.Platform.Key;
        var today = result.Today;
        var live = await db.Recommendations
            .Where(r => r.PlatformKey == platform && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved))
            .Select(LiveRow.Projection).ToListAsync(ct);
        var suppressed = await db.Recommendations
            .Where(r => r.PlatformKey == platform && r.SuppressedUntil > today).Select(r => new { r.PersonKey, r.Kind }).ToListAsync(ct);
        var people = await PersonLines.ReadAsync(db, platform, ct);
        var changed = await DirectoryImports.ChangedSinceAsync(db, platform, ct);
        return RaisePlan.Of(result, live, suppressed.Select(s => (s.PersonKey, s.Kind)).ToHashSet(), changed, people);
    }

    /// <summary>New rows may be tens of thousands on a first night, so they go the way of bulk writes.</summary>
    private async Task RaiseAsync(Viewer viewer, EvaluationResult result, Raising[] batch, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (rows, evidence) = (_rows.On(db.Model), _evidence.On(db.Model));
        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var raised = batch.Select(one => New(result, one.Person, one.Finding, now)).OrderBy(one => one.Row.Id.Value.ToString(), StringComparer.Ordinal).ToList();
                await bulk.UpsertAsync(rows.Shape, [.. raised.Select(one => rows.Cells(one.Row))], token);
                await bulk.UpsertAsync(evidence.Shape, [.. raised.Select(one => evidence.Cells(one.Evidence))], token);
                await db.AppendAsync([RunEntry(viewer, result, raised.Select(one => Line(one.Row, null)), now)], token);
            },
            ct);
    }

    private async Task<int> ChangeAsync(Viewer viewer, EvaluationResult result, Changing[] batch, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(async token =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var ids = batch.Select(change => change.Row.Id).ToList();
            var rows = await db.Recommendations.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, token);
            var evidence = await db.RecommendationEvidence.Where(e => ids.Contains(e.RecommendationId)).ToDictionaryAsync(e => e.RecommendationId, token);
            var entries = new List<AuditEntry>();
            var moves = new List<string>();
            var replaced = new List<Changing>();
            var left = 0;
            foreach (var change in batch)
            {
                var row = rows.GetValueOrDefault(change.Row.Id);
                if (row is null || row.Version != change.Row.Version || row.Status != change.Row.Status)
                {
                    left++;
                    continue;
                }

                var from = row.Status;
                if (await MoveAsync(db, viewer, row, change, entries, now, token) is { } refused)
                {
                    Left(row.Id.Value, refused.Code);
                    left++;
                    continue;
                }

                if (change.Person is { } person)
                {
                    row.Describe(person);
                }

                if (change is { Change: LiveChange.Refresh, Finding: { } finding } && evidence.TryGetValue(row.Id, out var stored))
                {
                    stored.Json = EvidenceJson.Write(Evidence.Of(finding));
                }

                if (change.Change == LiveChange.Replace)
                {
                    replaced.Add(change);
                }

                if (row.Status != from || change.Change != LiveChange.Describe)
                {
                    moves.Add(Line(row, from));
                }
            }

            if (moves.Count > 0)
            {
                entries.Insert(0, RunEntry(viewer, result, moves, now));
            }

            // The withdrawn rows are saved first: a person's new live row has no room before.
            await db.AppendAsync(entries, token);
            if (replaced.Count > 0)
            {
                var raised = replaced.Select(change => New(result, change.Person!, change.Finding!, now)).ToList();
                db.Recommendations.AddRange(raised.Select(one => one.Row));
                db.RecommendationEvidence.AddRange(raised.Select(one => one.Evidence));
                await db.AppendAsync([RunEntry(viewer, result, raised.Select(one => Line(one.Row, null)), now)], token);
            }

            return left;
        }, ct);
    }

    private async Task<Refusal?> MoveAsync(LicenseDb db, Viewer viewer, Recommendation row, Changing change, List<AuditEntry> entries, DateTime now, CancellationToken ct)
    {
        if (row.Status == RecommendationStatus.Approved && change.Change is LiveChange.Withdraw or LiveChange.Replace or LiveChange.Protect)
        {
            var cancelled = await remediations.CancelAsync(db, row.Id, change.Note, viewer, now, ct);
            if (cancelled.Refusal is { } written)
            {
                return written;
            }

            entries.AddRange(cancelled.Value);
        }

        return change.Change switch
        {
            LiveChange.Describe => null,
            LiveChange.Refresh => row.Refresh(Advice.Of(change.Finding!)).Refusal,
            LiveChange.Doubt => row.Doubt(change.Note).Refusal,
            LiveChange.Protect => row.Protect(change.Note, now).Refusal,
            LiveChange.Withdraw or LiveChange.Replace => row.Withdraw(change.Note, now).Refusal,
        };
    }

    private static (Recommendation Row, StoredEvidence Evidence) New(EvaluationResult result, PersonLine person, Finding finding, DateTime now)
    {
        var row = Recommendation.Raise(result.Platform.Key, person, Advice.Of(finding), result.Today, now);
        if (result.LateNote is { } late)
        {
            row.Doubt(late);
        }

        return (row, new StoredEvidence { RecommendationId = row.Id, Json = EvidenceJson.Write(Evidence.Of(finding)) });
    }

    /// <summary>Decided rows follow their person through the reporting line too, so that whoever is above them now can see what was decided.</summary>
    private async Task FollowDirectoryAsync(int platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(token => db.Recommendations
            .Where(r => r.PlatformKey == platform && db.People.Any(p => p.Key == r.PersonKey && p.Position != r.Position))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Position, r => db.People.Where(p => p.Key == r.PersonKey).Select(p => p.Position).First()), token), ct);
    }

    private static AuditEntry RunEntry(Viewer viewer, EvaluationResult result, IEnumerable<string> moves, DateTime now) => new()
    {
        At = now, Actor = viewer.Actor, Action = "recommendations.evaluated", Subject = result.Run, PlatformKey = result.Platform.Key, Detail = string.Join(' ', moves),
    };

    private static string Line(Recommendation row, RecommendationStatus? from) =>
        $"{row.Id.Value}:{(from is { } status ? RecommendationWords.Of(status) : "")}>{RecommendationWords.Of(row.Status)}";

    [LoggerMessage(4000, LogLevel.Information, "Recommendations of {Platform}: {Raised} raised, {Refreshed} refreshed, {Withdrawn} withdrawn, {Replaced} replaced, {Left} left to the next run")]
    private partial void Raised(string platform, int raised, int refreshed, int withdrawn, int replaced, int left);

    [LoggerMessage(4001, LogLevel.Information, "Recommendation {Id} is left to the next run: {Code}")]
    private partial void Left(Guid id, string code);
}

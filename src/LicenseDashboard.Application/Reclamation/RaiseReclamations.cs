using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>How many rows a run moved; all zero on an unchanged day.</summary>
public sealed record ReclaimReport(int Raised, int Moved, int Withdrawn, int Left);

/// <summary>
/// Gives seats that nobody uses a row, moves its step, and withdraws it on a sign of life. Writes only differences, in bounded transactions; a row that somebody moved
/// meanwhile is left to the next run. May be run again at any point.
/// </summary>
internal sealed partial class RaiseReclamations(
    IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider, IPlanRemediation remediations, TimeProvider clock, ILogger<RaiseReclamations> log)
{
    private const int NewBatch = IBulkWriter.RowsPerTransaction / 6;

    private static readonly BulkTable<Recommendation> _rows = new(r => r.Id);
    private static readonly BulkTable<ReclamationCase> _cases = new(c => c.RecommendationId);
    private static readonly BulkTable<StoredEvidence> _evidence = new(e => e.RecommendationId);

    /// <param name="run">Names the run in the audit.</param>
    /// <param name="graceOf">Days of grace by person.</param>
    public async Task<ReclaimReport> RunAsync(Viewer viewer, Platform platform, string run, DateOnly today, ReclaimPlan plan, Func<int, int> graceOf, CancellationToken ct)
    {
        var left = 0;
        foreach (var batch in plan.Changes.Chunk(RaiseRecommendations.Batch))
        {
            left += await ChangeAsync(viewer, platform, run, today, batch, graceOf, ct);
        }

        foreach (var batch in plan.New.Chunk(NewBatch))
        {
            await RaiseAsync(viewer, platform, run, today, batch, graceOf, ct);
        }

        var withdrawn = plan.Changes.Count(change => change.Change == LiveChange.Withdraw);
        Raised(platform.Name, plan.New.Count, plan.Changes.Count - withdrawn, withdrawn, left);
        return new ReclaimReport(plan.New.Count, plan.Changes.Count - withdrawn, withdrawn, left);
    }

    private async Task RaiseAsync(
        Viewer viewer, Platform platform, string run, DateOnly today, (PersonLine Person, ReclaimFinding Finding)[] batch, Func<int, int> graceOf, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (rows, cases, evidence) = (_rows.On(db.Model), _cases.On(db.Model), _evidence.On(db.Model));
        await using var bulk = provider.OpenBulk(db);
        await bulk.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var raised = batch.Select(one =>
                {
                    var row = Recommendation.Raise(platform.Key, one.Person, Advice.Of(one.Finding), today, now);
                    return (Row: row, Case: ReclamationCase.Notice(row.Id, today, graceOf(one.Person.PersonKey), one.Finding.Seen.On), Evidence: Stored(row.Id, one.Finding));
                }).OrderBy(one => one.Row.Id.Value.ToString(), StringComparer.Ordinal).ToList();
                await bulk.UpsertAsync(rows.Shape, [.. raised.Select(one => rows.Cells(one.Row))], token);
                await bulk.UpsertAsync(cases.Shape, [.. raised.Select(one => cases.Cells(one.Case))], token);
                await bulk.UpsertAsync(evidence.Shape, [.. raised.Select(one => evidence.Cells(one.Evidence))], token);
                await db.AppendAsync([RunEntry(viewer, platform, run, raised.Select(one => $"{one.Row.Id.Value}:>open"), now)], token);
            },
            ct);
    }

    private async Task<int> ChangeAsync(Viewer viewer, Platform platform, string run, DateOnly today, Reclaiming[] batch, Func<int, int> graceOf, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(async token =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var ids = batch.Select(change => change.Row.Id).ToList();
            var rows = await db.Recommendations.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, token);
            var cases = await db.ReclamationCases.Where(c => ids.Contains(c.RecommendationId)).ToDictionaryAsync(c => c.RecommendationId, token);
            var evidence = await db.RecommendationEvidence.Where(e => ids.Contains(e.RecommendationId)).ToDictionaryAsync(e => e.RecommendationId, token);
            var entries = new List<AuditEntry>();
            var moves = new List<string>();
            var left = 0;
            foreach (var change in batch)
            {
                var row = rows.GetValueOrDefault(change.Row.Id);
                if (row is null || row.Version != change.Row.Version || row.Status != change.Row.Status)
                {
                    left++;
                    continue;
                }

                var (from, lane) = (row.Status, row.Lane);
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

                if (lane == Lane.Protected && row.Lane != Lane.Protected && cases.TryGetValue(row.Id, out var again))
                {
                    again.Restart(today, graceOf(row.PersonKey));
                }

                var stepped = row.IsLive && cases.TryGetValue(row.Id, out var one) && one.Advance(today, change.LastSeenOn);
                if (row.Status != from || stepped || change.Change is not (null or LiveChange.Describe))
                {
                    moves.Add($"{row.Id.Value}:{RecommendationWords.Of(from)}>{RecommendationWords.Of(row.Status)}{(stepped ? "/" + cases[row.Id].Step.ToString().ToLowerInvariant() : "")}");
                }
            }

            if (moves.Count > 0)
            {
                entries.Insert(0, RunEntry(viewer, platform, run, moves, now));
            }

            await db.AppendAsync(entries, token);
            return left;
        }, ct);
    }

    private async Task<Refusal?> MoveAsync(LicenseDb db, Viewer viewer, Recommendation row, Reclaiming change, List<AuditEntry> entries, DateTime now, CancellationToken ct)
    {
        if (row.Status == RecommendationStatus.Approved && change.Change is LiveChange.Withdraw or LiveChange.Protect)
        {
            // That the license or the person has gone may be what was asked for: an import verifies it.
            var isNeeded = change.Change == LiveChange.Protect || change.Note.StartsWith(ReclaimPlan.SignOfLife, StringComparison.Ordinal);
            if (isNeeded && await remediations.RecallAsync(db, row.Id, change.Note, viewer, now, ct) is { } recalled)
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
            LiveChange.Refresh => row.Refresh(Advice.Of(change.Finding!)).Refusal,
            LiveChange.Doubt => row.Doubt(change.Note).Refusal,
            LiveChange.Protect => row.Protect(change.Note, now).Refusal,
            LiveChange.Withdraw or LiveChange.Replace => row.Withdraw(change.Note, now).Refusal,
        };
    }

    internal static StoredEvidence Stored(RecommendationId id, ReclaimFinding finding) => new() { RecommendationId = id, Json = EvidenceJson.Write(Evidence.Of(finding)) };

    private static AuditEntry RunEntry(Viewer viewer, Platform platform, string run, IEnumerable<string> moves, DateTime now) => new()
    {
        At = now, Actor = viewer.Actor, Action = "reclamations.advanced", Subject = run, PlatformKey = platform.Key, Detail = string.Join(' ', moves),
    };

    [LoggerMessage(4020, LogLevel.Information, "Reclamations of {Platform}: {Raised} raised, {Moved} moved, {Withdrawn} withdrawn, {Left} left to the next run")]
    private partial void Raised(string platform, int raised, int moved, int withdrawn, int left);

    [LoggerMessage(4021, LogLevel.Information, "Reclamation {Id} is left to the next run: {Code}")]
    private partial void Left(Guid id, string code);
}

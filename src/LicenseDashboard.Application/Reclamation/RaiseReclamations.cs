using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>Number of rows a run changed; all zero on an unchanged day.</summary>
internal sealed record ReclaimReport(int Raised, int Moved, int Withdrawn, int Left);

/// <summary>
/// Creates rows for unused seats, moves their steps, and withdraws them when there is activity. Writes only differences, in bounded
/// transactions. Rows changed in the meantime are left to the next run. Can be repeated at any point.
/// </summary>
internal sealed partial class RaiseReclamations(AdviceRows rows, ILogger<RaiseReclamations> log)
{
    private const int NewBatch = IBulkWriter.RowsPerTransaction / 6;

    /// <param name="run">ID of the run, for the audit.</param>
    /// <param name="graceOf">Days of grace by person.</param>
    public async Task<ReclaimReport> RunAsync(
        Viewer viewer,
        Platform platform,
        string run,
        DateOnly today,
        ReclaimPlan plan,
        Func<int, int> graceOf,
        CancellationToken ct
    )
    {
        var left = 0;
        foreach (var batch in plan.Changes.Chunk(AdviceRows.Batch))
        {
            left += await rows.ChangeAsync(viewer, batch, new Run(this, viewer, platform, run, today, graceOf), ct);
        }

        foreach (var batch in plan.New.Chunk(NewBatch))
        {
            await rows.RaiseAsync(
                now => batch.Select(one => New(platform, today, one.Person, one.Finding, graceOf, now)),
                (raised, now) => RunEntry(viewer, platform, run, raised.Select(one => $"{one.Row.Id.Value}:>open"), now),
                ct
            );
        }

        var withdrawn = plan.Changes.Count(change => change.Change == LiveChange.Withdraw);
        Raised(platform.Name, plan.New.Count, plan.Changes.Count - withdrawn, withdrawn, left);
        return new ReclaimReport(plan.New.Count, plan.Changes.Count - withdrawn, withdrawn, left);
    }

    private static RaisedRow New(
        Platform platform,
        DateOnly today,
        PersonLine person,
        ReclaimFinding finding,
        Func<int, int> graceOf,
        DateTime now
    )
    {
        var row = Recommendation.Raise(platform.Key, person, Advice.Of(finding), today, now);
        return new RaisedRow(
            row,
            Stored(row.Id, finding),
            ReclamationCase.Notice(row.Id, today, graceOf(person.PersonKey), finding.Seen.On)
        );
    }

    internal static StoredEvidence Stored(RecommendationId id, ReclaimFinding finding) =>
        new() { RecommendationId = id, Json = EvidenceJson.Write(Evidence.Of(finding)) };

    private static AuditEntry RunEntry(Viewer viewer, Platform platform, string run, IEnumerable<string> moves, DateTime now) =>
        new()
        {
            At = now,
            Actor = viewer.Actor,
            Action = "reclamations.advanced",
            Subject = run,
            PlatformKey = platform.Key,
            Detail = string.Join(' ', moves),
        };

    [LoggerMessage(
        4020,
        LogLevel.Information,
        "Reclamations of {Platform}: {Raised} raised, {Moved} moved, {Withdrawn} withdrawn, {Left} left to the next run"
    )]
    private partial void Raised(string platform, int raised, int moved, int withdrawn, int left);

    [LoggerMessage(4021, LogLevel.Information, "Reclamation {Id} is left to the next run: {Code}")]
    private partial void Left(Guid id, string code);

    private sealed class Run(RaiseReclamations all, Viewer viewer, Platform platform, string run, DateOnly today, Func<int, int> graceOf)
        : IRowRun<Reclaiming>
    {
        private Dictionary<RecommendationId, ReclamationCase> _cases = [];

        public async Task LoadAsync(LicenseDb db, IReadOnlyList<RecommendationId> rows, CancellationToken ct) =>
            _cases = await db.ReclamationCases.Where(c => rows.Contains(c.RecommendationId)).ToDictionaryAsync(c => c.RecommendationId, ct);

        /// <summary>A vanished license or person may be the requested change itself; an import verifies it.</summary>
        public bool Recalls(Reclaiming change) =>
            change.Change == LiveChange.Protect || change.Note.StartsWith(ReclaimPlan.SignOfLife, StringComparison.Ordinal);

        public string? Follow(Recommendation row, Reclaiming change, RecommendationStatus from, Lane lane)
        {
            var found = _cases.GetValueOrDefault(row.Id);
            if (lane == Lane.Protected && row.Lane != Lane.Protected)
            {
                found?.Restart(today, graceOf(row.PersonKey));
            }

            var stepped = row.IsLive && found is not null && found.Advance(today, change.LastSeenOn);
            return row.Status != from || stepped || change.Change is not (null or LiveChange.Describe)
                ? $"{row.Id.Value}:{RecommendationWords.Of(from)}>{RecommendationWords.Of(row.Status)}"
                    + (stepped ? "/" + found!.Step.ToString().ToLowerInvariant() : "")
                : null;
        }

        public Task FinishAsync(LicenseDb db, IReadOnlyList<Reclaiming> moved, DateTime now, CancellationToken ct) => Task.CompletedTask;

        public AuditEntry Entry(IEnumerable<string> lines, DateTime now) => RunEntry(viewer, platform, run, lines, now);

        public void Left(RecommendationId row, string code) => all.Left(row.Value, code);
    }
}

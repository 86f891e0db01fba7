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

/// <summary>The result of one evaluation of one platform.</summary>
/// <param name="Today">D, the platform's local day.</param>
/// <param name="Run">ID of the run for the audit: <c>run:0198…</c>.</param>
/// <param name="LateNote">Text for rows while a stream is late, in which case nothing is withdrawn; null if none is late.</param>
public sealed record EvaluationResult(
    Platform Platform,
    DateOnly Today,
    string Run,
    IReadOnlyCollection<Verdict> Verdicts,
    string? LateNote
);

/// <summary>Number of rows a run changed; all zero on an unchanged night.</summary>
public sealed record RaiseReport(int Raised, int Refreshed, int Withdrawn, int Replaced, int Suppressed, int Left)
{
    public int Written => Raised + Refreshed + Withdrawn + Replaced;
}

/// <summary>
/// Turns findings into rows: raises new ones, refreshes live ones, withdraws those without evidence. Reads the live rows once, compares
/// in memory and writes only differences, in transactions of <see cref="AdviceRows.Batch"/> rows. Rows moved in the meantime are left to
/// the next run. Can be repeated at any point. Rejections and restores suppress here and not in the evaluation, so that the rules stay pure
/// and the finding stays visible to a person who asks why.
/// </summary>
public sealed partial class RaiseRecommendations(IDbContextFactory<LicenseDb> dbs, AdviceRows rows, ILogger<RaiseRecommendations> log)
{
    /// <summary>Each finding writes two rows; this keeps a transaction within what short writers can wait for.</summary>
    private const int NewBatch = IBulkWriter.RowsPerTransaction / 4;

    public async Task<RaiseReport> RunAsync(Viewer viewer, EvaluationResult result, CancellationToken ct)
    {
        var plan = await PlanAsync(result, ct);
        var left = 0;
        foreach (var batch in plan.Changes.Chunk(AdviceRows.Batch))
        {
            left += await rows.ChangeAsync(viewer, batch, new Run(this, viewer, result), ct);
        }

        foreach (var batch in plan.New.Chunk(NewBatch))
        {
            await rows.RaiseAsync(
                now => batch.Select(one => New(result, one.Person, one.Finding, now)),
                (raised, now) => RunEntry(viewer, result, raised.Select(Line), now),
                ct
            );
        }

        await FollowDirectoryAsync(result.Platform.Key, ct);
        var report = new RaiseReport(
            plan.New.Count,
            Count(plan, LiveChange.Refresh) + Count(plan, LiveChange.Doubt) + Count(plan, LiveChange.Protect),
            Count(plan, LiveChange.Withdraw),
            Count(plan, LiveChange.Replace),
            plan.Suppressed,
            left
        );
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
        var live = await db
            .Recommendations.Where(r =>
                r.PlatformKey == platform && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
            )
            .Select(LiveRow.Projection)
            .ToListAsync(ct);
        var suppressed = await db
            .Recommendations.Where(r => r.PlatformKey == platform && r.SuppressedUntil > today)
            .Select(r => new { r.PersonKey, r.Kind })
            .ToListAsync(ct);
        var people = await PersonLines.ReadAsync(db, platform, ct);
        var changed = await DirectoryImports.ChangedSinceAsync(db, platform, ct);
        return RaisePlan.Of(result, live, suppressed.Select(s => (s.PersonKey, s.Kind)).ToHashSet(), changed, people);
    }

    private static RaisedRow New(EvaluationResult result, PersonLine person, Finding finding, DateTime now)
    {
        var row = Recommendation.Raise(result.Platform.Key, person, Advice.Of(finding), result.Today, now);
        if (result.LateNote is { } late)
        {
            row.Doubt(late);
        }

        return new RaisedRow(row, new StoredEvidence { RecommendationId = row.Id, Json = EvidenceJson.Write(Evidence.Of(finding)) });
    }

    /// <summary>
    /// Decided rows also follow their person through the reporting line, so that the current managers can see what was decided.
    /// </summary>
    private async Task FollowDirectoryAsync(int platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            token =>
                db.Recommendations.Where(r =>
                        r.PlatformKey == platform && db.People.Any(p => p.Key == r.PersonKey && p.Position != r.Position)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                r => r.Position,
                                r => db.People.Where(p => p.Key == r.PersonKey).Select(p => p.Position).First()
                            ),
                        token
                    ),
            ct
        );
    }

    private static AuditEntry RunEntry(Viewer viewer, EvaluationResult result, IEnumerable<string> moves, DateTime now) =>
        new()
        {
            At = now,
            Actor = viewer.Actor,
            Action = "recommendations.evaluated",
            Subject = result.Run,
            PlatformKey = result.Platform.Key,
            Detail = string.Join(' ', moves),
        };

    private static string Line(RaisedRow raised) => Line(raised.Row, null);

    private static string Line(Recommendation row, RecommendationStatus? from) =>
        $"{row.Id.Value}:{(from is { } status ? RecommendationWords.Of(status) : "")}>{RecommendationWords.Of(row.Status)}";

    [LoggerMessage(
        4000,
        LogLevel.Information,
        "Recommendations of {Platform}: {Raised} raised, {Refreshed} refreshed, {Withdrawn} withdrawn, {Replaced} replaced, "
            + "{Left} left to the next run"
    )]
    private partial void Raised(string platform, int raised, int refreshed, int withdrawn, int replaced, int left);

    [LoggerMessage(4001, LogLevel.Information, "Recommendation {Id} is left to the next run: {Code}")]
    private partial void Left(Guid id, string code);

    private sealed class Run(RaiseRecommendations all, Viewer viewer, EvaluationResult result) : IRowRun<Changing>
    {
        public Task LoadAsync(LicenseDb db, IReadOnlyList<RecommendationId> rows, CancellationToken ct) => Task.CompletedTask;

        public bool Recalls(Changing change) => false;

        public string? Follow(Recommendation row, Changing change, RecommendationStatus from, Lane lane) =>
            row.Status != from || change.Change != LiveChange.Describe ? Line(row, from) : null;

        /// <summary>The withdrawn rows are already saved, because a person can have only one live row.</summary>
        public async Task FinishAsync(LicenseDb db, IReadOnlyList<Changing> moved, DateTime now, CancellationToken ct)
        {
            var raised = moved
                .Where(change => change.Change == LiveChange.Replace)
                .Select(change => New(result, change.Person!, change.Finding!, now))
                .ToList();
            if (raised.Count > 0)
            {
                db.Recommendations.AddRange(raised.Select(one => one.Row));
                db.RecommendationEvidence.AddRange(raised.Select(one => one.Evidence));
                await db.AppendAsync([RunEntry(viewer, result, raised.Select(Line), now)], ct);
            }
        }

        public AuditEntry Entry(IEnumerable<string> lines, DateTime now) => RunEntry(viewer, result, lines, now);

        public void Left(RecommendationId row, string code) => all.Left(row.Value, code);
    }
}

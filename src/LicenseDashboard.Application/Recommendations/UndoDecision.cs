using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Undoes the viewer's own decision: an approval until its first write, a rejection on the same day.</summary>
public sealed class UndoDecision(IDbContextFactory<LicenseDb> dbs, IPlanRemediation remediations, TimeProvider clock)
{
    public Task<Outcome<Decided>> RunAsync(Viewer viewer, RecommendationId id, int version, CancellationToken ct) =>
        DecisionRun.RunAsync(dbs, clock, viewer, id, version, "recommendation.undone", (run, token) => UndoAsync(run, viewer, token), ct);

    private async Task<Outcome<AuditEntry[]>> UndoAsync(DecisionRun run, Viewer viewer, CancellationToken ct)
    {
        const string Undone = "Undone by the person who approved it.";
        var approved = run.Row.Status == RecommendationStatus.Approved;
        if (
            approved
            && run.Row.DecidedBy == viewer.Actor
            && await remediations.RecallAsync(run.Db, run.Row.Id, Undone, viewer, run.Now, ct) is { } recalled
        )
        {
            return recalled;
        }

        if (run.Row.Undo(viewer, run.Today, run.Now).Refusal is { } refused)
        {
            return refused;
        }

        if (approved)
        {
            return await remediations.CancelAsync(run.Db, run.Row.Id, Undone, viewer, run.Now, ct);
        }

        // The person may have another live row by now. This one has been decided, so it stays closed.
        return await run.Db.Recommendations.AnyAsync(
            other =>
                other.PersonKey == run.Row.PersonKey
                && other.Id != run.Row.Id
                && (other.Status == RecommendationStatus.Open || other.Status == RecommendationStatus.Approved),
            ct
        )
            ? new Refusal("superseded", "This person has a newer recommendation. Decide on that one.")
            : Array.Empty<AuditEntry>();
    }
}

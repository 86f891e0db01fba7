using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>
/// Approves a row as seen by the viewer. The remediation is planned in the same transaction and can be claimed after the time for undo.
/// </summary>
public sealed class ApproveRecommendation(IDbContextFactory<LicenseDb> dbs, IPlanRemediation remediations, TimeProvider clock)
{
    public async Task<Outcome<Decided>> RunAsync(
        Viewer viewer,
        RecommendationId id,
        int version,
        string? justification,
        CancellationToken ct
    )
    {
        var text = Justification.Optional(justification);
        if (text.Refusal is { } invalid)
        {
            return invalid;
        }

        var outcome = await DecisionRun.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            version,
            "recommendation.approved",
            async (run, token) =>
            {
                if (run.Row.Approve(viewer, text.Value, run.Today, run.Now).Refusal is { } refused)
                {
                    return refused;
                }

                return await remediations.PlanAsync(run.Db, run.Row, viewer, run.Now, token);
            },
            ct
        );
        if (outcome.Refusal is null)
        {
            remediations.Wake();
        }

        return outcome;
    }
}

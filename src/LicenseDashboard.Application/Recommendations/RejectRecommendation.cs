using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Rejects a row with a reason. The same kind is suppressed for this person until the given date, or for 90 days.</summary>
public sealed class RejectRecommendation(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="until">First local day on which it may be raised again; must be in the future.</param>
    public async Task<Outcome<Decided>> RunAsync(
        Viewer viewer,
        RecommendationId id,
        int version,
        string? justification,
        DateOnly? until,
        CancellationToken ct
    )
    {
        var text = Justification.Required(justification);
        if (text.Refusal is { } invalid)
        {
            return invalid;
        }

        return await DecisionRun.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            version,
            "recommendation.rejected",
            (run, _) =>
                Task.FromResult<Outcome<AuditEntry[]>>(
                    run.Row.Reject(viewer, text.Value, until, run.Today, run.Now).Refusal is { } refused
                        ? refused
                        : Array.Empty<AuditEntry>()
                ),
            ct
        );
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Says no, with a reason. The same kind stays away from this person until a date: the given one, or 90 days from now.</summary>
public sealed class RejectRecommendation(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="until">First platform-local day on which it may be asked again; must lie in the future.</param>
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

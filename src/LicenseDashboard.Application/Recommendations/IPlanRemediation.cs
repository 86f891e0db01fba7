using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>
/// The one way from a decision to its execution: Remediation, downstream, implements it. Everything happens on the caller's context, in the
/// caller's transaction; the caller appends the entries that come back.
/// </summary>
public interface IPlanRemediation
{
    Task<AuditEntry[]> PlanAsync(LicenseDb db, Recommendation approved, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>For somebody who has left: may be claimed at once.</summary>
    /// <param name="evidence">Of the row, which is not saved yet.</param>
    Task<AuditEntry[]> PlanLeaverAsync(
        LicenseDb db,
        Recommendation approved,
        Evidence evidence,
        Viewer source,
        DateTime now,
        CancellationToken ct
    );

    /// <summary>Refused once a write may have been sent.</summary>
    Task<Outcome<AuditEntry[]>> CancelAsync(
        LicenseDb db,
        RecommendationId approved,
        string why,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    );

    /// <summary>
    /// Calls a request back that the identity provider was sent and that no import has verified. The row stays approved: what came of the
    /// request is not known, and its remediation moves the row once it is.
    /// </summary>
    /// <returns>Null when there is no such request: then it can be cancelled, or was written.</returns>
    Task<AuditEntry[]?> RecallAsync(LicenseDb db, RecommendationId approved, string why, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>After the commit: workers look at once instead of at their next round.</summary>
    void Wake();
}

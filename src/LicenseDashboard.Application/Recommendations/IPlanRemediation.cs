using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>
/// The only way from a decision to its execution; implemented downstream by Remediation. Runs on the caller's context in the caller's
/// transaction, and the caller appends the returned entries.
/// </summary>
public interface IPlanRemediation
{
    Task<AuditEntry[]> PlanAsync(LicenseDb db, Recommendation approved, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>For a person who has left: can be claimed immediately.</summary>
    /// <param name="evidence">Evidence of the row, which is not saved yet.</param>
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
    /// Recalls a request that was sent to the identity provider and not verified by an import. The row stays approved because the outcome
    /// is unknown; its remediation moves the row once it is known.
    /// </summary>
    /// <returns>Null if there is no such request; the item can then be cancelled, or was written.</returns>
    Task<AuditEntry[]?> RecallAsync(LicenseDb db, RecommendationId approved, string why, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>Call after the commit to wake the workers immediately.</summary>
    void Wake();
}

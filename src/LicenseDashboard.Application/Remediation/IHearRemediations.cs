using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Keeps a leaver's row in step with its remediation, in the same transaction and context. An interface because the row is in a
/// downstream feature.
/// </summary>
public interface IHearRemediations
{
    /// <summary>Called after the status of the item has changed.</summary>
    Task<IReadOnlyList<AuditEntry>> MovedAsync(LicenseDb db, RemediationItem item, string actor, DateTime now, CancellationToken ct);

    /// <summary>A guard stopped it, or there is no write client any longer: not cancelled for good, but held for a person.</summary>
    Task<IReadOnlyList<AuditEntry>> HeldAsync(
        LicenseDb db,
        RemediationItem item,
        string why,
        string actor,
        DateTime now,
        CancellationToken ct
    );
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Keeps a leaver's row in step with its remediation, in the same transaction and context. The row lies downstream, hence a port.
/// </summary>
public interface IHearRemediations
{
    /// <summary>After the item's status has changed.</summary>
    Task<IReadOnlyList<AuditEntry>> MovedAsync(LicenseDb db, RemediationItem item, string actor, DateTime now, CancellationToken ct);

    /// <summary>A guard stopped it, or nothing can write any more: not cancelled for good, but held for a person.</summary>
    Task<IReadOnlyList<AuditEntry>> HeldAsync(
        LicenseDb db,
        RemediationItem item,
        string why,
        string actor,
        DateTime now,
        CancellationToken ct
    );
}

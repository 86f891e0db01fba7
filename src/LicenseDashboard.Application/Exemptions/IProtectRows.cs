using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>
/// Effects of a new exemption on rows that wait for a decision or execution; implemented downstream by Recommendations. Runs on the
/// caller's context in the caller's transaction, and the caller appends the returned entries.
/// </summary>
public interface IProtectRows
{
    /// <param name="protecting">
    /// By person: what protects them from today. A change that may have been sent to the vendor is not affected.
    /// </param>
    Task<IReadOnlyList<AuditEntry>> ProtectAsync(
        LicenseDb db,
        IReadOnlyDictionary<int, Exemption> protecting,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    );
}

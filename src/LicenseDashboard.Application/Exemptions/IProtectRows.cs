using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>
/// What a new exemption means for the rows that wait for a decision or for their execution: Recommendations, downstream, implements it.
/// Everything happens on the caller's context, in the caller's transaction; the caller appends the entries that come back.
/// </summary>
public interface IProtectRows
{
    /// <param name="protecting">By person: what protects from today on. A change that may have been sent to the vendor stays as it
    /// is.</param>
    Task<IReadOnlyList<AuditEntry>> ProtectAsync(
        LicenseDb db,
        IReadOnlyDictionary<int, Exemption> protecting,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    );
}

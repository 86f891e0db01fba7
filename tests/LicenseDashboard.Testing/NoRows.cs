using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Testing;

/// <summary>For tests that end before recommendations: there is no row that an exemption could protect.</summary>
public sealed class NoRows : IProtectRows
{
    public Task<IReadOnlyList<AuditEntry>> ProtectAsync(
        LicenseDb db,
        IReadOnlyDictionary<int, Exemption> protecting,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyList<AuditEntry>>([]);
}

using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>One claimed item with everything its steps need.</summary>
internal sealed record RemediationWork(
    RemediationItem Item,
    Guid Lease,
    Platform Platform,
    Person Person,
    IVendorConnector Vendor,
    string Actor
);

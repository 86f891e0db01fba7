using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>One claimed item with what every step of it needs.</summary>
internal sealed record RemediationWork(
    RemediationItem Item,
    Guid Lease,
    Platform Platform,
    Person Person,
    IVendorConnector Vendor,
    string Actor
);

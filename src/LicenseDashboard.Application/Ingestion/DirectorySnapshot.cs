using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Everything one directory import asks, complete and in memory: only then is anything written, so a listing that breaks off changes
/// nothing.
/// </summary>
internal sealed record DirectorySnapshot(
    IReadOnlyCollection<VendorPerson> People,
    IReadOnlyCollection<VendorDivision> Divisions,
    IReadOnlyCollection<VendorGroup> Groups,
    IReadOnlyCollection<(string GroupId, string PersonId)> Members,
    IReadOnlySet<string> GroupsUnknownFor,
    IReadOnlyCollection<VendorRole> Roles,
    IReadOnlyCollection<VendorGrant> Grants,
    IReadOnlyCollection<VendorSku> Skus,
    IReadOnlyCollection<VendorSeat> Seats,
    StagedPlanning Planning,
    StagedBilling Billing
);

/// <summary>Whom the vendor's report bills.</summary>
/// <param name="Fault">Why it is unknown now; null when it is known.</param>
internal sealed record StagedBilling(IReadOnlyCollection<VendorBilled> Rows, VendorException? Fault);
